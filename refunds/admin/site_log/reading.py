"""A page of the log: one question over all sources for what stands where, then the rows that are shown."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from typing import Any, NamedTuple

from django.db.models import CharField, F, JSONField, OuterRef, Q, QuerySet, Subquery, Value

from refunds.admin.site_log.sources import Source

ACTS = 30
ROWS = 200
"""Rows read of one source for a page; an act that wrote more is shown with its first ones."""


class Question(NamedTuple):
    """What is looked for. before: the instant from which on it goes back; since: how far."""

    before: dt.datetime
    since: dt.datetime | None = None
    by: int | None = None
    case: int | None = None
    text: str = ""


class Place(NamedTuple):
    """One row: its source, its key and its instant."""

    source: str
    key: int
    at: dt.datetime


def places(sources: list[Source], question: Question) -> tuple[list[Place], bool]:
    """What comes next, the latest first, and whether older follows.

    Each source gives its latest rows by its index on the instant. Where one of them gave as many as it may, older rows
    of the others are left for the next page, so that nothing is skipped; an act is never cut in two.
    """
    asked = [rows_of(source, question) for source in sources if not (question.case and not source.case)]
    if not asked:
        return [], False
    found = [Place(*row) for row in reduce(lambda one, other: one.union(other, all=True), asked)]
    found.sort(key=lambda place: place.at, reverse=True)
    cut = oldest_complete(found)
    whole = [place for place in found if cut is None or place.at > cut] or found
    instants = sorted({place.at for place in whole}, reverse=True)
    last = instants[:ACTS][-1] if instants else None
    shown = [place for place in whole if last and place.at >= last]
    return shown, len(shown) < len(found)


def oldest_complete(found: list[Place]) -> dt.datetime | None:
    """The instant down to which every source is complete, itself not included; None where all of them are."""
    ends: dict[str, list[dt.datetime]] = defaultdict(list)
    for place in found:
        ends[place.source].append(place.at)
    return max((min(instants) for instants in ends.values() if len(instants) >= ROWS), default=None)


def rows_of(source: Source, question: Question) -> QuerySet[Any]:
    """The latest rows of one source, as (source, key, instant)."""
    wanted = Q(**{f"{source.at}__lt": question.before})
    if question.since:
        wanted &= Q(**{f"{source.at}__gte": question.since})
    if question.by:
        wanted &= Q(**{source.by: question.by})
    if question.case:
        wanted &= Q(**{source.case: question.case})
    if question.text:
        wanted &= Q(**{f"{source.why}__icontains": question.text}) if source.why else Q(pk__in=[])
    rows = source.rows._default_manager.filter(wanted).order_by(F(source.at).desc())
    name = Value(source.name, output_field=CharField())
    return rows.annotate(named=name).values_list("named", "pk", source.at)[:ROWS]


def fetched(sources: Iterable[Source], shown: list[Place]) -> dict[str, list[tuple[Any, Any]]]:
    """The rows of the places by source, each version with the one before it, None where there is none."""
    keys: dict[str, list[int]] = defaultdict(list)
    for place in shown:
        keys[place.source].append(place.key)
    return {source.name: pairs(source, keys[source.name]) for source in sources if source.name in keys}


def long_columns(source: Source) -> list[str]:
    """The documents of a row, which nobody reads here."""
    return [field.name for field in source.model._meta.fields if isinstance(field, JSONField)]


def pairs(source: Source, keys: list[int]) -> list[tuple[Any, Any]]:
    """Rows, each with the version before."""
    rows = source.rows._default_manager.filter(pk__in=keys).select_related(source.by)
    if not source.is_history:
        return [(None, row) for row in rows.defer(*long_columns(source))]
    own = source.model._meta.pk.attname
    older = source.rows._default_manager.filter(**{own: OuterRef(own), "history_id__lt": OuterRef("history_id")})
    versions = list(rows.annotate(before=Subquery(older.order_by("-history_id").values("history_id")[:1])))
    earlier = source.rows._default_manager.in_bulk([version.before for version in versions if version.before])
    return [(earlier.get(version.before), version) for version in versions]
