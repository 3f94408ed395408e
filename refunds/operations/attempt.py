"""One attempt to pay: claimed before the provider is called, so that a crash in between is found and not guessed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import claim_payout, lock_case_of, lock_charge_of, lock_payout
from refunds.models import AlarmKind, CaseStatus, Charge, Payout, PayoutStatus, RefundCase
from refunds.operations.cashier import provider_named
from refunds.operations.executor.alarms import alarm
from refunds.operations.executor.patience import PEOPLE_AFTER, after_attempt
from refunds.operations.executor.stops import seen, stopped
from refunds.operations.executor.wait import Wait
from refunds.operations.jobs import enqueue_payout
from refunds.operations.perform import perform
from refunds.providers.base import Instruction

LEASE = dt.timedelta(minutes=10)
"""How long an attempt may take before another one looks up what became of it; far more than a provider's timeout."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one worker may do about a payout until its lease ends.

    look_first: an earlier attempt may have paid. may_send: false where it may only be looked up: the provider has it
    already, the case isn't approved any more, something stops payouts, what was sent might not show yet, or the key is
    dead. key_lives: false where the provider may have forgotten the key, so that sending again could pay twice.
    """

    number: int
    provider: str
    instruction: Instruction
    look_first: bool
    may_send: bool
    key_lives: bool = True


def claim(payout_id: int, act: Act) -> Attempt | None:
    """Claim a payout for one attempt and commit that, or None where there is nothing to do about it now.

    Nothing to do: it is final, not due, held by another worker, stopped, or its case isn't approved (a legal hold) and
    nothing was sent yet. Locks in the order of refunds/locks.py: storing a payout writes its charge. Raises NoSuchRow;
    raises RuntimeError inside a transaction, which would undo the claim of a payout that was sent.
    """
    with transaction.atomic(durable=True):
        charge, case = lock_charge_and_case(payout_id)
        payout = claim_payout(payout_id)
        if payout is None or not payout.is_due(act.at, case):
            return None
        payout.charge, payout.case = charge, case
        return _begin(payout, act, approved=case.status == CaseStatus.APPROVED)


def lock_charge_and_case(payout_id: int) -> tuple[Charge, RefundCase]:
    """Lock what a payout changes besides itself, as it is then. Raises NoSuchRow."""
    return lock_charge_of(payout_id), lock_case_of(payout_id)


def leave_open(payout_id: int, attempt: Attempt, wait: Wait, act: Act, *, absent: bool = False) -> Payout:
    """Nobody can say what happened: note it and wait; never guess. An attempt that was overtaken changes nothing.

    absent: the provider was asked and does not show it. With a dead key that is a task for two people, and so is one
    that stayed open too long; until they are done it is looked up every day.
    """
    with transaction.atomic():
        lock_charge_and_case(payout_id)
        payout = lock_payout(payout_id)
        if payout.attempts != attempt.number or payout.status not in (PayoutStatus.SENDING, PayoutStatus.PENDING):
            return payout
        payout.next_attempt_at, payout.last_problem = wait.until, wait.sentence
        if attempt.number >= PEOPLE_AFTER or (absent and not attempt.key_lives):
            _give_to_people(payout, act)
        if payout.status == PayoutStatus.SENDING:
            perform(payout, "lose_sight", act.because(wait.sentence))
        else:
            payout.save(act=act.because(wait.sentence))
        enqueue_payout(payout_id, at=wait.until)
        return payout


def put_off(payout_id: int, wait: Wait, act: Act) -> None:
    """Try it again later; the reason stands on the payout. One that is told already is not told again."""
    with transaction.atomic():
        lock_charge_and_case(payout_id)
        _put_off(lock_payout(payout_id), wait, act)


def instruction_of(payout: Payout) -> Instruction:
    """What the provider is told: the very bytes that were stored with the approval."""
    return Instruction.read(payout.pk, payout.body)


def _begin(payout: Payout, act: Act, *, approved: bool) -> Attempt | None:
    """Mark the attempt on the row. One that the provider has already is only looked up, which moves nothing."""
    there = seen(payout)
    first, key_lives = payout.status == PayoutStatus.RESERVED, _key_lives(payout, act.at, there.restored_since)
    may_send = approved and key_lives and payout.status != PayoutStatus.PENDING and _would_show(payout, act.at)
    wait = stopped(payout, there, act) if may_send else None
    if first and wait:
        _put_off(payout, wait, act)
        return None
    _mark(payout, act)
    told, look_first = instruction_of(payout), not first or there.restored_since
    return Attempt(payout.attempts, payout.provider, told, look_first, may_send and wait is None, key_lives)


def _mark(payout: Payout, act: Act) -> None:
    if payout.status == PayoutStatus.PENDING:
        payout.attempts += 1
        least = provider_named(payout.provider).visible_after
        payout.next_attempt_at = act.at + after_attempt(payout.attempts, lambda: 1.0, least)
        payout.save(act=act.because("looked up"))
        return
    if payout.status == PayoutStatus.SENDING:
        perform(payout, "lose_sight", act.because("the lease of the last attempt ended without its result"))
    perform(payout, "send", act, lease_until=act.at + LEASE)


def _put_off(payout: Payout, wait: Wait, act: Act) -> None:
    if payout.last_problem != wait.sentence:
        payout.last_problem = wait.sentence
        payout.save(act=act.because(wait.sentence))
    enqueue_payout(payout.pk, at=wait.until)


def _give_to_people(payout: Payout, act: Act) -> None:
    payout.task_since = payout.task_since or act.at
    text = _("Nobody can tell by itself how %(payout)s ended (key %(key)s). One person finds out, another confirms.")
    alarm(AlarmKind.UNKNOWN, f"payout {payout.pk}", text % {"payout": payout, "key": payout.key}, act.at)


def _would_show(payout: Payout, at: dt.datetime) -> bool:
    """Whether a look-up now would show what a killed worker may have sent; before, not found proves nothing."""
    if payout.status != PayoutStatus.SENDING or payout.lease_until is None:
        return True
    return at >= payout.lease_until - LEASE + provider_named(payout.provider).visible_after


def _key_lives(payout: Payout, at: dt.datetime, restored: bool) -> bool:
    """Whether the provider still remembers the key, from the first call on; restored books may not know of that one."""
    keys_last = provider_named(payout.provider).keys_last
    first = payout.sent_at or (payout.approved_at if restored else at)
    return keys_last is None or at < first + keys_last
