"""What is held against a customer, and what the platform does about it: a supervisor's decision of its own (302-V.2).

No refund depends on the status of an account (reading 5.7), but violations are facts of a case: whatever changes here,
the customer's cases that are still being examined are looked at again.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.models import Customer, Recorded, Violation
from accounts.models.violation import ViolationType
from refunds.guards import may
from refunds.locks import NoSuchRow, lock_customer
from refunds.models.lifecycle import UNDER_EXAMINATION
from refunds.operations.perform import Refused, perform
from refunds.operations.reassess import reassess
from refunds.operations.words import required, word

MAY_RECORD = may("accounts.change_violation")
LONGEST_REASON: int = Customer._meta.get_field("status_reason").max_length or 0


def allege_violation(customer_id: int, *, reference: str, type: str, note: str, act: Act) -> Violation:
    """Record what the customer is said to have done; alleged is not confirmed. reference: of the report or the record.

    type: a word of ViolationType. note: who says what. Raises Refused.
    """
    with transaction.atomic():
        customer = lock_customer(customer_id)
        if found := MAY_RECORD.refusals(customer, act.by):
            raise Refused(*found)
        reference = required(reference, _("Give the number of the report or the record."))
        if customer.violations.filter(reference=reference).exists():
            raise Refused(_("%s is on record for this customer already.") % reference)
        violation: Violation = Violation.objects.record(
            act,
            customer=customer,
            reference=reference,
            type=word(ViolationType, type),
            note=required(note, _("Say in the note who says what.")),
            recorded_at=act.at,
        )
        look_again(customer, act)
        return violation


def confirm_violation(violation_id: int, *, act: Act) -> Violation:
    """It is made out and bars from here on (S-3.2, 302-III.4)."""
    return _judge(violation_id, "confirm", act)


def clear_violation(violation_id: int, *, act: Act) -> Violation:
    """The sanction was served, or the allegation is settled (pick T7)."""
    return _judge(violation_id, "clear", act)


def overturn_violation(violation_id: int, *, act: Act) -> Violation:
    """It never happened and counts as never recorded."""
    return _judge(violation_id, "overturn", act)


def reinstate_customer(customer_id: int, *, act: Act) -> Customer:
    """Give the account back. Sanctions are in refunds/operations/sanction.py: they need two people."""
    with transaction.atomic():
        customer = lock_customer(customer_id)
        _take(customer, "reinstate", act)
        look_again(customer, act)
        return customer


def _judge(violation_id: int, step: str, act: Act) -> Violation:
    with transaction.atomic():
        customer_id = Violation.objects.filter(pk=violation_id).values_list("customer_id", flat=True).first()
        if customer_id is None:
            raise NoSuchRow(_("There is no violation %s.") % violation_id)
        customer = lock_customer(customer_id)
        violation = Violation.fetch(violation_id)
        _take(violation, step, act)
        look_again(customer, act)
        return violation


def reason_that_fits(act: Act) -> str:
    """The reason of the act, as it stands on an account. Raises Refused where there is none, or it is too long."""
    why = required(act.why, _("Say why: the reason stays on record."))
    if len(why) > LONGEST_REASON:
        raise Refused(
            _("The reason has %(count)s characters; the most is %(most)s.")
            % {"count": len(why), "most": LONGEST_REASON}
        )
    return why


def look_again(customer: Customer, act: Act) -> None:
    """Assess the customer's cases that are being examined, in the order of their keys, as locks are taken."""
    for case_id in customer.cases.filter(status__in=UNDER_EXAMINATION).order_by("pk").values_list("pk", flat=True):
        reassess(case_id, act=act)


def _take(row: Recorded, step: str, act: Act) -> None:
    """Take a step for a reason that fits on the account."""
    perform(row, step, act.because(reason_that_fits(act)))
