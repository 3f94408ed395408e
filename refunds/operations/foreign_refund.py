"""A refund that a provider lists and that no payout of ours asked for: on record, and in the ledger of its charge."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import lock_charges, lock_name
from refunds.models import AlarmKind, Charge, EntryKind, ForeignRefund
from refunds.operations.books import book_elsewhere
from refunds.operations.cancel_payout import give_up_what_is_gone
from refunds.operations.executor.alarms import alarm
from refunds.operations.record_dispute import charge_of
from refunds.providers.base import Listed, ReceiptOutcome

OUT = (ReceiptOutcome.PAID, ReceiptOutcome.PENDING)
"""Outcomes in which the money is, or will be, with the customer."""


def record_foreign(provider: str, refund: Listed, act: Act) -> ForeignRefund:
    """Put it on record once, and its charge's ledger to what the provider says of it now.

    On a charge of ours it counts as returned, and what was approved but not yet sent of that money is cancelled. In
    another currency than the charge it is left to people: the alarm says so.
    """
    with transaction.atomic():
        lock_name("foreign refund", f"{provider} {refund.provider_reference}")
        known = ForeignRefund.objects.filter(provider=provider, provider_reference=refund.provider_reference).first()
        charge = charge_of(provider, [refund.payment, *refund.also])
        if charge is not None:
            [charge] = lock_charges([charge.pk]).values()
        row = known or _new(provider, refund, act)
        if known is None or row.state != refund.receipt.outcome or (row.charge_id is None and charge is not None):
            row.state, row.charge = refund.receipt.outcome, charge
            _count(row, charge, act)
            row.save(act=act)
        return row


def _new(provider: str, refund: Listed, act: Act) -> ForeignRefund:
    text = _("%(provider)s made a refund of %(amount)s (%(reference)s) that none of our payouts asked for.")
    said = text % {"provider": provider, "amount": refund.amount, "reference": refund.provider_reference}
    alarm(AlarmKind.FOREIGN, refund.provider_reference, said, act.at)
    return ForeignRefund(
        provider=provider,
        provider_reference=refund.provider_reference,
        key=refund.key,
        payment=refund.payment,
        amount_minor=refund.amount.minor,
        currency=refund.amount.currency,
        made_at=refund.created_at,
        found_at=act.at,
    )


def _count(row: ForeignRefund, charge: Charge | None, act: Act) -> None:
    if charge is None or charge.currency != row.currency:
        return
    if row.state in OUT and row.entry is None:
        row.entry = book_elsewhere(charge, EntryKind.ELSEWHERE, row.amount_minor, str(row), act)
        because = act.because(_("refunded at the provider already: %s") % row.provider_reference)
        give_up_what_is_gone(charge, because)
    elif row.state not in OUT and row.entry is not None:
        book_elsewhere(charge, EntryKind.ELSEWHERE_REVERSAL, -row.amount_minor, str(row), act)
