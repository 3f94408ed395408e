"""Evaluations of stored cases, straight from their rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from refunds.models import RefundCase
from refunds.operations.dossier import dossiers_of
from refunds.operations.judging import Bench
from refunds.policies import DossierError, read


def evaluate_stored(names: Sequence[str], now: dt.datetime) -> Iterator[dict[str, Any]]:
    """The evaluation of each case named, in the order given, or of all in the order of their numbers.

    names: case numbers, or ids that imported documents had; none means all. now: the instant to look at cases from that
    no imported document looks at. What can't be evaluated gives {"id", "error"} in its place.
    """
    bench = Bench()
    if not names:
        every = dossiers_of(RefundCase.objects.order_by("number"), now)
        yield from (_evaluated(case, document, bench) for case, document in every)
        return
    for name in names:
        cases = RefundCase.objects.filter(Q(number=name) | Q(door_reference=name, examined_at__isnull=False))
        found = [_evaluated(case, document, bench) for case, document in dossiers_of(cases.order_by("number"), now)]
        yield from found or [{"id": name, "error": _("there is no stored case of this number or id")}]


def _evaluated(case: RefundCase, document: dict[str, Any], bench: Bench) -> dict[str, Any]:
    try:
        return bench.judge(case, read(document)).said.as_document()
    except DossierError as error:
        return {"id": document["id"], "error": str(error)}
