"""What speaks against approving a decision, by this person and now: every reason in one sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from accounts.roles import approval_limit, daily_approval_limit
from refunds.models import Charge, Decision, DecisionPart, RefundCase, Ruling, Stage
from refunds.models.lifecycle import REVIEWER
from refunds.models.people import whose_review_it_ends
from refunds.money import Money, total
from refunds.operations.bank.fit import transfer_objections
from refunds.operations.dossier import dossier_of
from refunds.operations.faults import above_what_is_held
from refunds.operations.perform import refusals
from refunds.operations.routing import routing_questions

DAY = dt.timedelta(hours=24)
SUPERVISORS = "refunds.approve_above_limit_refundcase"


def objections(decision: Decision, charges: Mapping[int, Charge], person: Any, at: dt.datetime) -> list[str]:
    """Every reason why the person may not approve this refund now. The charges are locked."""
    case = decision.case
    return [
        *objections_to(person, decision),
        *above_the_limit_of_the_day(decision, person, at),
        *changed_facts(case, decision),
        *_not_held_any_more(decision, charges),
        *routing_questions(decision.parts.all(), charges, at),
        *transfer_objections(decision, decision.parts.all(), charges),
    ]


def objections_to(person: Any, decision: Decision) -> list[str]:
    """Of those reasons the ones that lie in the person and the state of the case, without a look at facts and money."""
    return [
        *refusals(decision.case, "approve", person),
        *_for_a_supervisor(decision, person),
        *above_the_limit(decision, person),
    ]


def objections_to_sending_back(person: Any, case: RefundCase) -> list[str]:
    """Why the person may not decline what waits.

    The decision of a review is declined by who could review: whoever had a hand in the decision under review may agree
    to a change of it and not stop one (S-7.2.a, reading 5.10).
    """
    found = refusals(case, "send_back", person)
    decision = case.pending_decision
    if found or decision is None or decision.stage != Stage.SECOND:
        return found
    return [str(sentence) for sentence in REVIEWER.refusals(case, person)]


def objections_to_withdrawing(person: Any, case: RefundCase) -> list[str]:
    """Why the person may not record that the customer takes the request back; it would end a review that waits, too."""
    found = refusals(case, "withdraw", person)
    decision = case.pending_decision
    if found or decision is None or decision.stage != Stage.SECOND or not whose_review_it_ends.holds(case, person):
        return found
    return [str(whose_review_it_ends.sentence)]


def _for_a_supervisor(decision: Decision, person: Any) -> Iterator[str]:
    if decision.needs_supervisor and not person.has_perm(SUPERVISORS):
        yield _("This decision needs a supervisor: it departs from the policy, reviews another, or is a large amount.")


def above_the_limit(decision: Decision, person: Any) -> Iterator[str]:
    """The sum in each currency against what the person's roles approve."""
    for granted in sums_of(decision):
        limit = approval_limit(person, granted.currency)
        if limit is not None and granted.minor > limit:
            yield _("%(amount)s is above the %(limit)s that you may approve. Ask a supervisor.") % {
                "amount": granted,
                "limit": Money(limit, granted.currency),
            }


def above_the_limit_of_the_day(decision: Decision, person: Any, at: dt.datetime) -> Iterator[str]:
    """The sum in each currency with what the person approved in the last 24 hours: many small ones add up."""
    for granted in sums_of(decision):
        limit = daily_approval_limit(person, granted.currency)
        if limit is None:
            continue
        before = approved_by(person, granted.currency, since=at - DAY)
        if (before + granted).minor > limit:
            yield _(
                "You approved %(before)s in the last 24 hours; with %(amount)s it would be more than the %(limit)s "
                "that you may. Ask a colleague or a supervisor."
            ) % {"before": before, "amount": granted, "limit": Money(limit, granted.currency)}


def approved_by(person: Any, currency: str, *, since: dt.datetime) -> Money:
    """What somebody approved since an instant."""
    ruled = Decision.objects.filter(ruled_by=person, ruled_at__gt=since, ruling=Ruling.APPROVED)
    parts = DecisionPart.objects.filter(decision__in=ruled, currency=currency)
    return Money(parts.aggregate(sum=Sum("amount_minor"))["sum"] or 0, currency)


def sums_of(decision: Decision) -> list[Money]:
    """What a decision grants, in each of its currencies."""
    parts = list(decision.parts.all())
    currencies = dict.fromkeys(part.currency for part in parts)
    return [total([Money(p.amount_minor, c) for p in parts if p.currency == c], c) for c in currencies]


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
