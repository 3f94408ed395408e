"""A policy of one clause, small enough to see through."""

from datetime import datetime, timedelta

from refunds.calendars import UTC8
from refunds.policies.dossier import Dossier
from refunds.policies.evaluation import REJECT, Verdict
from refunds.policies.facts import Facts
from refunds.policies.language import Kind, Policy, applies, does_not_apply
from refunds.policies.settings import Setting

NOON = datetime(2025, 3, 10, 12, tzinfo=UTC8)


def a_policy(**changes):
    limit = Setting("limit_days", 30, "S-3.3.b", "days", "Limit", least=1, most=90)
    return Policy(id="service", title="A policy", version="1", text="service.txt", settings=[limit], **changes)


def a_dossier(**facts):
    return Dossier("D-1", "service", NOON, Facts.read(facts, ""))


def late(facts, terms):
    """Services purchased more than 30 days ago (except special circumstances)

    Elapsed time.
    """
    if facts.claim.submitted_at - facts.order.purchased_at > timedelta(days=terms.limit_days):
        return applies("late", limit=terms.limit_days)
    return does_not_apply("in time")


def one_bar():
    """A policy whose only bar refuses what is late, and which approves the rest."""
    policy = a_policy()
    policy.clause("S-3.3.b", Kind.BAR, decides="D/V", bars=["S-2.1.*"])(late)
    policy.procedure = (
        lambda case: Verdict(REJECT) if case.applies("S-3.3.b") else None,
        lambda case: Verdict("approve"),
    )
    return policy
