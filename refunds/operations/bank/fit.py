"""When a refund may go by bank transfer: every reason against it in one sentence (S-6.1.d, S-6.2.b, pick S24)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext as _

from refunds.models import BankAccount, Charge, Decision, DecisionPart, PayoutStatus, RefundCase, Route
from refunds.models.vocabulary import FindingResult, FindingSubject, PaymentMethod, PolicyId
from refunds.operations.bank.setup import debtors

CAME_TO_NOTHING = (PayoutStatus.FAILED, PayoutStatus.RETURNED)


def transfer_faults(case: RefundCase, charge: Charge) -> Iterator[str]:
    """What keeps a charge of the case from being paid back by transfer."""
    if case.policy == PolicyId.AI302:
        yield _("302.AI pays to the original payment account only (302-IV.3).")
        return
    if charge.currency not in debtors():
        yield _("We have no account to pay transfers in %s from: agree on another route (S-6.1.d).") % charge.currency
    if not original_route_is_impossible(charge) and not special_circumstances(case):
        yield (
            _(
                "A bank transfer is for where the original account is closed, or where a supervisor approved special "
                "circumstances (S-6.2.b): neither is on record for charge %s."
            )
            % charge
        )
    account = account_for(case, charge.currency)
    if account is None:
        yield _("The customer has given no bank account to transfer %s to: ask for one (S-6.2.b).") % charge.currency
    else:
        yield from _faults_of(account)


def transfer_objections(
    decision: Decision, parts: Collection[DecisionPart], charges: Mapping[int, Charge]
) -> Iterator[str]:
    """What speaks against approving the transfers of a decision; the account is the one that its preparer saw."""
    for part in parts:
        if part.route != Route.BANK_TRANSFER:
            continue
        yield from transfer_faults(decision.case, charges[part.charge_id])
        account = account_for(decision.case, part.currency)
        if account is not None and account.given_at > decision.prepared_at:
            yield _("The account was changed since this was prepared. Send it back, to be decided for the new account.")


def account_for(case: RefundCase, currency: str) -> BankAccount | None:
    """The account to which the case is paid in a currency, checked or not."""
    found: BankAccount | None = case.bank_accounts.filter(currency=currency, replaced_at__isnull=True).first()
    return found


def original_route_is_impossible(charge: Charge) -> bool:
    """Whether the account that paid is closed, or money sent there before failed or came back, or a transfer paid."""
    if charge.account_open is False or charge.method == PaymentMethod.BANK_TRANSFER:
        return True
    return charge.payouts.filter(route=Route.ORIGINAL, status__in=CAME_TO_NOTHING).exists()


def special_circumstances(case: RefundCase) -> bool:
    """Whether the latest word on special circumstances is a supervisor's approval."""
    found = case.findings.filter(subject=FindingSubject.SPECIAL_CIRCUMSTANCES, retracted_at__isnull=True)
    latest = found.order_by("position").last()
    return latest is not None and latest.result == FindingResult.APPROVED


def _faults_of(account: BankAccount) -> Iterator[str]:
    if account.checked_at is None:
        yield _("Nobody has checked yet whose account %s is: check it first (S-6.2.b).") % account.masked
    elif not account.owner_matches:
        yield _("The account %s belongs to somebody else: a transfer goes to an own account only (S-6.2.b).") % (
            account.masked
        )
    if account.region_offered is False:
        yield _("Bank transfer is not offered in %s: agree on another route (S-6.1.d).") % account.country
