"""What was bought and what was taken for it."""

from __future__ import annotations

from refunds.models import Charge, Dispute, Order, OrderLine, RefundCase
from refunds.operations.dossier.writing import Json, amount, instant, name_of, quantity, stated


def order_facts(case: RefundCase) -> Json:
    """The order of the case; empty where there is none."""
    order = case.order
    if order is None:
        return {}
    return stated(
        number=name_of(order, "number"),
        kind=order.kind,
        service=order.service,
        purchased_at=instant(order.purchased_at),
        currency=order.currency,
        amount=amount(order.amount),
        period=_period(order),
        lines=[_line(line) for line in order.lines.all()],
        discount=amount(order.discount),
        cancelled_at=instant(order.cancelled_at),
        disclosed_application_deadline=instant(order.disclosed_application_deadline),
    )


def _period(order: Order) -> Json | None:
    if not (order.period_stated or order.period_start or order.period_end):
        return None
    return stated(start=instant(order.period_start), end=instant(order.period_end))


def _line(line: OrderLine) -> Json:
    return stated(id=line.reference, name=line.name, third_party=line.third_party, amount=amount(line.amount))


def charges(case: RefundCase) -> list[Json]:
    """The charges in the file, in their order."""
    return [_charge(row.charge) for row in case.case_charges.all()]


def _charge(charge: Charge) -> Json:
    span = (charge.period_start, charge.period_end)
    return stated(
        id=name_of(charge),
        order_number=charge.order_number,
        currency=charge.currency,
        amount=amount(charge.amount),
        captured_at=instant(charge.captured_at),
        state=charge.platform_state,
        method=charge.method,
        provider=charge.provider,
        provider_payment=charge.provider_payment,
        fee=amount(charge.fee),
        fee_bearer=charge.fee_bearer,
        authorized=charge.authorized,
        account_open=charge.account_open,
        period="/".join(day.isoformat() for day in span if day),
    )


def quota_facts(case: RefundCase) -> Json | None:
    """What the order as a whole granted."""
    quotas = list(case.order.quotas.all()) if case.order else []
    if not quotas:
        return None
    [quota] = quotas
    return stated(granted=quantity(quota.granted), consumed=quantity(quota.consumed), unit=quota.unit)


def quota_grants(case: RefundCase) -> list[Json]:
    """What single charges granted, in the order of the charges."""
    return [
        stated(charge=place, granted=quantity(quota.granted), consumed=quantity(quota.consumed))
        for place, row in enumerate(case.case_charges.all(), 1)
        for quota in row.charge.quotas.all()
    ]


def chargeback(case: RefundCase) -> Json | None:
    """The dispute that matters most: an open one before a closed one, of those the last."""
    disputes = [
        (place, dispute)
        for place, row in enumerate(case.case_charges.all(), 1)
        for dispute in row.charge.disputes.all()
    ]
    if not disputes:
        return None
    place, dispute = max(disputes, key=_weight)
    return stated(charge=place, opened_at=instant(dispute.opened_at), status=dispute.status)


def _weight(placed: tuple[int, Dispute]) -> tuple[bool, float, int]:
    _place, dispute = placed
    opened = dispute.opened_at.timestamp() if dispute.opened_at else 0.0
    return dispute.status == "open", opened, dispute.pk
