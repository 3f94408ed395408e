"""What speaks against approving a decision, by this person and now: every reason in one sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.roles import approval_limit
from refunds.models import Charge, Decision, RefundCase
from refunds.money import Money, total
from refunds.operations.bank.fit import transfer_objections
from refunds.operations.dossier import dossier_of
from refunds.operations.faults import above_what_is_held
from refunds.operations.perform import refusals
from refunds.operations.routing import routing_questions

SUPERVISORS = "refunds.approve_above_limit_refundcase"


def objections(decision: Decision, charges: Mapping[int, Charge], person: Any, at: dt.datetime) -> list[str]:
    """Every reason why the person may not approve this refund now. The charges are locked."""
    case = decision.case
    return [
        *refusals(case, "approve", person),
        *_for_a_supervisor(decision, person),
        *above_the_limit(decision, person),
        *changed_facts(case, decision),
        *_not_held_any_more(decision, charges),
        *routing_questions(decision.parts.all(), charges, at),
        *transfer_objections(decision, decision.parts.all(), charges),
    ]


def _for_a_supervisor(decision: Decision, person: Any) -> Iterator[str]:
    if decision.needs_supervisor and not person.has_perm(SUPERVISORS):
        yield _("This decision needs a supervisor: it departs from the policy, reviews another, or is a large amount.")


def above_the_limit(decision: Decision, person: Any) -> Iterator[str]:
    """The sum in each currency against what the person's roles approve."""
    parts = list(decision.parts.all())
    for currency in dict.fromkeys(part.currency for part in parts):
        granted = total([Money(p.amount_minor, currency) for p in parts if p.currency == currency], currency)
        limit = approval_limit(person, currency)
        if limit is not None and granted.minor > limit:
            yield _("%(amount)s is above the %(limit)s that you may approve. Ask a supervisor.") % {
                "amount": granted,
                "limit": Money(limit, currency),
            }


def changed_facts(case: RefundCase, decision: Decision) -> Iterator[str]:
    """The facts of today against those that the decision rests on.

    An answer to the customer in between is none of them: it ends the clock of the first response and decides nothing.
    """
    rests_on = decision.evaluation
    today = dossier_of(case, rests_on.as_of)["facts"]
    if {**today, "company_contacts": None} != {**rests_on.facts, "company_contacts": None}:
        yield _("The facts have changed since this was prepared. Send it back, to be evaluated and decided anew.")


def _not_held_any_more(decision: Decision, charges: Mapping[int, Charge]) -> Iterator[str]:
    for part in decision.parts.all():
        charge, amount = charges[part.charge_id], Money(part.amount_minor, part.currency)
        if amount > charge.refundable:
            yield above_what_is_held(charge, amount)
