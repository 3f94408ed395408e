"""Consumption around the event as a picture: bars over time, with what is wrong marked and outages behind them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from refunds.models import Incident, RefundCase, UsageRecord
from refunds.operations.deductions import gave_nothing, instant_of

WIDTH, HEIGHT, BARS = 720, 120, 72
REACH = dt.timedelta(days=7)
"""How far from the event consumption is drawn at most; the table has all of it."""
LEAST = dt.timedelta(hours=3)

KINDS = {
    "ordinary": _("in order"),
    "excess": _("above the price"),
    "duplicate": _("deducted twice"),
    "failed": _("without a result"),
}
"""Kinds of consumption, from the bottom of a bar to its top."""


class Box(NamedTuple):
    """A rectangle of the picture, in its own units."""

    kind: str
    x: int
    y: int
    width: int
    height: int


class Share(NamedTuple):
    """What one kind adds up to."""

    kind: str
    label: object
    total: Decimal


class Picture(NamedTuple):
    """The picture. event: where the event stands, None outside; left_out: records that fall outside or have no time."""

    begins: dt.datetime
    ends: dt.datetime
    bars: list[Box]
    outages: list[Box]
    event: int | None
    shares: list[Share]
    unit: str
    left_out: int
    width: int = WIDTH
    height: int = HEIGHT


class Part(NamedTuple):
    """So much of one kind at an instant."""

    at: dt.datetime
    kind: str
    amount: Decimal


def usage_picture(case: RefundCase) -> Picture | None:
    """The picture of a fetched file; None where no record has a time and an amount."""
    usage = [row.usage for row in case.case_usage.all()]
    parts = [part for record in usage for part in parts_of(record)]
    if not parts:
        return None
    begins, ends = window([part.at for part in parts], case.event_at)
    drawn = [part for part in parts if begins <= part.at <= ends]
    seen = [record for record in usage if (at := instant_of(record)) and begins <= at <= ends]
    scale = Scale(begins, ends)
    return Picture(
        begins,
        ends,
        bars(drawn, scale),
        outages((row.incident for row in case.case_incidents.all()), scale),
        scale.x(case.event_at) if case.event_at and begins <= case.event_at <= ends else None,
        shares(drawn),
        "PTC" if any(record.ptc_deducted is not None for record in usage) else "",
        len(usage) - len(seen),
    )


def parts_of(usage: UsageRecord) -> Iterable[Part]:
    """What a record adds to the bars: all of it as one kind, or the price and what was above it."""
    at, amount = instant_of(usage), usage.units if usage.ptc_deducted is None else usage.ptc_deducted
    if at is None or not amount:
        return
    if usage.duplicate_of:
        yield Part(at, "duplicate", amount)
    elif gave_nothing(usage):
        yield Part(at, "failed", amount)
    elif usage.ptc_correct is not None and amount > usage.ptc_correct:
        yield from (Part(at, "ordinary", usage.ptc_correct), Part(at, "excess", amount - usage.ptc_correct))
    else:
        yield Part(at, "ordinary", amount)


def window(instants: list[dt.datetime], event: dt.datetime | None) -> tuple[dt.datetime, dt.datetime]:
    """From when to when: everything, or what lies within reach of the event where something does."""
    near = [at for at in instants if event and abs(at - event) <= REACH]
    shown = [*near, event] if near and event else instants
    first, last = min(shown), max(shown)
    margin = max((last - first) / 20, LEAST)
    return first - margin, last + margin


class Scale(NamedTuple):
    """Instants as places from left to right."""

    begins: dt.datetime
    ends: dt.datetime

    def x(self, at: dt.datetime) -> int:
        """The place of an instant, held inside the picture."""
        return min(max(round(WIDTH * ((at - self.begins) / (self.ends - self.begins))), 0), WIDTH)

    def bar(self, at: dt.datetime) -> int:
        """The number of the bar to which an instant belongs."""
        return min(self.x(at) * BARS // WIDTH, BARS - 1)


def bars(parts: list[Part], scale: Scale) -> list[Box]:
    """The bars, each with its kinds one above the other; the highest fills the picture."""
    sums: Counter[tuple[int, str]] = Counter()
    for part in parts:
        sums[scale.bar(part.at), part.kind] += part.amount  # type: ignore[assignment]
    highest = max(sum(sums[number, kind] for kind in KINDS) for number in range(BARS))
    return [box for number in range(BARS) for box in _bar(number, sums, highest)]


def _bar(number: int, sums: Counter[tuple[int, str]], highest: int) -> Iterable[Box]:
    width, top = WIDTH // BARS, HEIGHT
    for kind in KINDS:
        if amount := sums[number, kind]:
            tall = max(round(HEIGHT * amount / highest), 2)
            top -= tall
            yield Box(kind, number * width + 1, top, width - 2, tall)


def outages(incidents: Iterable[Incident], scale: Scale) -> list[Box]:
    """Outages of the file as bands over the whole height; one that is still open runs to the end."""
    found = []
    for incident in incidents:
        end = incident.end or scale.ends
        if incident.start and incident.start <= scale.ends and end >= scale.begins:
            left, right = scale.x(incident.start), scale.x(end)
            found.append(Box("outage", left, 0, max(right - left, 2), HEIGHT))
    return found


def shares(parts: list[Part]) -> list[Share]:
    """What each kind adds up to, the ordinary one last."""
    sums = {kind: sum((part.amount for part in parts if part.kind == kind), Decimal(0)) for kind in KINDS}
    return [Share(kind, KINDS[kind], sums[kind]) for kind in reversed(KINDS) if sums[kind]]
