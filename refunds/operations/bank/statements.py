"""What the bank says: a statement is taken once, each of its lines settles what it proves, and the rest is told."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.guards import may
from refunds.locks import lock_batch, lock_charges, lock_name, lock_quotas
from refunds.models import BankBatch, BankOrder, BankStatement, BankStatementLine, BatchStatus, LineOutcome
from refunds.operations.bank.reading import Meaning, meaning_of
from refunds.operations.messages import noted
from refunds.operations.perform import Refused, perform
from refunds.operations.settle import settle
from refunds.providers.bank_files.camt053 import BadStatement, Entry, read_statement

IMPORTS = may("refunds.import_bankstatement")
LARGEST = 20 * 1024 * 1024
"""Bytes of a statement."""


def import_statement(content: bytes, *, filename: str, act: Act) -> BankStatement:
    """Take a statement in: all of its lines or, where the file is bad, none. The same file again changes nothing.

    A booked debit with the id, the amount and the account of a transfer of ours settles it as paid, a credit with them
    as returned. A line that fits in part is never guessed at: it waits for a person, and its case is told. Raises
    Refused with the place in the file.
    """
    if found := IMPORTS.refusals(None, act.by):
        raise Refused(*found)
    digest = sha256(content).hexdigest()
    with transaction.atomic():
        lock_name("bank statement", digest)
        earlier = BankStatement.objects.filter(sha256=digest).first()
        return earlier or _take(content, digest, filename, act)


def _take(content: bytes, digest: str, filename: str, act: Act) -> BankStatement:
    entries = _read(content)
    orders = _orders_named(entries)
    lock_quotas(lock_charges(order.payout.charge_id for order in orders.values()).values())
    statement = BankStatement(
        filename=filename[-200:], sha256=digest, imported_by=act.by, imported_at=act.at, count=len(entries)
    )
    statement.content = content
    statement.save(force_insert=True)
    why = act.because(_("Statement of the bank: %s") % filename)
    for entry in sorted(entries, key=lambda entry: not entry.is_debit):
        _enter(entry, orders.get(entry.end_to_end_id), statement, why)
    _bring_batches_up_to_date(orders.values(), why)
    return statement


def _read(content: bytes) -> list[Entry]:
    if len(content) > LARGEST:
        raise Refused(_("The file has more than 20 MB. Ask the bank for a statement of fewer days."))
    try:
        return read_statement(content)
    except BadStatement as fault:
        raise Refused(str(fault)) from None


def _orders_named(entries: Iterable[Entry]) -> dict[str, BankOrder]:
    """The orders that a statement names, by their end-to-end id."""
    ids = {entry.end_to_end_id for entry in entries} - {""}
    found = BankOrder.objects.filter(end_to_end_id__in=ids).select_related("payout__case")
    return {order.end_to_end_id: order for order in found}


def _enter(entry: Entry, order: BankOrder | None, statement: BankStatement, act: Act) -> None:
    meaning = _settled(meaning_of(entry, order), order, act)
    if order is not None and meaning.outcome == LineOutcome.TO_LOOK_AT:
        noted(order.payout.case, _("On a statement of the bank: %s") % meaning.said, act)
    BankStatementLine.objects.create(
        statement=statement,
        path=entry.path,
        is_debit=entry.is_debit,
        amount_minor=entry.amount.minor if entry.amount else None,
        currency=entry.amount.currency if entry.amount else "",
        booked_on=entry.booked_on,
        end_to_end_id=entry.end_to_end_id,
        bank_reference=entry.bank_reference,
        reason=entry.reason,
        outcome=meaning.outcome,
        said=meaning.said,
        order=order,
    )


def _settled(meaning: Meaning, order: BankOrder | None, act: Act) -> Meaning:
    """The meaning, once it is booked; where it can't be, a person has to look at it."""
    if meaning.receipt is None or order is None:
        return meaning
    try:
        with transaction.atomic():
            settle(order.payout_id, receipt=meaning.receipt, act=act)
    except Refused as refusal:
        return Meaning(LineOutcome.TO_LOOK_AT, " ".join(refusal.sentences))
    return meaning


def _bring_batches_up_to_date(orders: Iterable[BankOrder], act: Act) -> None:
    """Say on each batch whether the bank has told of some of its payments or of all."""
    touched = BankBatch.objects.filter(
        lines__order__in=list(orders), status__in=[BatchStatus.RELEASED, BatchStatus.PARTLY_CONFIRMED]
    )
    for batch_id in sorted(set(touched.values_list("pk", flat=True))):
        batch = lock_batch(batch_id)
        open_ones = batch.lines.filter(order__payout__status__in=["pending", "unknown", "sending"]).count()
        if not open_ones:
            perform(batch, "confirm", act)
        elif batch.status == BatchStatus.RELEASED and open_ones < batch.count:
            perform(batch, "confirm_in_part", act)
