"""Who works on a case: take it, give it to somebody, put it back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.models import StaffMember
from refunds.guards import may
from refunds.locks import claim_next_case, lock_case
from refunds.models import CaseStatus, RefundCase
from refunds.models.lifecycle import REVIEWER
from refunds.operations.perform import Refused, perform, refusals
from refunds.operations.words import required

WORKS_ON_CASES = may("refunds.work_refundcase")
TAKES_CASES = may("refunds.take_refundcase")


def take(case_id: int, *, act: Act) -> RefundCase:
    """Begin the review of a received case that nobody has. Of two who take it at once, one reads who was first."""
    with transaction.atomic():
        case = lock_case(case_id)
        if case.assignee_id is not None:
            raise Refused(_has_it(case, act.by))
        perform(case, "take", act)
        return case


def take_next(*, act: Act) -> RefundCase | None:
    """Begin the review of the unassigned case that is due first, or None where none waits.

    Two who ask at once get two cases: a case that another is taking is passed over, not waited for. Raises Refused.
    """
    if found := may_take(act.by):
        raise Refused(*found)
    with transaction.atomic():
        case = claim_next_case()
        if case is not None:
            perform(case, "take", act)
        return case


def may_take(person: Any) -> list[str]:
    """Why this person takes no cases at all; empty when they do."""
    return [str(sentence) for sentence in TAKES_CASES.refusals(None, person)]


def assign(case_id: int, *, person: StaffMember, act: Act) -> RefundCase:
    """Give an open case to somebody who may work on it; taking it from somebody else needs a reason (act.why).

    A secondary review goes only to somebody who may review and took no part in the decision (S-7.2.a). Raises Refused.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        person = StaffMember.objects.get(pk=person.pk)
        if found := [*refusals(case, "assign", act.by), *_unfit(case, person)]:
            raise Refused(*found)
        if case.assignee_id is not None:
            required(act.why, _("Say why somebody else gets this case."))
        perform(case, "assign", act, person=person)
        return case


def return_to_queue(case_id: int, *, act: Act) -> RefundCase:
    """Put a case back that one can't go on with; act.why says to the next one why. Raises Refused."""
    with transaction.atomic():
        case = lock_case(case_id)
        required(act.why, _("Say why you put this case back."))
        perform(case, "return_to_queue", act)
        return case


def _has_it(case: RefundCase, person: StaffMember) -> str:
    if case.assignee_id == person.pk:
        return _("You have this case already.")
    return _("%(person)s has this case already.") % {"person": case.assignee}


def _unfit(case: RefundCase, person: StaffMember) -> list[str]:
    """Why this person can't be given the case."""
    if case.assignee_id == person.pk:
        return [_("%(person)s has this case already.") % {"person": person}]
    if person.is_service or WORKS_ON_CASES.refusals(case, person):
        return [_("%(person)s does not work on refund cases. Choose an agent or a supervisor.") % {"person": person}]
    if case.status == CaseStatus.SECONDARY_REVIEW and REVIEWER.refusals(case, person):
        return [
            _("%(person)s can't review this case. Choose a supervisor who took no part in its decision.")
            % {"person": person}
        ]
    return []
