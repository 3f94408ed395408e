"""The account that a customer gives for a bank transfer, and what a person finds when checking it (S-6.2.b)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import NoSuchRow, lock_case, lock_charges, lock_quotas
from refunds.models import CLOSED, BankAccount, CaseStatus, Payout, RefundCase
from refunds.models.sealed import keyring
from refunds.models.vocabulary import PolicyId
from refunds.operations.bank.setup import debtors, is_offered_in, is_set_up
from refunds.operations.bank.void import void_approval
from refunds.operations.perform import Refused, perform
from refunds.operations.reassess import reassess
from refunds.operations.words import required
from refunds.providers.bank_files.account_checks import BadAccount, account_of
from refunds.providers.bank_files.debtors import PAIN001
from refunds.providers.bank_files.latin import LONGEST_NAME, NotLatin, latin
from refunds.providers.bank_files.values import Account


@dataclass(frozen=True, slots=True)
class Given:
    """An account as the customer wrote it down. Either iban, or number with bic or bank_code; currency: paid in."""

    holder: str
    country: str
    currency: str
    iban: str = ""
    number: str = ""
    bic: str = ""
    bank_code: str = ""


def give_bank_account(case_id: int, *, given: Given, act: Act) -> BankAccount:
    """Record the account; it takes the place of an earlier one in its currency, and nobody has checked it yet.

    The same account again changes nothing. Another one under an approval voids the approval: what was approved and has
    not left the house is cancelled, and the case goes back to be decided and approved anew. Raises Refused, also for
    what is in a file that was released to the bank.
    """
    with transaction.atomic():
        paid = Payout.objects.live().filter(case_id=case_id).values_list("charge_id", flat=True)
        quotas = lock_quotas(lock_charges(paid).values())
        case = lock_case(case_id)
        account = _checked(case, given)
        current = case.bank_accounts.filter(currency=given.currency, replaced_at__isnull=True).first()
        if current is not None and _is(current, account):
            return current
        if case.status == CaseStatus.APPROVED:
            void_approval(case, quotas, act)
        if current is not None:
            current.replaced_at = act.at
            current.save(act=act)
        row = _record(case, given.currency, account, act)
        _say_on_claim(case)
        perform(case, "hear_customer", act)
        reassess(case_id, act=act)
        return row


def check_bank_account(account_id: int, *, owner_matches: bool, against: str, act: Act) -> BankAccount:
    """Record whose account it is, as a person found; whether transfers are offered there is what the settings say.

    against: what the holder was compared with, such as a bank statement that the customer sent. Raises Refused.
    """
    with transaction.atomic():
        case = lock_case(_case_of(account_id))
        account = BankAccount.fetch(account_id)
        if account.replaced_at is not None or account.checked_at is not None:
            raise Refused(_("This account was checked already, or another one took its place. Look again."))
        against = required(against, _("Say what the holder of the account was compared with."))
        perform(case, "check_account", act)
        account.owner_matches, account.region_offered = owner_matches, is_offered_in(account.country)
        account.checked_by, account.checked_at, account.checked_against = act.by, act.at, against
        account.save(act=act)
        _say_on_claim(case)
        case.save(act=act)
        reassess(case.pk, act=act)
        return account


def _checked(case: RefundCase, given: Given) -> Account:
    """The account, held to its digits, to the policy of the case and to what is set up here. Raises Refused."""
    if case.policy == PolicyId.AI302:
        raise Refused(_("302.AI pays to the original payment account only (302-IV.3)."))
    if case.status in CLOSED:
        raise Refused(_("The case is closed: open a review or a new case for what the customer sends."))
    if not is_set_up() or given.currency not in debtors():
        raise Refused(
            _("We have no account to pay transfers in %s from: agree on another route (S-6.1.d).") % given.currency
        )
    words = asdict(given)
    currency = words.pop("currency")
    try:
        account = account_of(**words)
    except BadAccount as fault:
        raise Refused(str(fault)) from None
    if debtors()[currency].format == PAIN001:
        _carried(account.holder)
    return account


def _carried(holder: str) -> None:
    try:
        if len(latin(holder)) <= LONGEST_NAME:
            return
    except NotLatin as fault:
        raise Refused(
            _(
                "Bank files in this currency carry Latin letters only, not “%s”: ask for the name in Latin letters, as "
                "it stands on the account's own statements."
            )
            % fault.letters
        ) from None
    raise Refused(_("Bank files carry at most %s letters of a holder's name.") % LONGEST_NAME)


def _is(row: BankAccount, account: Account) -> bool:
    """Whether a row is of the account; its number stays sealed."""
    said = (row.number_index, row.holder, row.bic, row.bank_code, row.is_iban)
    return said == (_index(account), account.holder, account.bic, account.bank_code, account.is_iban)


def _index(account: Account) -> str:
    return keyring().index(f"{account.country} {account.number}")


def _record(case: RefundCase, currency: str, account: Account, act: Act) -> BankAccount:
    uid, last4 = uuid4(), account.number[-4:]
    facts = json.dumps([str(uid), *asdict(account).values()])
    row = BankAccount(
        case=case,
        customer=case.customer,
        uid=uid,
        destination=f"{account.country} •••• {last4} #{keyring().index(facts)[:16]}",
        holder=account.holder,
        country=account.country,
        currency=currency,
        is_iban=account.is_iban,
        last4=last4,
        number_index=_index(account),
        bic=account.bic,
        bank_code=account.bank_code,
        given_by=act.by,
        given_at=act.at,
    )
    row.number = account.number.encode()
    row.save(act=act, force_insert=True)
    return row


def _say_on_claim(case: RefundCase) -> None:
    """What the policy asks of the claim, over all accounts that count: not known as long as one isn't checked."""
    accounts = list(case.bank_accounts.filter(replaced_at__isnull=True))
    case.payout_account_given = True
    case.payout_account_owner_matches = _together([account.owner_matches for account in accounts])
    case.payout_account_region_supported = _together([account.region_offered for account in accounts])


def _together(answers: list[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def _case_of(account_id: int) -> int:
    case_id = BankAccount.objects.filter(pk=account_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise NoSuchRow(_("There is no bank account %s.") % account_id)
    return case_id
