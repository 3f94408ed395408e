"""Orders and their lines."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Customer
from refunds.models import Charge, Order, OrderLine, OrderStatus
from refunds.operations.perform import Refused
from refunds.operations.platform_records.report import Report, named, refuse_other_owner, take_over
from refunds.operations.platform_records.values import minor, text
from refunds.policies import facts as said

FIXED = ["kind", "purchased_at", "amount_minor", "discount_minor", "currency", "disclosed_application_deadline"]


def record_order(facts: said.Order, customer: Customer, report: Report) -> Order:
    """The order's row with its lines as the platform now reports them; charges that wait for it are tied to it."""
    order = Order.objects.filter(number=report.reference(facts, "number"), reference_given=True).first()
    if order is None:
        order = _new(facts, customer, report)
        _tie_charges(order, report)
    else:
        refuse_other_owner(order, customer)
        changed = take_over(order, _columns(facts), report, fixed=FIXED)
        ends = order.cancelled_at is not None and order.status == OrderStatus.ACTIVE
        report.store(order, changed=changed, step="cancel" if ends else "")
    _record_lines(facts, order, report)
    return order


def _columns(facts: said.Order) -> dict[str, Any]:
    period = facts.period
    return {
        "kind": text(facts, "kind"),
        "service": text(facts, "service"),
        "purchased_at": facts.get("purchased_at"),
        "currency": text(facts, "currency"),
        "amount_minor": minor(facts, "amount"),
        "discount_minor": minor(facts, "discount"),
        "period_stated": period is not None or None,
        "period_start": period.get("start") if period else None,
        "period_end": period.get("end") if period else None,
        "cancelled_at": facts.get("cancelled_at"),
        "disclosed_application_deadline": facts.get("disclosed_application_deadline"),
    }


def _new(facts: said.Order, customer: Customer, report: Report) -> Order:
    columns = _columns(facts)
    order: Order = report.new(
        Order,
        number=report.reference(facts, "number"),
        reference_given=facts.get("number") is not None,
        customer=customer,
        status=OrderStatus.CANCELLED if columns["cancelled_at"] else OrderStatus.ACTIVE,
        **{**columns, "period_stated": bool(columns["period_stated"])},
    )
    return order


def _tie_charges(order: Order, report: Report) -> None:
    """Charges that named the order before it was on record."""
    waiting = Charge.objects.filter(order__isnull=True, order_number=order.number, customer_id=order.customer_id)
    for charge in waiting.order_by("pk"):
        charge.order = order
        charge.save(act=report.act)


def _record_lines(facts: said.Order, order: Order, report: Report) -> None:
    reported = [_line(line, text(facts, "currency")) for line in facts.lines]
    fields = ("reference", "name", "third_party", "amount_minor", "currency")
    known = list(order.lines.order_by("position").values(*fields))
    if not reported or reported == known:
        return
    if known:
        raise Refused(_("%s is on record with other lines.") % named(order))
    for position, line in enumerate(reported, 1):
        OrderLine.objects.record(report.act, order=order, position=position, **line)


def _line(line: said.Line, currency: str) -> dict[str, Any]:
    return {
        "reference": text(line, "id"),
        "name": text(line, "name"),
        "third_party": line.get("third_party"),
        "amount_minor": minor(line, "amount"),
        "currency": currency,
    }
