"""The books of a payout: its ledger entry, the credit to a balance, and what they say of the charge and the order."""

from __future__ import annotations

from accounts.acts import Act
from accounts.rows import RowsOf
from refunds.locks import lock_order
from refunds.models import (
    BalanceCredit,
    Charge,
    ChargeStatus,
    Dispute,
    EntryKind,
    LedgerEntry,
    Order,
    OrderStatus,
    Payout,
    Route,
)
from refunds.operations.perform import perform

OF_ORDER = RowsOf(Charge, "WHERE order_id = %s ORDER BY id")
C = ChargeStatus
STEPS = {
    (C.CAPTURED, C.PARTLY_REFUNDED): "refund_in_part",
    (C.CAPTURED, C.REFUNDED): "refund_in_full",
    (C.PARTLY_REFUNDED, C.REFUNDED): "refund_in_full",
    (C.REFUNDED, C.PARTLY_REFUNDED): "take_back_in_part",
    (C.PARTLY_REFUNDED, C.CAPTURED): "take_back",
    (C.REFUNDED, C.CAPTURED): "take_back",
}
"""The step of a charge from the state it has to the one that its ledger says."""


def book_refund(payout: Payout, act: Act) -> None:
    """Write that the money of a payout went out; to a balance it goes here and nowhere else (S-6.2.c)."""
    if payout.route == Route.ACCOUNT_BALANCE:
        BalanceCredit.objects.create(
            customer=payout.charge.customer,
            payout=payout,
            amount_minor=payout.amount_minor,
            currency=payout.currency,
            credited_at=act.at,
        )
    _enter(payout, EntryKind.REFUND, payout.amount_minor, str(payout.case), act)


def book_reversal(payout: Payout, act: Act) -> None:
    """Write that the money of a payout came back: a new entry of the opposite sign; the first one stays."""
    _enter(payout, EntryKind.REVERSAL, -payout.amount_minor, act.why, act)


def book_elsewhere(
    charge: Charge, kind: EntryKind, amount_minor: int, reason: str, act: Act, *, dispute: Dispute | None = None
) -> LedgerEntry:
    """Write what went back for a charge without us, or came back of that: a lost dispute, a refund at the provider."""
    entry: LedgerEntry = LedgerEntry.objects.create(
        kind=kind,
        charge=charge,
        charge_reference=charge.reference,
        dispute=dispute,
        amount_minor=amount_minor,
        currency=charge.currency,
        completed_at=act.at,
        reason=reason,
    )
    _follow(charge, act)
    return entry


def _enter(payout: Payout, kind: EntryKind, amount_minor: int, reason: str, act: Act) -> None:
    LedgerEntry.objects.create(
        kind=kind,
        charge=payout.charge,
        charge_reference=payout.charge.reference,
        payout=payout,
        case=payout.case,
        amount_minor=amount_minor,
        currency=payout.currency,
        completed_at=act.at,
        reason=reason,
    )
    _follow(payout.charge, act)


def _follow(charge: Charge, act: Act) -> None:
    """Bring a locked charge and its order into the states that the ledger says by now."""
    if charge.order_id is None:
        _follow_ledger(Charge.fetch(charge.pk), act)
        return
    # Of two charges of one order settled at once, the later one has to see the earlier: the order is locked first.
    order = lock_order(charge.order_id)
    charges = OF_ORDER(order.pk)
    _follow_ledger(next(one for one in charges if one.pk == charge.pk), act)
    _follow_charges(order, [one for one in charges if one.captured_minor], act)


def _follow_ledger(charge: Charge, act: Act) -> None:
    """Bring the charge, which is locked, into the state that its ledger says."""
    if charge.returned_minor >= charge.captured_minor:
        state = C.REFUNDED
    else:
        state = C.PARTLY_REFUNDED if charge.returned_minor else C.CAPTURED
    if state != charge.status:
        perform(charge, STEPS[C(charge.status), state], act)


def _follow_charges(order: Order, charges: list[Charge], act: Act) -> None:
    """Close an order when everything captured for it went back, open it again when something of that came back."""
    all_back = all(charge.returned_minor >= charge.captured_minor for charge in charges)
    if all_back and order.status != OrderStatus.REFUNDED:
        perform(order, "close_as_refunded", act)
    elif not all_back and order.status == OrderStatus.REFUNDED:
        perform(order, "reopen", act)
