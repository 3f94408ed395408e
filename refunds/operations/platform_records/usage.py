"""Usage records and the lots they drew from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Customer
from refunds.models import LotDraw, Order, UsageRecord
from refunds.models.vocabulary import EffectiveResult
from refunds.operations.perform import Refused
from refunds.operations.platform_records.report import Report, named, take_over
from refunds.operations.platform_records.values import text
from refunds.policies import facts as said

FIXED = ["service", "started_at", "units", "deducted_at", "ptc_deducted"]
SAME = (
    "started_at",
    "downloaded",
    "units",
    "deducted_at",
    "ptc_deducted",
    "ptc_correct",
    "delivered_at",
    "items_total",
    "items_delivered",
)
RESULTS = {True: EffectiveResult.YES, False: EffectiveResult.NO, "partial": EffectiveResult.PARTIAL, None: ""}


def record_usage(facts: said.Usage, customer: Customer, report: Report, order: Order | None = None) -> UsageRecord:
    """The usage record as the platform now reports it. Raises Refused.

    order: the order whose quota it used, where that is known. Draws are never assumed and never rewritten (T11).
    """
    reference = report.reference(facts)
    columns = {**_columns(facts), "order": order}
    usage = customer.usage.filter(reference=reference, reference_given=True).first()
    if usage is None:
        usage = report.new(
            UsageRecord,
            customer=customer,
            reference=reference,
            reference_given=facts.get("id") is not None,
            drawn_from_known=facts.get("drawn_from") is not None,
            **columns,
        )
        _draw(usage, facts.get("drawn_from") or (), report)
        return usage
    changed = take_over(usage, columns, report, fixed=FIXED)
    drawn = _take_over_draws(usage, facts, report)
    report.store(usage, changed=changed or drawn)
    return usage


def _columns(facts: said.Usage) -> dict[str, Any]:
    return {
        "service": text(facts, "service"),
        "status": text(facts, "status"),
        "effective_result": RESULTS[facts.get("effective_result")],
        "duplicate_of": text(facts, "duplicate_of"),
        "cause": text(facts, "cause"),
        **{name: facts.get(name) for name in SAME},
    }


def _take_over_draws(usage: UsageRecord, facts: said.Usage, report: Report) -> bool:
    reported: Sequence[said.Draw] | None = facts.get("drawn_from")
    if reported is None:
        return False
    if not usage.drawn_from_known:
        usage.drawn_from_known = True
        _draw(usage, reported, report)
        return True
    known = list(usage.draws.order_by("position").values_list("lot_reference", "ptc"))
    if known != [(text(draw, "lot"), draw.get("ptc")) for draw in reported]:
        raise Refused(_("%s is on record with other lots drawn from.") % named(usage))
    return False


def _draw(usage: UsageRecord, draws: Sequence[said.Draw], report: Report) -> None:
    lots = {lot.reference: lot for lot in usage.customer.lots.filter(reference__in=[text(d, "lot") for d in draws])}
    for position, draw in enumerate(draws, 1):
        name = text(draw, "lot")
        LotDraw.objects.record(
            report.act, usage=usage, position=position, lot=lots.get(name), lot_reference=name, ptc=draw.get("ptc")
        )
