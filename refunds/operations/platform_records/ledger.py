"""Refunds and PTC re-credits that were made before or elsewhere, as entries of the one ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Customer
from refunds.models import Charge, ChargeStatus, LedgerEntry, RefundCase
from refunds.operations.perform import Refused, perform
from refunds.operations.platform_records.report import Report, refuse_other_owner
from refunds.operations.platform_records.values import minor, text
from refunds.policies import facts as said


def record_refunds(facts: Sequence[said.PriorRefund], case: RefundCase, report: Report) -> list[LedgerEntry]:
    """One ledger entry for each refund, in their order; one that is on record already is found, not written again.

    The same refund is the one of the same charge or usage record, amount and instant; two such in one report are two.
    Raises Refused where more went back for a charge than was captured.
    """
    met: Counter[tuple[Any, ...]] = Counter()
    entries = []
    for refund in facts:
        columns = _columns(refund, case.customer)
        identity = tuple(columns.values())
        entries.append(_entry(columns, met[identity], refund, case))
        met[identity] += 1
    for charge in sorted({entry.charge_id for entry in entries if entry.charge_id}):
        _follow_ledger(Charge.fetch(charge), report)
    return entries


def _columns(facts: said.PriorRefund, customer: Customer) -> dict[str, Any]:
    charge_id, usage_id = text(facts, "charge_id"), text(facts, "usage_id")
    charge = Charge.objects.filter(reference=charge_id).first() if charge_id else None
    if charge:
        refuse_other_owner(charge, customer)
    return {
        "kind": text(facts, "kind"),
        "charge_reference": charge_id,
        "charge": charge,
        "usage_reference": usage_id,
        "usage": customer.usage.filter(reference=usage_id).first() if usage_id else None,
        "currency": text(facts, "currency"),
        "amount_minor": minor(facts, "amount"),
        "ptc": facts.get("ptc"),
        "completed_at": facts.get("completed_at"),
    }


def _entry(columns: dict[str, Any], place: int, facts: said.PriorRefund, case: RefundCase) -> LedgerEntry:
    """The entry of a refund: the one on record at this place among its equals, or a new one."""
    known = LedgerEntry.objects.filter(_same_refund(columns, case)).order_by("pk")[place : place + 1]
    if known:
        return known[0]
    try:
        with transaction.atomic():
            return LedgerEntry.objects.create(**columns, case=case, reason=text(facts, "reason"))
    except IntegrityError as error:
        if "never_more_than_captured" not in str(error):
            raise
        sentence = _("More would have gone back for charge %s than was captured.") % columns["charge_reference"]
        raise Refused(sentence) from error


def _same_refund(columns: dict[str, Any], case: RefundCase) -> Q:
    """Entries of the same thing, amount and instant, our own payouts among them."""
    charge_id, usage_id = columns["charge_reference"], columns["usage_reference"]
    thing = Q(charge_reference=charge_id, usage_reference=usage_id)
    if columns["charge"]:
        thing |= Q(charge=columns["charge"], usage_reference=usage_id)
    if not charge_id:
        thing &= Q(case__customer_id=case.customer_id)
    same = ("kind", "currency", "amount_minor", "ptc", "completed_at")
    return thing & Q(**{name: columns[name] for name in same if columns[name] is not None}) & _unsaid(columns, same)


def _unsaid(columns: dict[str, Any], names: Sequence[str]) -> Q:
    return Q(**{f"{name}__isnull": True for name in names if columns[name] is None})


def _follow_ledger(charge: Charge, report: Report) -> None:
    """Bring the charge into the state that its ledger says."""
    if not charge.refunded_minor or charge.status not in (ChargeStatus.CAPTURED, ChargeStatus.PARTLY_REFUNDED):
        return
    if charge.refunded_minor >= charge.captured_minor:
        perform(charge, "refund_in_full", report.act)
    elif charge.status == ChargeStatus.CAPTURED:
        perform(charge, "refund_in_part", report.act)
