"""What keeps a payout from being sent now: restored books, a person's pause, a dispute, money that is gone, limits."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.rows import answer_of
from refunds.models import EVERY_PROVIDER, AlarmKind, Charge, DisputeStatus, Payout, ProviderSwitch
from refunds.operations.executor.alarms import alarm
from refunds.operations.executor.limits import over_the_limit
from refunds.operations.executor.marks import books_are_open
from refunds.operations.executor.wait import Wait

LATER = dt.timedelta(minutes=5)
"""When to ask again about something that a person has to change."""
OBSTACLES = """
SELECT EXISTS (SELECT FROM refunds_providerswitch WHERE paused AND provider = ANY(%s))
    OR EXISTS (SELECT FROM refunds_dispute WHERE charge_id = %s AND status = ANY(%s))
    OR EXISTS (SELECT FROM refunds_payoutlimit WHERE currency = %s)
"""
"""Whether anything is there that might stop a payout, which is rare; only then it is asked what."""
OPEN = ["", DisputeStatus.OPEN.value]


def stopped(payout: Payout, act: Act) -> Wait | None:
    """Why the payout may not be sent now, the first reason found; None where it may. Its charge and case are locked.

    Looking up what was sent already is never stopped.
    """
    if wait := _restored(act):
        return wait
    charge, switches = payout.charge, [EVERY_PROVIDER, payout.provider]
    if not (charge.overdrawn or answer_of(OBSTACLES, switches, charge.pk, OPEN, payout.currency)):
        return None
    return (
        _paused(payout, act)
        or _disputed(payout, charge, act)
        or _overdrawn(payout, charge, act)
        or (over_the_limit(payout, act) if payout.sent_at is None else None)
    )


def open_disputes(charge: Charge) -> list[str]:
    """The disputes on a charge under which a refund could pay a second time, in words."""
    found = charge.disputes.filter(status__in=OPEN)
    return [str(dispute.provider_reference or dispute) for dispute in found]


def _restored(act: Act) -> Wait | None:
    if books_are_open(act):
        return None
    return Wait(_("The books were restored from a backup. What was paid since is looked for first."), act.at + LATER)


def _paused(payout: Payout, act: Act) -> Wait | None:
    switches = ProviderSwitch.objects.filter(provider__in=[EVERY_PROVIDER, payout.provider], paused=True)
    switch = switches.order_by("provider").first()
    if switch is None:
        return None
    text = _("Payouts are paused (%(switch)s): %(because)s")
    return Wait(text % {"switch": switch, "because": switch.because}, act.at + LATER)


def _disputed(payout: Payout, charge: Charge, act: Act) -> Wait | None:
    if not (found := open_disputes(charge)):
        return None
    text = _(
        "Charge %(charge)s is in dispute (%(disputes)s): paying it back as well could pay twice. A supervisor decides "
        "whether to wait or to cancel the payout."
    )
    said = text % {"charge": charge, "disputes": ", ".join(found)}
    alarm(AlarmKind.DISPUTE, charge.reference, said, act.at)
    return Wait(said, act.at + LATER)


def _overdrawn(payout: Payout, charge: Charge, act: Act) -> Wait | None:
    if not charge.overdrawn:
        return None
    text = _("%(gone)s of charge %(charge)s went back without us. With this payout it would be more than was captured.")
    said = text % {"gone": charge.elsewhere, "charge": charge}
    alarm(AlarmKind.OVERDRAWN, charge.reference, said, act.at)
    return Wait(said, act.at + LATER)
