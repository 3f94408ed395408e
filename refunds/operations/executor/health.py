"""The circuit breaker and the budget of retries of each provider, shared by all hosts through one row."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Least
from django.utils.translation import gettext as _

from accounts.rows import RowsOf, lines_of
from refunds.models import AlarmKind, ProviderHealth
from refunds.operations.executor.alarms import alarm
from refunds.operations.executor.patience import Chance

PROBE = dt.timedelta(minutes=2)
"""How long the one call that tries a resting provider keeps the others away; a killed worker's is over by then."""


NAMED = RowsOf(ProviderHealth, "WHERE provider = %s")
WELL = """
UPDATE refunds_providerhealth SET failures = 0, open_until = NULL, probe_until = NULL
WHERE provider = %s AND (failures > 0 OR open_until IS NOT NULL) RETURNING id
"""


def health_of(provider: str) -> ProviderHealth:
    """The row of a provider, made where it isn't there yet."""
    return NAMED.first(provider) or ProviderHealth.objects.get_or_create(provider=provider)[0]


def resting_until(provider: str, at: dt.datetime) -> dt.datetime | None:
    """Until when nobody calls the provider; None where this caller may, as the one who tries it or as everybody."""
    row = health_of(provider)
    if row.open_until is None:
        return None
    if row.open_until > at:
        return row.open_until
    free = Q(probe_until__isnull=True) | Q(probe_until__lte=at)
    tries = ProviderHealth.objects.filter(free, pk=row.pk, open_until__lte=at).update(probe_until=at + PROBE)
    return None if tries else (row.probe_until or at + PROBE)


def answered(provider: str) -> None:
    """The provider answered, with yes, no or later: it is well."""
    lines_of(WELL, provider)


def did_not_answer(provider: str, problem: str, at: dt.datetime) -> None:
    """Count a call without an answer; after too many in a row, or when the one that tried it failed, it rests."""
    rows = ProviderHealth.objects.filter(provider=provider)
    rows.update(failures=F("failures") + 1)
    ill = rows.filter(failures__gte=settings.PAYOUT_BREAKER_FAILURES)
    if ill.update(open_until=at + settings.PAYOUT_BREAKER_REST, probe_until=None):
        sentence = _("%(provider)s does not answer: %(problem)s. Payouts by it wait until it does.")
        alarm(AlarmKind.BREAKER, provider, sentence % {"provider": provider, "problem": problem}, at)


def count_first_call(provider: str, chance: Chance) -> None:
    """One in so many first calls earns a retry: a part of one for each would have every worker write this row."""
    if chance() < settings.PAYOUT_RETRIES_PER_CALL:
        saved = settings.PAYOUT_RETRIES_SAVED
        rows = ProviderHealth.objects.filter(provider=provider, budget__lt=saved)
        rows.update(budget=Least(F("budget") + 1, saved))


def may_retry(provider: str, at: dt.datetime) -> bool:
    """Take one retry out of the budget; false where it is spent, which keeps a sick provider from being flooded."""
    _refill(provider, at)
    return bool(ProviderHealth.objects.filter(provider=provider, budget__gte=1).update(budget=F("budget") - 1))


def _refill(provider: str, at: dt.datetime) -> None:
    """Add what the minutes since the last refill earned; of two workers at once only one adds it."""
    row = health_of(provider)
    saved, since = settings.PAYOUT_RETRIES_SAVED, row.budget_at
    if since is not None and since >= at:
        return
    minutes = (at - since) / dt.timedelta(minutes=1) if since else saved
    budget = min(row.budget + minutes * settings.PAYOUT_RETRIES_PER_MINUTE, saved)
    ProviderHealth.objects.filter(pk=row.pk, budget_at=since).update(budget=budget, budget_at=at)
