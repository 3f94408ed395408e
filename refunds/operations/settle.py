"""The result of a payout: booked once, whoever brings it, the worker, the provider's message or a person."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import lock_case_of, lock_charge_of, lock_payout, lock_quotas
from refunds.models import EstablishedStatus, Payout, PayoutStatus, UsageQuota
from refunds.operations.books import book_refund, book_reversal
from refunds.operations.cashier import provider_named
from refunds.operations.executor.patience import after_attempt
from refunds.operations.finish import finish, reopen
from refunds.operations.messages import noted
from refunds.operations.notify import notify_return
from refunds.operations.perform import Refused, perform
from refunds.operations.revoke import restore_units, revoke_again
from refunds.providers.base import Receipt, ReceiptOutcome

P = PayoutStatus


def settle(payout_id: int, *, receipt: Receipt, act: Act, attempt: int | None = None) -> Payout:
    """Book what a provider says of a payout. The same news a second time changes nothing.

    Success wins once, and against a failure that was reported before. A refusal counts only while the outcome is open,
    and only for the latest attempt where it comes from one (attempt: its number). Raises NoSuchRow; raises Refused for
    news that can't be true, such as the return of money that was never sent.
    """
    with transaction.atomic():
        payout, quotas = _locked(payout_id)
        with_people = payout.task_since is not None
        if attempt in (None, payout.attempts) or receipt.outcome == ReceiptOutcome.PAID:
            BOOKED[receipt.outcome](payout, quotas, receipt, act)
            if with_people:
                _overtake(payout, act)
        return payout


def _locked(payout_id: int) -> tuple[Payout, list[UsageQuota]]:
    """The payout with its charge and its case, and the quotas it took units of: all locked, in their order."""
    charge = lock_charge_of(payout_id)
    quotas = lock_quotas([charge])
    case, payout = lock_case_of(payout_id), lock_payout(payout_id)
    payout.charge, payout.case = charge, case
    return payout, quotas


def _overtake(payout: Payout, act: Act) -> None:
    """What people to whom the payout was given were about to establish is known now."""
    if payout.status in (P.SUCCEEDED, P.FAILED, P.RETURNED):
        for finding in payout.established.filter(status=EstablishedStatus.PROPOSED):
            perform(finding, "overtake", act.because(_("The provider said it first.")))


def _paid(payout: Payout, quotas: list[UsageQuota], receipt: Receipt, act: Act) -> None:
    if payout.status in (P.SUCCEEDED, P.RETURNED):
        return
    after_all = payout.status == P.FAILED
    if after_all and payout.amount_minor > payout.charge.refundable.minor:
        raise Refused(_("%s was reported as failed and its money granted again since. Finance has to act.") % payout)
    perform(payout, "succeed", act, provider_reference=receipt.provider_reference)
    book_refund(payout, act)
    if after_all:
        revoke_again(payout, quotas, act)
        noted(payout.case, _("A refund reported as failed was paid after all: %s.") % payout.amount, act)
    finish(payout.case, act)


def _pending(payout: Payout, quotas: list[UsageQuota], receipt: Receipt, act: Act) -> None:
    if payout.status in (P.SENDING, P.UNKNOWN):
        least = provider_named(payout.provider).visible_after
        payout.next_attempt_at = act.at + after_attempt(payout.attempts, lambda: 1.0, least)
        perform(payout, "await_provider", act, provider_reference=receipt.provider_reference)


def _refused(payout: Payout, quotas: list[UsageQuota], receipt: Receipt, act: Act) -> None:
    if payout.status in (P.SUCCEEDED, P.FAILED, P.RETURNED):
        return
    why = act.because(receipt.reason)
    perform(payout, "fail", why, provider_reference=receipt.provider_reference)
    restore_units(payout, quotas, why)
    text = _("The refund of %(amount)s for charge %(charge)s failed: %(reason)s")
    noted(payout.case, text % {"amount": payout.amount, "charge": payout.charge, "reason": receipt.reason}, act)
    finish(payout.case, why)


def _returned(payout: Payout, quotas: list[UsageQuota], receipt: Receipt, act: Act) -> None:
    if payout.status == P.RETURNED:
        return
    if payout.status != P.SUCCEEDED:
        _refused(payout, quotas, receipt, act)
        return
    why = act.because(receipt.reason)
    perform(payout, "come_back", why)
    book_reversal(payout, why)
    restore_units(payout, quotas, why)
    text = _("The refund of %(amount)s for charge %(charge)s came back: %(reason)s")
    noted(payout.case, text % {"amount": payout.amount, "charge": payout.charge, "reason": receipt.reason}, act)
    notify_return(payout, act)
    reopen(payout.case, why)


Booking = Callable[[Payout, list[UsageQuota], Receipt, Act], None]
BOOKED: dict[ReceiptOutcome, Booking] = {
    ReceiptOutcome.PAID: _paid,
    ReceiptOutcome.PENDING: _pending,
    ReceiptOutcome.REFUSED: _refused,
    ReceiptOutcome.RETURNED: _returned,
}
