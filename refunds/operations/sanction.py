"""A sanction on an account: one supervisor proposes it, another approves it, apart from any refund (302-V.2)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.models import Customer, Sanction, Violation
from accounts.models.sanction import Measure, SanctionStatus
from refunds.guards import may
from refunds.locks import NoSuchRow, lock_customer
from refunds.operations.enforce import look_again, reason_that_fits
from refunds.operations.perform import Refused, perform, refusals
from refunds.operations.words import required, word

MAY_PROPOSE = may("accounts.propose_sanction")


def against_proposing(customer: Customer, person: Any) -> list[str]:
    """Why the person can't propose a sanction on this customer now; empty when they can."""
    found = [str(sentence) for sentence in MAY_PROPOSE.refusals(customer, person)]
    if waiting(customer):
        found.append(_("A sanction on this customer waits for its second person already."))
    return found


def waiting(customer: Customer) -> Sanction | None:
    """The sanction that waits for its second person, if any."""
    found: Sanction | None = customer.sanctions.filter(status=SanctionStatus.PROPOSED).first()
    return found


def propose_sanction(customer_id: int, *, measure: str, record: str = "", act: Act) -> Sanction:
    """Propose what is done about an account; act.why is the reason that will stand on it.

    measure: restrict, freeze or terminate. record: the number of the violation it rests on, where one is on record.
    Nothing happens to the account before another supervisor approves it. Raises Refused.
    """
    with transaction.atomic():
        customer = lock_customer(customer_id)
        if found := against_proposing(customer, act.by):
            raise Refused(*found)
        chosen = word(Measure, measure)
        if found := refusals(customer, chosen, act.by):
            raise Refused(*found)
        sanction: Sanction = Sanction.objects.record(
            act,
            customer=customer,
            violation=_violation(customer, record.strip()),
            measure=chosen,
            reason=reason_that_fits(act),
            proposed_by=act.by,
            proposed_at=act.at,
        )
        return sanction


def approve_sanction(sanction_id: int, *, act: Act) -> Sanction:
    """Agree with what somebody else proposed: the account is restricted, frozen or terminated for its reason.

    The customer's cases that are being examined are looked at again: no refund depends on the status of an account, but
    it is one of their facts. Raises Refused.
    """
    with transaction.atomic():
        customer, sanction = _locked(sanction_id)
        required(act.why, _("Say why you agree: the reason stays on record."))
        perform(sanction, "approve", act)
        perform(customer, sanction.measure, act.because(sanction.reason), sanction=sanction)
        look_again(customer, act)
        return sanction


def decline_sanction(sanction_id: int, *, act: Act) -> Sanction:
    """Disagree; act.why says to the proposer what speaks against it. Raises Refused."""
    return _ended(sanction_id, "decline", act)


def take_back_sanction(sanction_id: int, *, act: Act) -> Sanction:
    """Take back what oneself proposed. Raises Refused."""
    return _ended(sanction_id, "take_back", act)


def _ended(sanction_id: int, step: str, act: Act) -> Sanction:
    with transaction.atomic():
        _customer, sanction = _locked(sanction_id)
        required(act.why, _("Say why: the reason stays on record."))
        perform(sanction, step, act)
        return sanction


def _locked(sanction_id: int) -> tuple[Customer, Sanction]:
    """The customer, locked, and the sanction as it is then: every change of one is made under that lock."""
    customer_id = Sanction.objects.filter(pk=sanction_id).values_list("customer_id", flat=True).first()
    if customer_id is None:
        raise NoSuchRow(_("There is no sanction %s.") % sanction_id)
    return lock_customer(customer_id), Sanction.fetch(sanction_id)


def _violation(customer: Customer, record: str) -> Violation | None:
    if not record:
        return None
    found: Violation | None = customer.violations.filter(reference=record).order_by("-occurrence").first()
    if found is None:
        raise Refused(_("%s is no violation on record for this customer. Record it first, or leave it empty.") % record)
    return found
