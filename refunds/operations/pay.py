"""Paying out: claim and commit, call the provider outside any transaction, settle in a new one."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.rows import RowByKey
from refunds.locks import NoSuchRow
from refunds.models import Payout
from refunds.operations.attempt import Attempt, claim, leave_open, put_off
from refunds.operations.cashier import NotAvailable, provider_named
from refunds.operations.executor import health, patience
from refunds.operations.executor.patience import Chance
from refunds.operations.executor.slots import slot
from refunds.operations.executor.wait import Wait
from refunds.operations.jobs import enqueue_payout
from refunds.operations.settle import settle
from refunds.providers.base import Busy, Provider, Receipt, ReceiptOutcome, Unreachable

PAYOUT = RowByKey(Payout)
SET_UP_BY = dt.timedelta(minutes=30)
"""When to ask again for a provider that is not set up."""


class NotShown(Exception):
    """The provider was asked and does not show the payout, which may not be sent again now."""


def longest() -> float:
    """Waits are as long as they may be, for callers who bring no chance of their own."""
    return 1.0


def pay(payout_id: int, *, act: Act, chance: Chance = longest) -> Payout | None:
    """Make one attempt at a payout; None where there is nothing to do about it now.

    A crash anywhere leaves a lease that ends, and the next attempt looks the payout up before anything else. An error
    of ours in the call is such a crash: it is raised, and the outcome stays open. chance: spreads what has to wait.
    Raises NoSuchRow.
    """
    payout = PAYOUT.get(payout_id)
    if payout is None:
        raise NoSuchRow(_("There is no payout %s.") % payout_id)
    if not payout.is_due(act.at):
        return None
    try:
        provider = provider_named(payout.provider)
    except NotAvailable as problem:
        put_off(payout_id, Wait(str(problem), act.at + SET_UP_BY), act)
        return None
    if until := _no_room(payout, act, chance):
        enqueue_payout(payout_id, at=until)
        return None
    with slot(provider.name, provider.timing.at_once) as has_place:
        if has_place:
            return _attempt(payout_id, provider, act, chance)
    enqueue_payout(payout_id, at=act.at + patience.soon(chance))
    return None


def ask_provider(attempt: Attempt) -> Receipt:
    """What became of the payout; sends it where that is proven not to have happened.

    Raises Unreachable and Busy; raises NotShown where it isn't there and may not be sent.
    """
    provider = provider_named(attempt.provider)
    if attempt.look_first and (found := provider.look_up(attempt.instruction)):
        return found
    if not attempt.may_send:
        raise NotShown(_("The provider does not show it, and it may not be sent again now."))
    receipt = provider.send(attempt.instruction)
    if receipt.outcome == ReceiptOutcome.REFUSED:
        # A provider that has paid under this key before may answer a repeat with "refunded already".
        return provider.look_up(attempt.instruction) or receipt
    return receipt


def _no_room(payout: Payout, act: Act, chance: Chance) -> dt.datetime | None:
    """Until when the crowd keeps it back: the provider rests, or its retries are spent."""
    if until := health.resting_until(payout.provider, act.at):
        return until + patience.soon(chance)
    if payout.attempts == 0:
        health.count_first_call(payout.provider, chance)
    elif not health.may_retry(payout.provider, act.at):
        return act.at + patience.soon(chance)
    return None


def _attempt(payout_id: int, provider: Provider, act: Act, chance: Chance) -> Payout | None:
    attempt = claim(payout_id, act)
    if attempt is None:
        return None
    try:
        receipt = ask_provider(attempt)
    except Unreachable as problem:
        health.did_not_answer(provider.name, str(problem), act.at)
        step = patience.after_attempt(attempt.number, chance, provider.visible_after)
        return leave_open(payout_id, attempt, Wait(str(problem), act.at + step), act)
    except NotShown as problem:
        health.answered(provider.name)
        step = patience.after_attempt(attempt.number, chance, provider.visible_after)
        return leave_open(payout_id, attempt, Wait(str(problem), act.at + step), act, absent=True)
    except Busy as problem:
        health.answered(provider.name)
        step = max(patience.after_busy(problem.wait, attempt.number, chance), provider.visible_after)
        return leave_open(payout_id, attempt, Wait(str(problem), act.at + step), act)
    health.answered(provider.name)
    return settle(payout_id, receipt=receipt, act=act, attempt=attempt.number)
