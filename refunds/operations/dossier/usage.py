"""What was used, and the lots it drew from."""

from __future__ import annotations

from refunds.models import CreditLot, RefundCase, UsageRecord
from refunds.models.vocabulary import EffectiveResult
from refunds.operations.dossier.writing import Json, amount, instant, name_of, quantity, stated

RESULTS = {EffectiveResult.YES: True, EffectiveResult.NO: False, EffectiveResult.PARTIAL: "partial"}


def usage(case: RefundCase) -> list[Json]:
    """The usage records in the file, in their order."""
    return [_record(row.usage) for row in case.case_usage.all()]


def _record(record: UsageRecord) -> Json:
    drawn = {"drawn_from": _draws(record)} if record.drawn_from_known else {}
    return drawn | stated(
        id=name_of(record),
        service=record.service,
        started_at=instant(record.started_at),
        status=record.status,
        effective_result=RESULTS[EffectiveResult(record.effective_result)] if record.effective_result else None,
        downloaded=record.downloaded,
        duplicate_of=record.duplicate_of,
        cause=record.cause,
        units=quantity(record.units),
        deducted_at=instant(record.deducted_at),
        ptc_deducted=quantity(record.ptc_deducted),
        ptc_correct=quantity(record.ptc_correct),
        delivered_at=instant(record.delivered_at),
        items_total=record.items_total,
        items_delivered=record.items_delivered,
    )


def _draws(record: UsageRecord) -> list[Json]:
    """The lots drawn; an empty list says that none was, which is not the same as not known (T11)."""
    return [stated(lot=draw.lot_reference, ptc=quantity(draw.ptc)) for draw in record.draws.all()]


def lots(case: RefundCase) -> list[Json]:
    """The lots in the file, in their order."""
    return [_lot(row.lot) for row in case.case_lots.all()]


def _lot(lot: CreditLot) -> Json:
    return stated(
        id=name_of(lot),
        source=lot.source,
        currency=lot.currency,
        ptc=quantity(lot.ptc),
        price_paid=amount(lot.price_paid),
        list_price=amount(lot.list_price),
        charge_id=lot.charge_reference or (name_of(lot.charge) if lot.charge else None),
        credited_at=instant(lot.credited_at),
        bonus_ptc_included=quantity(lot.bonus_ptc_included),
    )
