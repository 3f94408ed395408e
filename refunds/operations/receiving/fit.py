"""What a document says that rows can't hold: refused by the field's path before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from refunds.policies import DossierError
from refunds.policies.facts import Facts
from refunds.policies.fields import Record, malformed


def check_fit(facts: Facts) -> None:
    """Raises DossierError: one id twice, a place where there is no charge, a span that ends before it starts."""
    for records in (facts.charges, facts.usage, facts.lots, facts.incidents):
        _each_id_once(records)
    _places(facts)
    _runs_forward(facts.order.period)
    for incident in facts.incidents:
        _runs_forward(incident, may_be_empty=True)


def _each_id_once(records: Iterable[Record]) -> None:
    met: set[str] = set()
    for record in records:
        id = record.get("id")
        if id in met:
            raise _wrong(record, "id", _("%s stands here twice") % id)
        met |= {id} if id else set()


def _places(facts: Facts) -> None:
    """Quota grants and the chargeback name a charge by its place in the list, from 1."""
    met: set[int] = set()
    for grant in facts.quota_grants:
        place = _place(grant, facts)
        if place in met:
            raise _wrong(grant, "charge", _("charge %s has two quotas here") % place)
        met.add(place)
    if facts.chargeback is not None:
        _place(facts.chargeback, facts)


def _place(record: Record, facts: Facts) -> int:
    place: int | None = record.get("charge")
    if place is None or place > len(facts.charges):
        raise _wrong(record, "charge", _("must be the place of a charge, from 1 to %s") % len(facts.charges))
    return place


def _runs_forward(span: Record | None, *, may_be_empty: bool = False) -> None:
    start, end = (span.get("start"), span.get("end")) if span else (None, None)
    if span and start and end and (end < start or (end == start and not may_be_empty)):
        raise _wrong(span, "end", _("must lie after the start"))


def _wrong(record: Record, name: str, sentence: str) -> DossierError:
    return malformed(record.path_of(name), sentence)
