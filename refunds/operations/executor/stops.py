"""What keeps a payout from being sent now: restored books, a person's pause, a dispute, money that is gone, limits."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.rows import lines_of
from refunds.models import EVERY_PROVIDER, AlarmKind, Charge, DisputeStatus, Payout, ProviderSwitch
from refunds.operations.executor.alarms import alarm
from refunds.operations.executor.limits import over_the_limit
from refunds.operations.executor.marks import MARKS, OF_THESE_BOOKS, RESTORED_SINCE, known
from refunds.operations.executor.wait import Wait

LATER = dt.timedelta(minutes=5)
"""When to ask again about something that a person has to change."""
SEEN = f"""
{MARKS}, {RESTORED_SINCE},
    EXISTS (SELECT FROM refunds_providerswitch WHERE paused AND provider = ANY(%s))
    OR EXISTS (SELECT FROM refunds_dispute WHERE charge_id = %s AND status = ANY(%s))
    OR EXISTS (SELECT FROM refunds_payoutlimit WHERE currency = %s)
{OF_THESE_BOOKS}
"""  # noqa: S608 - no part of it comes from outside
"""The marks of the books, and whether anything is there that might stop a payout: only then it is asked what."""
OPEN = ["", DisputeStatus.OPEN.value]


class Seen(NamedTuple):
    """What is there that concerns a payout. restored_since: whether the books were restored after its approval."""

    mark: str
    latest_mark: str | None
    adopted: bool
    restored_since: bool
    obstacle: bool


def seen(payout: Payout) -> Seen:
    """What is there, asked in one go."""
    switches = [EVERY_PROVIDER, payout.provider]
    (line,) = lines_of(SEEN, payout.approved_at, switches, payout.charge_id, OPEN, payout.currency)
    return Seen(*line)


def stopped(payout: Payout, there: Seen, act: Act) -> Wait | None:
    """Why the payout may not be sent now, the first reason found; None where it may. Its charge and case are locked.

    Looking up what was sent already is never stopped.
    """
    if wait := _restored(there, act):
        return wait
    charge = payout.charge
    if not (charge.overdrawn or there.obstacle):
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


def _restored(there: Seen, act: Act) -> Wait | None:
    if known(there.mark, there.latest_mark, there.adopted, act):
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
