"""What an examination notes, keeps and gives out, shown on a policy of one clause."""

import pytest

from refunds.calendars import CHINA
from refunds.money import Money
from refunds.policies.evaluation import REJECT, Payout, Verdict
from refunds.policies.language import Kind, applies
from refunds.policies.versioning import Edition, VersionTerms
from refunds.policies.versioning.comparison import Comparison
from tests.refunds.policies.small_policy import NOON, a_dossier, a_policy, one_bar


@pytest.fixture
def policy():
    return one_bar()


def test_an_evaluation_finds_what_was_said_of_a_clause_and_does_not_change(policy):
    evaluation = policy.evaluate(a_dossier())
    assert evaluation.finding("S-3.3.b").clause.id == "S-3.3.b"
    assert evaluation.finding("S-9") is None
    with pytest.raises(AttributeError):
        evaluation.amount = None


def test_a_finding_is_told_only_where_it_applies(policy):
    facts = {"order": {"purchased_at": "2025-01-01T10:00:00+08:00"}}
    late = policy.evaluate(a_dossier(**facts, claim={"submitted_at": "2025-03-10T10:00:00+08:00"})).finding("S-3.3.b")
    early = policy.evaluate(a_dossier(**facts, claim={"submitted_at": "2025-01-02T10:00:00+08:00"})).finding("S-3.3.b")
    late = late._replace(clause=late.clause._replace(told={"en": "Limit: {limit} days."}))
    assert (late.applies, late.excluded, late.open, late.told()) == (True, False, False, "Limit: 30 days.")
    assert (early.applies, early.excluded, early.open, early.told()) == (False, True, False, None)
    assert early.as_document() == {
        "clause": "S-3.3.b",
        "outcome": "does not apply",
        "reason": "in time",
        "facts": ["claim.submitted_at", "order.purchased_at"],
    }
    open_ = policy.evaluate(a_dossier()).finding("S-3.3.b").as_document()
    assert (open_["outcome"], open_["lacking"]) == ("not known", "claim.submitted_at")


def test_a_fact_asked_for_in_any_way_is_noted(policy):
    policy = a_policy()

    def quality(facts, terms):
        """Service results significantly differ from description"""
        said = facts.order.get("number"), facts.charges[0].get("fee"), facts.charges[0].path, facts.now
        return applies(f"{said[0]} {said[1]} {said[2]}")

    policy.clause("S-2.1.b", Kind.GROUND, decides="H")(quality)
    policy.procedure = (lambda case: Verdict(REJECT) if case.applies("S-2.1.b") else None,)
    finding = policy.evaluate(a_dossier(order={"number": "ORD-1"}, charges=[{}])).finding("S-2.1.b")
    assert finding.reason == "ORD-1 None charges[0]"
    assert finding.facts == ("order.number", "charges", "now")


def test_what_a_version_switches_off_is_not_recorded(policy):
    policy.declaration(
        "S-6.2.c", "Balance", "Account Balance - Option to refund to platform account balance", Kind.ROUTE
    )
    policy.procedure = (
        lambda case: case.record("S-6.2.c", applies("chosen")) and case.cite_process("S-6.2.c"),
        lambda case: Verdict(REJECT if case.is_off("S-6.2.c") and not case.is_off("S-3.3.b") else "approve"),
    )
    off = Edition(policy, "2", VersionTerms(switched_off=("S-6.2.c",)))
    found = policy.evaluate(a_dossier(), under=off)
    assert (found.recommendation, found.process) == (REJECT, ())
    assert found.finding("S-6.2.c").reason == "switched off in version 2"
    assert found.finding("S-6.2.c").excluded
    assert (found.finding("S-6.2.c").facts, found.finding("S-6.2.c").lacking) == ((), None)
    assert policy.evaluate(a_dossier()).process == ("S-6.2.c",)


def test_dates_are_left_out_where_they_are_not_wanted(policy):
    run = []
    policy.closing = (lambda case, verdict: run.append("closing"), lambda case, verdict: run.append("dating"))
    policy.dating = policy.closing[1:]
    policy.evaluate(a_dossier())
    assert run == ["closing", "dating"]
    Comparison(policy.built_in, policy.built_in, CHINA).of(a_dossier())
    assert run == ["closing", "dating", "closing"]


def test_nothing_is_paid_by_a_verdict_that_pays_nothing(policy):
    money = Verdict(REJECT, ("reason",), Money(5, "USD"), (Payout("CH-1", Money(5, "USD")),), "visa")
    policy.procedure = (lambda case: setattr(case, "currency", "EUR") or money,)
    found = policy.evaluate(a_dossier())
    assert (found.amount, found.payouts, found.payout_method, found.currency) == (None, (), None, "EUR")
    assert found.missing == ("reason",)
    policy.procedure = (lambda case: money._replace(recommendation="approve_partial"),)
    found = policy.evaluate(a_dossier())
    assert (found.amount, found.payouts, found.payout_method) == (money.amount, money.payouts, "visa")
    assert found.currency == "USD"
    with pytest.raises(TypeError):
        found.deadlines["payout_by"] = NOON
