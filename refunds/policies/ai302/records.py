"""The records of the dossier by their ids; of two with one id the first counts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from refunds.policies.facts import Charge, Facts, Lot, Usage
from refunds.policies.language import derived

Named = TypeVar("Named", Usage, Lot, Charge)


@derived
def usage_by_id(facts: Facts) -> Mapping[str | None, Usage]:
    return _by_id(facts.usage)


@derived
def lots_by_id(facts: Facts) -> Mapping[str | None, Lot]:
    return _by_id(facts.lots)


@derived
def charges_by_id(facts: Facts) -> Mapping[str | None, Charge]:
    return _by_id(facts.charges)


def _by_id(records: Iterable[Named]) -> dict[str | None, Named]:
    found: dict[str | None, Named] = {}
    for record in records:
        if record.get("id") is not None:
            found.setdefault(record.id, record)
    return found


@derived
def drawn_by_lot(facts: Facts) -> Mapping[str | None, Decimal]:
    """The PTC that all deductions on record drew from each lot."""
    found: dict[str | None, Decimal] = defaultdict(Decimal)
    for usage in facts.usage:
        for draw in usage.get("drawn_from") or ():
            found[draw.get("lot")] += draw.get("ptc") or 0
    return found


def name_of(record: Usage | Lot | Charge) -> str:
    """The id of a record in a sentence; its place in the dossier where it has none."""
    return record.get("id") or record.path
