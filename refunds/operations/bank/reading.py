"""What a line of a statement means for the transfer that it names. It changes nothing, and guesses nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from refunds.models import AT_THE_BANK, BankBatch, BankOrder, LineOutcome, Payout, PayoutStatus
from refunds.money import Money
from refunds.operations.bank.batches import debtor_index
from refunds.providers.bank_files.camt053 import Entry
from refunds.providers.base import Receipt

L, P = LineOutcome, PayoutStatus
OURS = re.compile(r"RF[0-9A-F]{30}", re.ASCII)


class Meaning(NamedTuple):
    """What a line means, in a word and a sentence, and the news for the payout where there is any."""

    outcome: LineOutcome
    said: str = ""
    receipt: Receipt | None = None


def meaning_of(entry: Entry, order: BankOrder | None) -> Meaning:
    """The meaning of a line. order: the one whose end-to-end id it bears."""
    if not entry.is_booked:
        return Meaning(L.NOT_BOOKED, _("Announced and not booked yet: it comes again."))
    if order is None:
        if OURS.fullmatch(entry.end_to_end_id):
            return Meaning(L.TO_LOOK_AT, _("It bears an id as we make them, and no refund here has it. Ask the bank."))
        return Meaning(L.NOT_OURS)
    if doubt := _doubt(entry, order):
        return Meaning(L.TO_LOOK_AT, doubt)
    status = Payout.fetch(order.payout_id).status
    return _went_out(status, order) if entry.is_debit else _came_back(status, entry, order)


def _doubt(entry: Entry, order: BankOrder) -> str:
    """What does not fit between the line and the file in which the order was released; empty where all of it does."""
    batch = BankBatch.objects.filter(lines__order=order, status__in=AT_THE_BANK).first()
    if batch is None:
        return _("The bank names %s, which is in no file that was released. Ask the bank where it has it from.") % order
    if entry.account and debtor_index(entry.account) != batch.debtor_index:
        return _("It is on another account of ours than the one from which %s was to be paid.") % batch
    amount = Money(order.amount_minor, order.currency)
    if entry.amount != amount:
        return _("The bank booked %(booked)s, and the refund is %(amount)s. Nothing was settled: ask the bank.") % {
            "booked": entry.amount or _("no amount of its own"),
            "amount": amount,
        }
    return ""


def _went_out(status: str, order: BankOrder) -> Meaning:
    if status in (P.SUCCEEDED, P.RETURNED):
        return Meaning(L.KNOWN, _("It was settled before. If the bank paid it twice, ask for one of them back."))
    if status == P.CANCELLED:
        return Meaning(L.TO_LOOK_AT, _("The bank paid what was cancelled here. Ask for the money back."))
    return Meaning(L.PAID, receipt=Receipt.paid(order.end_to_end_id))


def _came_back(status: str, entry: Entry, order: BankOrder) -> Meaning:
    if status in (P.FAILED, P.RETURNED, P.CANCELLED):
        return Meaning(L.KNOWN, _("It was known before that the money came back."))
    reason = entry.reason or _("returned by the bank, without a reason")
    return Meaning(L.RETURNED, reason, Receipt.returned(reason, provider_reference=order.end_to_end_id))
