"""Paying out: claim and commit, call the provider outside any transaction, settle in a new one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.models import Payout
from refunds.operations.attempt import Attempt, claim, leave_open
from refunds.operations.cashier import provider_named
from refunds.operations.settle import settle
from refunds.providers.base import Busy, Receipt, ReceiptOutcome, Unreachable


def pay(payout_id: int, *, act: Act) -> Payout | None:
    """Make one attempt at a payout; None where there is nothing to do about it now.

    A crash anywhere leaves a lease that ends, and the next attempt looks the payout up before anything else. An error
    of ours in the call is such a crash: it is raised, and the outcome stays open. Raises NoSuchRow.
    """
    attempt = claim(payout_id, act)
    if attempt is None:
        return None
    try:
        receipt = ask_provider(attempt)
    except (Unreachable, Busy) as problem:
        return leave_open(payout_id, attempt, str(problem), act)
    return settle(payout_id, receipt=receipt, act=act, attempt=attempt.number)


def ask_provider(attempt: Attempt) -> Receipt:
    """What became of the payout; sends it where that is proven not to have happened. Raises Unreachable and Busy."""
    provider = provider_named(attempt.provider)
    if attempt.look_first and (found := provider.look_up(attempt.instruction)):
        return found
    if not attempt.may_send:
        raise Unreachable(_("The provider does not show it, and it may not be sent again now."))
    receipt = provider.send(attempt.instruction)
    if receipt.outcome == ReceiptOutcome.REFUSED:
        # A provider that has paid under this key before may answer a repeat with "refunded already".
        return provider.look_up(attempt.instruction) or receipt
    return receipt
