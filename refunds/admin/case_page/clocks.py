"""The deadlines of a case: ours as clocks, the customer's as dates."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.labelled import noted
from refunds.admin.clock import Clock, clock
from refunds.models import RefundCase

OURS = {
    "first_response_by": gettext_lazy("First response"),
    "review_by": gettext_lazy("Review"),
    "audit_by": gettext_lazy("Technical audit"),
    "payout_by": gettext_lazy("Payout"),
}
THE_CUSTOMERS = {
    "application_by": gettext_lazy("Last day to apply"),
    "refund_window_end": gettext_lazy("End of the refund window"),
    "reapply_by": gettext_lazy("Last day to apply again"),
}


def next_clock(case: RefundCase, now: dt.datetime) -> Clock | None:
    """The clock that ends next, as the queue shows it."""
    return clock(case.get_due_kind_display(), case.due_at, now) if case.due_at else None


def deadlines(case: RefundCase, known: dict[str, Any], now: dt.datetime) -> list[Clock]:
    """Every deadline of the latest evaluation; one that the published calendar does not reach is not known.

    known: the `deadlines` of the evaluation's document, ISO 8601 or null by name; JSON has lost their order.
    """
    places = {name: place for place, name in enumerate((*OURS, *THE_CUSTOMERS))}
    names = sorted(known, key=lambda name: (places.get(name.partition(".")[0], len(places)), name))
    return [shown(case, name, instant(known[name]), now) for name in names]


def shown(case: RefundCase, name: str, due: dt.datetime | None, now: dt.datetime) -> Clock:
    """One deadline. What we have to do runs as a clock while the case is open; the rest is a date."""
    if name in OURS:
        met_at = case.first_response_at if name == "first_response_by" else None
        if case.due_at is not None or met_at:
            return clock(OURS[name], due, now, met_at)
        return Clock(OURS[name], due, "" if due else _("not known"), "calm")
    kind, _dot, usage = name.partition(".")
    label = noted(THE_CUSTOMERS.get(kind, kind), usage) if usage else THE_CUSTOMERS.get(kind, kind)
    if due is None:
        return Clock(label, None, _("not known"), "none")
    return Clock(label, due, _("passed") if due < now else _("still open"), "calm")


def instant(text: str | None) -> dt.datetime | None:
    """An instant of an evaluation's document."""
    return dt.datetime.fromisoformat(text) if text else None
