"""The rows of the platform that a document speaks of, brought up to date in the order of the locks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import Customer
from refunds.locks import lock_charges
from refunds.models import Charge, CreditLot, Incident, Order, UsageRecord
from refunds.operations.platform_records import (
    Report,
    record_charge,
    record_customer,
    record_dispute,
    record_incident,
    record_lot,
    record_order,
    record_quota,
    record_usage,
)
from refunds.policies import facts as said


@dataclass(frozen=True, slots=True)
class PlatformRows:
    """The rows of one document, lists in its order."""

    customer: Customer
    order: Order | None
    charges: list[Charge]
    usage: list[UsageRecord]
    lots: list[CreditLot]
    incidents: list[Incident]


def record_platform(facts: said.Facts, report: Report) -> PlatformRows:
    """Record everything the platform says in a document. Raises Refused, with nothing stored."""
    customer = record_customer(facts.customer, report)
    locked = _lock_charges(facts)
    order = record_order(facts.order, customer, report) if _has_order(facts) else None
    charges = [record_charge(charge, customer, report, locked) for charge in facts.charges]
    if order:
        _record_quotas(facts, order, charges, report)
    if facts.chargeback:
        record_dispute(facts.chargeback, charges[facts.chargeback.charge - 1], report)
    lots = [record_lot(lot, customer, report) for lot in facts.lots]
    usage = [record_usage(task, customer, report, order if facts.quota else None) for task in facts.usage]
    incidents = {id(incident): record_incident(incident, report) for incident in _in_lock_order(facts)}
    return PlatformRows(customer, order, charges, usage, lots, [incidents[id(one)] for one in facts.incidents])


def _has_order(facts: said.Facts) -> bool:
    """Whether the document knows of an order: a quota belongs to one even where nothing else is known of it."""
    nothing = said.Order.empty(facts.order.path)
    return facts.order != nothing or facts.quota is not None or bool(facts.quota_grants)


def _lock_charges(facts: said.Facts) -> dict[str, Charge]:
    """The charges on record that the document may touch, its order's others among them, by id."""
    named = Q(reference__in=[id for charge in facts.charges if (id := charge.get("id"))], reference_given=True)
    number = facts.order.get("number")
    of_order = Q(order__number=number) | Q(order_number=number) if number else Q()
    locked = lock_charges(Charge.objects.filter(named | of_order if number else named).values_list("pk", flat=True))
    return {charge.reference: charge for charge in locked.values()}


def _record_quotas(facts: said.Facts, order: Order, charges: list[Charge], report: Report) -> None:
    if facts.quota:
        record_quota(facts.quota, order, report)
    for grant in facts.quota_grants:
        charge = charges[grant.charge - 1]
        record_quota(grant, charge.order or order, report, charge)


def _in_lock_order(facts: said.Facts) -> list[said.Incident]:
    """By id, so that two documents about the same incidents don't wait for each other."""
    return sorted(facts.incidents, key=lambda incident: incident.get("id") or "")
