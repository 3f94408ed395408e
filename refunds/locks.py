"""Every row lock of the application, taken in one order: customer, charges, case, payout, bank batch.

What is scarce is the money still held of a charge. Whoever changes it locks the charge first, so that two cases, two
tabs or two workers stand in line instead of reading the same remainder. Taking locks in one order keeps two of them
from waiting for each other. `select_for_update` is used nowhere else. The locks are FOR NO KEY UPDATE: a row that only
points at a locked one (a paper in a file, a ledger entry) changes nothing of it and does not wait for it either.
Rows that every payout locks are read by statements that are written once (accounts/rows.py).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import Customer
from accounts.rows import LockedRow, LockedRows, M
from refunds.models import (
    BankBatch,
    CannedReply,
    Charge,
    EstablishedOutcome,
    Order,
    Payout,
    PayoutLimit,
    PolicyVersion,
    ProviderEvent,
    ProviderSwitch,
    RefundCase,
    TryOut,
    UsageQuota,
)

NO_KEY = "FOR NO KEY UPDATE"
CUSTOMER, CASE = LockedRow(Customer, NO_KEY), LockedRow(RefundCase, NO_KEY)
CHARGE, ORDER = LockedRow(Charge, NO_KEY), LockedRow(Order, NO_KEY)
QUOTAS = LockedRows(UsageQuota, f"WHERE order_id = %s ORDER BY id {NO_KEY}")
CHARGE_OF = LockedRows(Charge, f"WHERE id = (SELECT charge_id FROM refunds_payout WHERE id = %s) {NO_KEY}")  # noqa: S608
CASE_OF = LockedRows(RefundCase, f"WHERE id = (SELECT case_id FROM refunds_payout WHERE id = %s) {NO_KEY}")  # noqa: S608
PAYOUT, FREE_PAYOUT = LockedRow(Payout, NO_KEY), LockedRow(Payout, f"{NO_KEY} SKIP LOCKED")


class NoSuchRow(LookupError):
    """The row isn't there, with one sentence naming it."""


def _there(row: M | None, sentence: str, pk: int) -> M:
    if row is None:
        raise NoSuchRow(sentence % pk)
    return row


def lock_name(kind: str, name: str) -> None:
    """A name that may have no row yet, locked until the end of the transaction, before any row.

    Two doors that bring the same case, customer or incident in at once stand in line, and the second finds the first's.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{kind} {name}"])


def lock_customer(pk: int) -> Customer:
    """The customer, locked until the end of the transaction; raises NoSuchRow."""
    return _there(CUSTOMER.get(pk), _("There is no customer %s."), pk)


def lock_charges(pks: Iterable[int]) -> dict[int, Charge]:
    """The charges by primary key, locked in the order of their keys."""
    found = (CHARGE.get(pk) for pk in sorted(set(pks)))
    return {charge.pk: charge for charge in found if charge is not None}


def lock_quotas(charges: Iterable[Charge]) -> list[UsageQuota]:
    """The quotas of the charges' orders, locked after their charges, order by order."""
    orders = {charge.order_id for charge in charges if charge.order_id}
    return [quota for order in sorted(orders) for quota in QUOTAS(order)]


def lock_order(pk: int) -> Order:
    """The order, locked after the charges of the transaction; raises NoSuchRow."""
    return _there(ORDER.get(pk), _("There is no order %s."), pk)


def lock_case(pk: int) -> RefundCase:
    """The case, locked; raises NoSuchRow. Where charges are changed too, lock them first."""
    return _there(CASE.get(pk), _("There is no case %s."), pk)


def lock_cases(pks: Iterable[int]) -> dict[int, RefundCase]:
    """Several cases by primary key, locked in the order of their keys; raises NoSuchRow."""
    return {pk: lock_case(pk) for pk in sorted(set(pks))}


def claim_next_case() -> RefundCase | None:
    """The unassigned case that is due first, locked, or None; one that somebody else holds just now is passed over."""
    waiting = RefundCase.objects.unassigned().order_by(F("due_at").asc(nulls_last=True), "pk")
    case: RefundCase | None = waiting.select_for_update(no_key=True, skip_locked=True).first()
    return case


def lock_reply(pk: int) -> CannedReply:
    """The canned reply, locked; raises NoSuchRow."""
    row = CannedReply.objects.select_for_update(no_key=True).filter(pk=pk).first()
    return _there(row, _("There is no canned reply %s."), pk)


def lock_version(pk: int) -> PolicyVersion:
    """The version of a policy, locked; raises NoSuchRow. Before publishing, lock the name of its policy first."""
    row = PolicyVersion.objects.select_for_update(no_key=True).filter(pk=pk).first()
    return _there(row, _("There is no policy version %s."), pk)


def lock_try_out(pk: int) -> TryOut:
    """The try-out, locked after its version; raises NoSuchRow."""
    row = TryOut.objects.select_for_update(no_key=True).filter(pk=pk).first()
    return _there(row, _("There is no try-out %s."), pk)


def lock_event(pk: int) -> ProviderEvent:
    """The event of a provider, locked before anything that it is about; raises NoSuchRow."""
    row = ProviderEvent.objects.select_for_update(no_key=True).filter(pk=pk).first()
    return _there(row, _("There is no event %s."), pk)


def lock_charge_of(payout_id: int) -> Charge:
    """The charge of a payout, which never has another, locked before the payout; raises NoSuchRow."""
    return _there(CHARGE_OF.first(payout_id), _("There is no payout %s."), payout_id)


def lock_case_of(payout_id: int) -> RefundCase:
    """The case of a payout, which never has another, locked between its charge and the payout; raises NoSuchRow."""
    return _there(CASE_OF.first(payout_id), _("There is no payout %s."), payout_id)


def lock_payout(pk: int) -> Payout:
    """The payout, locked; raises NoSuchRow. Lock its charge and its case first where they change too."""
    return _there(PAYOUT.get(pk), _("There is no payout %s."), pk)


def claim_payout(pk: int) -> Payout | None:
    """The payout, locked, or None where another worker holds it: that one is at it, so nobody waits."""
    return FREE_PAYOUT.get(pk)


def lock_established(pk: int) -> EstablishedOutcome:
    """What one person found out about a payout, locked after the payout; raises NoSuchRow."""
    row = EstablishedOutcome.objects.select_for_update(no_key=True).filter(pk=pk).first()
    return _there(row, _("There is no such finding: %s."), pk)


def lock_limit(currency: str) -> PayoutLimit | None:
    """The limits of a currency, locked after everything else; None where it has none."""
    return PayoutLimit.objects.select_for_update(no_key=True).filter(currency=currency).first()


def lock_switch(provider: str) -> ProviderSwitch | None:
    """The switch of a provider, locked; None where nobody ever touched it. Lock its name first."""
    return ProviderSwitch.objects.select_for_update(no_key=True).filter(provider=provider).first()


def lock_payouts(pks: Iterable[int]) -> dict[int, Payout]:
    """The payouts by primary key, locked in the order of their keys."""
    rows = Payout.objects.select_for_update(no_key=True).filter(pk__in=sorted(set(pks))).order_by("pk")
    return {payout.pk: payout for payout in rows}


def lock_batch(pk: int) -> BankBatch:
    """The bank batch, locked after the payouts in it; raises NoSuchRow."""
    row = BankBatch.objects.select_for_update(no_key=True).filter(pk=pk).first()
    return _there(row, _("There is no bank batch %s."), pk)
