"""Facts in one way of writing them, and the digest by which a change of a fact is seen."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from refunds.money import Money
from refunds.policies import Dossier
from refunds.policies.fields import Record
from refunds.policies.values import Days

UNSAID: tuple[Any, ...] = (None, "")


def facts_digest(facts: Record) -> str:
    """SHA-256 of the facts in canonical JSON: the same for the same facts, however a document writes them."""
    return _sha256(canonical(facts))


def dossier_digest(dossier: Dossier) -> str:
    """SHA-256 of a whole dossier; its id is not part of it."""
    return _sha256([dossier.policy, canonical(dossier.now), canonical(dossier.facts)])


def canonical(value: Any) -> Any:
    """A fact as JSON types in one notation: instants in UTC, decimals without trailing zeros, nothing unsaid."""
    if isinstance(value, Record):
        fields = zip(value.fields.items(), value.values, strict=True)
        return {name: canonical(held) for (name, field), held in fields if _is_said(held, field.absent(name))}
    if isinstance(value, Days | Money):
        return str(value) if isinstance(value, Money) else [day.isoformat() for day in value]
    if isinstance(value, Mapping):
        return {key: canonical(held) for key, held in value.items()}
    if isinstance(value, tuple):
        return [canonical(held) for held in value]
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value


def _is_said(value: Any, absent: Any) -> bool:
    """Whether a fact says anything: an empty text and an object of nothing do not, an empty list of lots drawn does."""
    if isinstance(value, Mapping) and not value:
        return False
    return value not in UNSAID and value != absent


def _sha256(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
