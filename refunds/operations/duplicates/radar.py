"""Which other cases a case may be the same as, and by what they look alike."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from django.db.models import Q

from refunds.models import Duplicate, DuplicateRuling, RefundCase
from refunds.operations.duplicates.signs import RULED_ON, signs_of


class Alike(NamedTuple):
    """Another case. signs: by what it looks the same; ruling: what somebody said of the pair, None before that."""

    case: RefundCase
    signs: list[Any]
    ruling: DuplicateRuling | None


def alike(case: RefundCase) -> list[Alike]:
    """The cases that may be the same, those ruled on last; dismissed pairs are left out and stay so."""
    signs: dict[int, list[Any]] = defaultdict(list)
    for sign, pk in signs_of(case):
        signs[pk].append(sign)
    if not signs:
        return []
    is_ruled_on = any(RULED_ON in shown for shown in signs.values())
    rulings = rulings_of(case) if is_ruled_on else {}
    dismissed = {pk for pk, ruling in rulings.items() if ruling.ruling == Duplicate.DISMISSED}
    wanted = signs.keys() - dismissed - {case.pk, case.previous_id}
    cases = RefundCase.objects.filter(pk__in=wanted).select_related("customer").order_by("-pk")
    found = [
        Alike(other, [sign for sign in signs[other.pk] if sign != RULED_ON], rulings.get(other.pk)) for other in cases
    ]
    return sorted(found, key=lambda one: (one.ruling is not None, -len(one.signs)))


def rulings_of(case: RefundCase) -> dict[int, DuplicateRuling]:
    """What was said of the case and another, by the key of the other."""
    found = DuplicateRuling.objects.filter(Q(older=case) | Q(younger=case)).select_related("ruled_by")
    return {(row.older_id if row.younger_id == case.pk else row.younger_id): row for row in found}
