"""Files of bank transfers: what waits, a batch made by one person, released by another, or given up."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.labelled import listed, noted
from refunds.calendars import day_of
from refunds.guards import Right, may
from refunds.locks import lock_batch, lock_cases, lock_name, lock_payouts
from refunds.models import STOPPED, BankBatch, BankBatchLine, BankDownload, BankFile, BankOrder, Payout
from refunds.models.sealed import keyring
from refunds.money import Money
from refunds.operations.bank.setup import debtors
from refunds.operations.perform import Refused, perform
from refunds.operations.words import required
from refunds.providers.bank_files.csv_file import csv_file
from refunds.providers.bank_files.debtors import CSV, PAIN001, Debtor
from refunds.providers.bank_files.pain001 import pain001
from refunds.providers.bank_files.values import Account, Batch, Payment

MAKES = may("refunds.make_bankbatch")
TAKES = may("refunds.take_bankbatch")
AT_MOST = 2000
"""Payments of one file; what is more waits for the next."""
WRITERS = {PAIN001: (pain001, "xml"), CSV: (csv_file, "csv")}


class Waiting(NamedTuple):
    """What waits to be paid by transfer in one currency, and from which account of ours; None where there is none."""

    total: Money
    payments: int
    debtor: Debtor | None


def waiting() -> list[Waiting]:
    """What the next file of each currency would have, at most so many payments as a file takes."""
    found = BankOrder.objects.waiting().order_by("currency").values("currency").annotate(count=Count("pk"))
    return [_waiting(row["currency"]) for row in found]


def make_batch(*, currency: str, pay_on: dt.date, seen: Waiting | tuple[Money, int], act: Act) -> BankBatch:
    """Make the file of what waits in a currency; its bytes are kept as they are from here on.

    pay_on: the day on which the bank is asked to pay. seen: total and count that the person was shown; where something
    came or went since, nothing is made. Raises Refused.
    """
    _held_to(MAKES, act)
    if pay_on < day_of(act.at):
        raise Refused(_("The day of execution is over. Choose today or a later day."))
    with transaction.atomic():
        lock_name("bank batch", currency)
        orders = _locked_orders(currency)
        debtor = debtors().get(currency)
        if not orders or debtor is None:
            raise Refused(_("Nothing waits to be paid by transfer in %s from an account of ours.") % currency)
        if (sum(order.amount_minor for order in orders), len(orders)) != (seen[0].minor, seen[1]):
            raise Refused(_("A payment came or went since you looked. Look at the totals again."))
        return _store(orders, debtor, pay_on, act)


def release_batch(batch_id: int, *, act: Act) -> BankBatch:
    """Let the file go to the bank; only somebody who did not make it may. Raises Refused.

    Refused too where the approval of a payment in it became void since, or its case is stopped: such a file is
    cancelled and made anew.
    """
    with transaction.atomic():
        payout_ids = _payouts_of(batch_id)
        cases = lock_cases(Payout.objects.filter(pk__in=payout_ids).values_list("case_id", flat=True))
        payouts = lock_payouts(payout_ids)
        batch = lock_batch(batch_id)
        if stopped := [case for case in cases.values() if case.status in STOPPED]:
            raise Refused(
                _("Under legal hold or in mediation: %s. Cancel this file and make another one.")
                % listed(noted(case, case.get_status_display()) for case in stopped)
            )
        if gone := [payout for payout in payouts.values() if payout.status != "pending"]:
            raise Refused(
                _("%s may not be paid any more. Cancel this file and make another one.")
                % listed(payout.case for payout in gone)
            )
        perform(batch, "release", act)
        return batch


def cancel_batch(batch_id: int, *, act: Act) -> BankBatch:
    """Give up a file that was not released; its payments wait for the next one. act.why says why. Raises Refused."""
    with transaction.atomic():
        batch = lock_batch(batch_id)
        required(act.why, _("Say why the file is given up."))
        perform(batch, "cancel", act)
        return batch


def take_file(batch_id: int, *, act: Act) -> tuple[BankBatch, bytes]:
    """The bytes of a released file, for the bank; that they were taken is on record first. Raises Refused.

    Raises CannotOpen where the file is not the one that was made.
    """
    _held_to(TAKES, act)
    with transaction.atomic():
        batch = lock_batch(batch_id)
        if batch.released_at is None:
            raise Refused(_("This file was not released. Somebody who did not make it has to release it first."))
        content: bytes = batch.file.content
        if sha256(content).hexdigest() != batch.sha256:
            raise RuntimeError(f"the file of {batch} is not the one that was made")
        BankDownload.objects.create(batch=batch, by=act.by, at=act.at)
        return batch, content


def debtor_index(number: str) -> str:
    """By which an account of ours is known again on a statement."""
    return keyring().index(number)


def _held_to(right: Right, act: Act) -> None:
    if found := right.refusals(None, act.by):
        raise Refused(*found)


def _waiting(currency: str) -> Waiting:
    orders = BankOrder.objects.waiting().filter(currency=currency).order_by("pk")[:AT_MOST]
    sums = BankOrder.objects.filter(pk__in=[order.pk for order in orders]).aggregate(Sum("amount_minor"), Count("pk"))
    total = Money(sums["amount_minor__sum"] or 0, currency)
    return Waiting(total, sums["pk__count"], debtors().get(currency))


def _locked_orders(currency: str) -> list[BankOrder]:
    """What waits, its payouts locked: their approval can't become void before the file is stored."""
    waits = BankOrder.objects.waiting().filter(currency=currency).order_by("pk")
    lock_payouts(waits.values_list("payout_id", flat=True)[:AT_MOST])
    return list(waits.select_related("account", "payout__case")[:AT_MOST])


def _store(orders: list[BankOrder], debtor: Debtor, pay_on: dt.date, act: Act) -> BankBatch:
    reference = _next_reference(act.at)
    write, ending = WRITERS[debtor.format]
    made = Batch(reference, act.at, pay_on, debtor.account, [_payment(order) for order in orders])
    content = write(made)
    batch: BankBatch = BankBatch.objects.record(
        act,
        reference=reference,
        format=debtor.format,
        currency=made.control_sum.currency,
        total_minor=made.control_sum.minor,
        count=len(orders),
        paid_from=_described(debtor.account),
        debtor_index=debtor_index(debtor.account.number),
        pay_on=pay_on,
        filename=f"{reference}.{ending}",
        sha256=sha256(content).hexdigest(),
        made_by=act.by,
        made_at=act.at,
    )
    file = BankFile(batch=batch)
    file.content = content
    file.save(force_insert=True)
    for order in orders:
        BankBatchLine.objects.create(batch=batch, order=order)
    return batch


def _payment(order: BankOrder) -> Payment:
    amount = Money(order.amount_minor, order.currency)
    return Payment(order.end_to_end_id, amount, order.account.account, f"Refund {order.payout.case.number}")


def _described(account: Account) -> str:
    return f"{account.holder}, {account.country} •••• {account.number[-4:]}"


def _payouts_of(batch_id: int) -> list[int]:
    return list(BankBatchLine.objects.filter(batch_id=batch_id).values_list("order__payout_id", flat=True))


def _next_reference(at: dt.datetime) -> str:
    """BB-<year>-<six digits>; a number once given is never given again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('refunds_bank_batch_number')")
        return f"BB-{day_of(at).year}-{cursor.fetchone()[0]:06d}"
