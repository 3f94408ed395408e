"""What the page of the providers says: each with its state and queue, the tasks, the alarms, the limits, the rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q
from django.http import HttpRequest
from django.utils.timezone import now
from django.utils.translation import gettext as _

from refunds.models import (
    EVERY_PROVIDER,
    Alarm,
    BooksMark,
    ForeignRefund,
    Payout,
    PayoutLimit,
    PayoutStatus,
    ProviderHealth,
    ProviderName,
    ProviderRule,
    ProviderSwitch,
)
from refunds.operations.cashier import providers
from refunds.operations.pause_payouts import LIFTS, LIMITS, PAUSES, RESUMES
from refunds.operations.provider_rules import SETS

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Desk:
    """One provider at a glance. tone: of the chip, ok, warn or bad; waiting, unknown: payouts."""

    name: str
    label: Any
    tone: str
    state: str
    why: str
    paused: bool
    waiting: int
    unknown: int
    oldest: dt.datetime | None
    listed_at: dt.datetime | None


def desk_page(request: HttpRequest) -> dict[str, Any]:
    """Everything on the page, with what this person may do."""
    may = {"pause": PAUSES, "resume": RESUMES, "limit": LIMITS, "lift": LIFTS, "rule": SETS}
    everything = ProviderSwitch.objects.filter(provider=EVERY_PROVIDER).first()
    return {
        "desks": desks(now()),
        "everything": everything,
        "books": BooksMark.objects.first(),
        "tasks": tasks()[:SHOWN],
        "alarms": Alarm.objects.order_by("-at", "-pk")[:SHOWN],
        "limits": PayoutLimit.objects.all(),
        "rules": ProviderRule.objects.filter(in_use=True),
        "foreign": ForeignRefund.objects.count() if request.user.has_perm("refunds.view_foreignrefund") else None,
        "sees_payouts": request.user.has_perm("refunds.view_payout"),
        "may": {name: not right.refusals(None, request.user) for name, right in may.items()},
    }


def tasks() -> Any:
    """Payouts whose outcome two people have to establish, the oldest first."""
    found = Payout.objects.live().filter(task_since__isnull=False)
    return found.select_related("case", "charge").order_by("task_since", "pk")


def desks(at: dt.datetime) -> list[Desk]:
    """Every provider that is set up here, or for which a payout waits."""
    counted = {row["provider"]: row for row in _counts()}
    health = {row.provider: row for row in ProviderHealth.objects.all()}
    switches = {row.provider: row for row in ProviderSwitch.objects.filter(paused=True)}
    here = providers()
    names = sorted({*here, *counted})
    return [
        _desk(name, name in here, health.get(name), switches.get(name), counted.get(name, {}), at) for name in names
    ]


def _counts() -> Any:
    open_ones = Q(status__in=[PayoutStatus.UNKNOWN, PayoutStatus.SENDING])
    waiting = {"waiting": Count("pk"), "unknown": Count("pk", filter=open_ones)}
    oldest = Min("sent_at", filter=open_ones)
    return Payout.objects.live().order_by().values("provider").annotate(**waiting, oldest=oldest)


def _desk(
    name: str,
    is_here: bool,
    health: ProviderHealth | None,
    switch: ProviderSwitch | None,
    counted: dict[str, Any],
    at: dt.datetime,
) -> Desk:
    tone, state, why = _state(is_here, health, switch, at)
    return Desk(
        name,
        ProviderName(name).label if name in ProviderName.values else name,
        tone,
        state,
        why,
        switch is not None,
        counted.get("waiting", 0),
        counted.get("unknown", 0),
        counted.get("oldest"),
        health.listed_at if health else None,
    )


def _state(
    is_here: bool, health: ProviderHealth | None, switch: ProviderSwitch | None, at: dt.datetime
) -> tuple[str, str, str]:
    """The chip of a provider, its words, and the sentence beside it."""
    if not is_here:
        return "failed", _("not set up"), _("Its payouts wait until an administrator sets it up.")
    if switch is not None:
        return "unknown", _("paused"), switch.because
    if health and health.open_until:
        return "failed", _("resting"), _("It did not answer %d times in a row.") % health.failures
    if health and health.failures:
        return "unknown", _("shaky"), _("It did not answer %d times in a row.") % health.failures
    return "succeeded", _("well"), ""
