"""People stop payouts and let them go on: of one provider, of all, of a currency whose breaker tripped."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.guards import Right, may
from refunds.locks import lock_limit, lock_name, lock_switch
from refunds.models import EVERY_PROVIDER, BooksMark, PayoutLimit, ProviderName, ProviderSwitch
from refunds.operations.executor.marks import mark_now
from refunds.operations.perform import Refused
from refunds.operations.words import required, word

PAUSES = may("refunds.pause_providerswitch")
RESUMES = may("refunds.resume_providerswitch")
LIMITS = may("refunds.set_payoutlimit")
LIFTS = may("refunds.lift_payoutlimit")


def pause(provider: str, *, act: Act) -> ProviderSwitch:
    """Stop sending payouts of a provider ("" of all) at once; what was sent is still looked up. Raises Refused."""
    _held(PAUSES, act)
    required(act.why, _("Say why payouts are paused: everybody whose payout waits reads it."))
    return _switch(provider, paused=True, act=act)


def resume(provider: str, *, act: Act) -> ProviderSwitch:
    """Let them go on; act.why says what was found. Raises Refused."""
    _held(RESUMES, act)
    required(act.why, _("Say what was found, and why payouts may go on."))
    return _switch(provider, paused=False, act=act)


def open_books(*, act: Act) -> BooksMark:
    """Declare restored books complete by hand, where a provider can't be listed and people compared. Raises Refused."""
    _held(RESUMES, act)
    required(act.why, _("Say how it was made sure that the books hold what was paid since the backup."))
    with transaction.atomic():
        lock_name("books", "mark")
        row = BooksMark.objects.first()
        if row is None or row.adopted_at is not None or row.mark != mark_now():
            raise Refused(_("The books are not waiting for anything."))
        row.adopted_at = act.at
        row.save(act=act)
        return row


def set_limit(currency: str, *, daily_minor: int | None, hourly_count: int | None, act: Act) -> PayoutLimit:
    """Set the limits of a currency; None is no limit. Raises Refused; raises IntegrityError for what is no currency."""
    _held(LIMITS, act)
    required(act.why, _("Say why the limit changes."))
    with transaction.atomic():
        lock_name("payout limit", currency)
        limit = lock_limit(currency) or PayoutLimit(currency=currency)
        limit.daily_minor, limit.hourly_count = daily_minor, hourly_count
        limit.save(act=act)
        return limit


def lift_breaker(currency: str, *, act: Act) -> PayoutLimit:
    """Let payouts go on after too many in one hour; act.why says what they were. Raises Refused.

    The hour begins anew: those counted before do not trip it again.
    """
    _held(LIFTS, act)
    required(act.why, _("Say what the many payouts were, and why they may go on."))
    with transaction.atomic():
        limit = lock_limit(currency)
        if limit is None or limit.tripped_at is None:
            raise Refused(_("Nothing is stopped in %s.") % currency)
        limit.tripped_at, limit.counted_from = None, act.at
        limit.save(act=act)
        return limit


def _held(right: Right, act: Act) -> None:
    if found := right.refusals(None, act.by):
        raise Refused(*found)


def _switch(provider: str, *, paused: bool, act: Act) -> ProviderSwitch:
    name = provider if provider == EVERY_PROVIDER else str(word(ProviderName, provider).value)
    with transaction.atomic():
        lock_name("provider switch", name)
        switch = lock_switch(name) or ProviderSwitch(provider=name)
        if switch.paused == paused:
            raise Refused(_("%s: nothing to change, somebody has done it already.") % switch)
        switch.paused, switch.because, switch.changed_at = paused, act.why.strip() if paused else "", act.at
        switch.save(act=act)
        return switch
