"""The ceiling of the day and the breaker for how fast, in each currency."""

from __future__ import annotations

import datetime as dt

from django.db.models import Sum
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.calendars import UTC8
from refunds.locks import lock_limit
from refunds.models import AlarmKind, Payout, PayoutLimit
from refunds.money import Money
from refunds.operations.executor.alarms import alarm
from refunds.operations.executor.wait import Wait

HOUR = dt.timedelta(hours=1)


def over_the_limit(payout: Payout, act: Act) -> Wait | None:
    """Why a payout that was never sent has to wait for its currency's limits, and until when; None where it needn't.

    The limits are locked, so that of two workers only one takes the last of them. A payout counts once, on the day of
    its first attempt.
    """
    limit = lock_limit(payout.currency)
    if limit is None:
        return None
    return _tripped(limit, act) or _too_fast(limit, act) or _above_the_ceiling(limit, payout, act)


def _tripped(limit: PayoutLimit, act: Act) -> Wait | None:
    if limit.tripped_at is None:
        return None
    text = _("Payouts in %s are stopped: too many in one hour. Somebody has to look and let them go on.")
    return Wait(text % limit.currency, act.at + HOUR)


def _too_fast(limit: PayoutLimit, act: Act) -> Wait | None:
    """Trip the breaker with the first payout above the count of the hour."""
    if limit.hourly_count is None:
        return None
    since = max(act.at - HOUR, limit.counted_from or act.at - HOUR)
    if Payout.objects.filter(currency=limit.currency, sent_at__gt=since).count() < limit.hourly_count:
        return None
    limit.tripped_at = act.at
    limit.save(act=act.because(_("more than %d payouts in one hour") % limit.hourly_count))
    wait = _tripped(limit, act)
    assert wait
    alarm(AlarmKind.VELOCITY, limit.currency, wait.sentence, act.at)
    return wait


def _above_the_ceiling(limit: PayoutLimit, payout: Payout, act: Act) -> Wait | None:
    if limit.daily_minor is None:
        return None
    midnight = act.at.astimezone(UTC8).replace(hour=0, minute=0, second=0, microsecond=0)
    today = Payout.objects.filter(currency=limit.currency, sent_at__gte=midnight)
    sent = today.aggregate(sum=Sum("amount_minor"))["sum"] or 0
    if sent + payout.amount_minor <= limit.daily_minor:
        return None
    text = _(
        "The ceiling of %(ceiling)s for one day is reached: %(sent)s were sent. It goes on after midnight (UTC+8)."
    )
    said = text % {"ceiling": limit.daily, "sent": Money(sent, limit.currency)}
    alarm(AlarmKind.CEILING, limit.currency, said, act.at)
    return Wait(said, midnight + dt.timedelta(days=1))
