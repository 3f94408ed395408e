"""One attempt to pay: claimed before the provider is called, so that a crash in between is found and not guessed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import NoSuchRow, claim_payout, lock_case, lock_charges, lock_payout
from refunds.models import CaseStatus, Payout, PayoutStatus, RefundCase
from refunds.operations.cashier import provider_named
from refunds.operations.perform import perform
from refunds.providers.base import Instruction

LEASE = dt.timedelta(minutes=10)
"""How long an attempt may take before another one looks up what became of it; far more than a provider's timeout."""

PATIENCE = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 360, 1440))
"""How long to wait after each attempt that left the outcome open; the last one for all further ones."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one worker may do about a payout until its lease ends.

    look_first: an earlier attempt may have paid. may_send: false where it may only be looked up: the provider has it
    already, the case isn't approved any more, or the provider has forgotten the key.
    """

    number: int
    provider: str
    instruction: Instruction
    look_first: bool
    may_send: bool


def claim(payout_id: int, act: Act) -> Attempt | None:
    """Claim a payout for one attempt and commit that, or None where there is nothing to do about it now.

    Nothing to do: it is final, not due, held by another worker, or its case isn't approved (a legal hold) and nothing
    was sent yet. Locks in the order of refunds/locks.py: storing a payout writes its charge. Raises NoSuchRow; raises
    RuntimeError inside a transaction, which would undo the claim of a payout that was sent.
    """
    with transaction.atomic(durable=True):
        case = lock_charge_and_case(payout_id)
        payout = claim_payout(payout_id)
        if payout is None or not Payout.objects.due(act.at).filter(pk=payout_id).exists():
            return None
        return _begin(payout, act, approved=case.status == CaseStatus.APPROVED)


def lock_charge_and_case(payout_id: int) -> RefundCase:
    """Lock what a payout changes besides itself; the case. Raises NoSuchRow."""
    found = Payout.objects.filter(pk=payout_id).values_list("charge_id", "case_id").first()
    if found is None:
        raise NoSuchRow(_("There is no payout %s.") % payout_id)
    lock_charges([found[0]])
    return lock_case(found[1])


def leave_open(payout_id: int, attempt: Attempt, problem: str, act: Act) -> Payout:
    """Nobody can say what happened: note it and wait; never guess. An attempt that was overtaken changes nothing."""
    with transaction.atomic():
        lock_charge_and_case(payout_id)
        payout = lock_payout(payout_id)
        if payout.attempts == attempt.number and payout.status in (PayoutStatus.SENDING, PayoutStatus.PENDING):
            payout.next_attempt_at = act.at + patience(payout)
            payout.last_problem = problem
            if payout.status == PayoutStatus.SENDING:
                perform(payout, "lose_sight", act.because(problem))
            else:
                payout.save(act=act.because(problem))
        return payout


def patience(payout: Payout) -> dt.timedelta:
    """How long to leave it alone, at least until the provider's look-up would show what was sent."""
    steps = PATIENCE[min(max(payout.attempts, 1), len(PATIENCE)) - 1]
    return max(steps, provider_named(payout.provider).visible_after)


def instruction_of(payout: Payout) -> Instruction:
    """What the provider is told: the very bytes that were stored with the approval."""
    return Instruction.read(payout.pk, payout.body)


def _begin(payout: Payout, act: Act, *, approved: bool) -> Attempt:
    """Mark the attempt on the row. One that the provider has already is only looked up, which moves nothing."""
    first = payout.status == PayoutStatus.RESERVED
    may_send = approved and payout.status != PayoutStatus.PENDING and _key_still_known(payout, act.at)
    if payout.status == PayoutStatus.SENDING:
        perform(payout, "lose_sight", act.because("the lease of the last attempt ended without its result"))
    if payout.status == PayoutStatus.PENDING:
        payout.next_attempt_at = act.at + patience(payout)
        payout.save(act=act.because("looked up"))
    else:
        perform(payout, "send", act, lease_until=act.at + LEASE)
    return Attempt(payout.attempts, payout.provider, instruction_of(payout), look_first=not first, may_send=may_send)


def _key_still_known(payout: Payout, at: dt.datetime) -> bool:
    keys_last = provider_named(payout.provider).keys_last
    return keys_last is None or at < payout.approved_at + keys_last
