"""Which other cases a case may be the same as, and by what they look alike."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from refunds.models import CaseCharge, Duplicate, DuplicateRuling, EvidenceFile, RefundCase

WINDOW = dt.timedelta(days=14)
"""Two claims of one customer within so many days of each other may be one."""
AT_MOST = 20
"""Cases looked at for each sign; a customer with more is seen in the list of their cases."""


class Alike(NamedTuple):
    """Another case. signs: by what it looks the same; ruling: what somebody said of the pair, None before that."""

    case: RefundCase
    signs: list[Any]
    ruling: DuplicateRuling | None


def alike(case: RefundCase) -> list[Alike]:
    """The cases that may be the same, those ruled on last; dismissed pairs are left out and stay so."""
    signs: dict[int, list[Any]] = defaultdict(list)
    for sign, pk in seen(case):
        signs[pk].append(sign)
    rulings = rulings_of(case)
    standing = {pk: ruling for pk, ruling in rulings.items() if ruling.ruling != Duplicate.DISMISSED}
    dismissed = rulings.keys() - standing.keys()
    wanted = (signs.keys() | standing.keys()) - dismissed - {case.pk, case.previous_id}
    cases = RefundCase.objects.filter(pk__in=wanted).select_related("customer").order_by("-pk")
    found = [Alike(other, signs.get(other.pk, []), standing.get(other.pk)) for other in cases]
    return sorted(found, key=lambda one: (one.ruling is not None, -len(one.signs)))


def seen(case: RefundCase) -> Iterator[tuple[Any, int]]:
    """Each sign with each case that shows it, asked for at once; each sign by an index."""
    signs = dict(cases_by_sign(case))
    asked = [latest(cases, place) for place, cases in enumerate(signs.values())]
    names = list(signs)
    for place, pk in sorted(asked[0].union(*asked[1:], all=True)):
        yield names[place], pk


def cases_by_sign(case: RefundCase) -> Iterator[tuple[Any, QuerySet]]:
    """The other cases that show a sign, one sign after the other."""
    others = RefundCase.objects.exclude(pk=case.pk)
    charges = CaseCharge.objects.filter(case=case).values("charge")
    files = EvidenceFile.objects.filter(evidence__case=case).values("stored")
    around = Q(received_at__range=(case.received_at - WINDOW, case.received_at + WINDOW))
    if case.order_id:
        yield _("same order"), others.filter(order=case.order_id)
    yield _("same charge"), others.filter(pk__in=CaseCharge.objects.filter(charge__in=charges).values("case"))
    carriers = EvidenceFile.objects.filter(stored__in=files).values("evidence__case")
    yield _("same file"), others.filter(pk__in=carriers)
    yield _("same customer within 14 days"), others.filter(around, customer=case.customer_id)


def latest(cases: QuerySet, place: int) -> QuerySet:
    """Keys of the latest of them, each beside the place of their sign."""
    return cases.order_by("-pk").values_list(Value(place), "pk")[:AT_MOST]


def rulings_of(case: RefundCase) -> dict[int, DuplicateRuling]:
    """What was said of the case and another, by the key of the other."""
    found = DuplicateRuling.objects.filter(Q(older=case) | Q(younger=case)).select_related("ruled_by")
    return {(row.older_id if row.younger_id == case.pk else row.younger_id): row for row in found}
