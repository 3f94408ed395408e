"""The account that a customer gives: held to its digits, sealed, checked, and bound to what was approved."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from accounts.acts import Act
from refunds.models import BankAccount, BankBatch, BankOrder, CaseStatus, Payout, RefundCase, UsageQuota
from refunds.models.sealed import keyring
from refunds.operations.approve import approve
from refunds.operations.bank.accounts import Given, check_bank_account, give_bank_account
from refunds.operations.decide import decide
from refunds.operations.pay import pay
from refunds.operations.perform import Refused
from refunds.operations.recommended import recommended_proposal
from tests.bank_cast import ACCOUNT, OTHER
from tests.refunds.models.tables import execute, refusal

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Make = Callable[..., Any]


def test_an_account_is_recorded_masked_and_not_checked(case: RefundCase, act_of: Acts) -> None:
    account = give_bank_account(case.pk, given=ACCOUNT, act=act_of("mei"))
    assert (account.masked, account.country, account.is_iban) == ("•••• 2345", "SG", False)
    assert (account.owner_matches, account.region_offered, account.checked_at) == (None, None, None)
    case = RefundCase.fetch(case.pk)
    assert case.payout_account_given
    assert (case.payout_account_owner_matches, case.payout_account_region_supported) == (None, None)


def test_its_number_lies_sealed_in_the_table_and_in_the_history(case: RefundCase, act_of: Acts) -> None:
    account = give_bank_account(case.pk, given=ACCOUNT, act=act_of("mei"))
    stored = execute("SELECT to_jsonb(a)::text FROM refunds_bankaccount a")
    kept = execute("SELECT to_jsonb(a)::text FROM refunds_historicalbankaccount a")
    assert "0720012345" not in f"{stored} {kept}"
    assert BankAccount.fetch(account.pk).number == b"0720012345"
    version = account.history.get()
    assert keyring().open(version.number_sealed, f"refunds_bankaccount/number_sealed/{account.uid}") == b"0720012345"


def test_a_number_that_is_not_sealed_gets_nowhere(case: RefundCase, act_of: Acts) -> None:
    account = give_bank_account(case.pk, given=ACCOUNT, act=act_of("mei"))
    with pytest.raises(TypeError, match="sealed text only"):
        BankAccount.objects.filter(number_sealed="0720012345").exists()
    account.number_sealed = "0720012345"
    with pytest.raises(TypeError, match="sealed text only"):
        account.save(act=act_of("mei"))


def test_the_same_number_in_another_case_is_found_by_its_index(open_case: Make, act_of: Acts) -> None:
    first, second = (
        give_bank_account(open_case(f"RC-{n}").pk, given=ACCOUNT, act=act_of("mei", minutes=n)) for n in (1, 2)
    )
    assert first.number_index == second.number_index
    assert first.destination != second.destination
    assert first.number_sealed != second.number_sealed


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (replace(ACCOUNT, bic="DBSSSG"), "no BIC"),
        (replace(OTHER, iban="DE89370400440532013001"), "no IBAN"),
        (replace(ACCOUNT, holder="林华"), "Latin letters only, not “林华”"),
        (replace(ACCOUNT, holder="Lin " * 20), "at most 70 letters"),
        (replace(ACCOUNT, currency="KWD"), "no account to pay transfers in KWD"),
    ],
)
def test_what_cannot_be_paid_to_is_refused_in_one_sentence(
    case: RefundCase, act_of: Acts, given: Given, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        give_bank_account(case.pk, given=given, act=act_of("mei"))
    assert not BankAccount.objects.exists()


def test_a_chinese_name_is_taken_where_the_file_is_csv(case: RefundCase, act_of: Acts) -> None:
    given = Given("林华", "CN", "CNY", number="6222021234567890123", bank_code="102100099996")
    assert give_bank_account(case.pk, given=given, act=act_of("mei")).holder == "林华"


def test_302_pays_to_the_original_account_only(open_case: Make, act_of: Acts) -> None:
    case = open_case(policy="302ai")
    with pytest.raises(Refused, match=r"302\.AI pays to the original payment account only"):
        give_bank_account(case.pk, given=ACCOUNT, act=act_of("mei"))


def test_without_keys_no_account_is_taken(case: RefundCase, act_of: Acts, settings: Any) -> None:
    settings.BANK_ACCOUNT_KEYS = []
    with pytest.raises(Refused, match="no account to pay transfers"):
        give_bank_account(case.pk, given=ACCOUNT, act=act_of("mei"))


def test_the_same_account_again_changes_nothing(case: RefundCase, act_of: Acts) -> None:
    account = give_bank_account(case.pk, given=ACCOUNT, act=act_of("mei"))
    assert give_bank_account(case.pk, given=ACCOUNT, act=act_of("tom", minutes=1)) == account
    assert BankAccount.objects.count() == 1


def test_another_account_takes_its_place_and_nobody_has_checked_it(closed_case: Make, account_of: Make) -> None:
    case = closed_case()
    first = account_of(case)
    assert RefundCase.fetch(case.pk).payout_account_owner_matches is True
    second = account_of(case, OTHER, owner=None, minutes=1.5)
    assert BankAccount.fetch(first.pk).replaced_at is not None
    assert BankAccount.fetch(second.pk).replaced_at is None
    assert RefundCase.fetch(case.pk).payout_account_owner_matches is None


def test_a_check_says_whose_it_is_and_whether_transfers_are_offered_there(
    closed_case: Make, account_of: Make, settings: Any
) -> None:
    settings.BANK_TRANSFER_REGIONS = ["DE"]
    account = account_of(closed_case(), owner=False)
    assert (account.owner_matches, account.region_offered) == (False, False)
    assert account.checked_by.username == "mei"
    case = account.case
    assert (case.payout_account_owner_matches, case.payout_account_region_supported) == (False, False)


def test_a_check_needs_its_evidence_the_assignee_and_an_account_that_counts(
    closed_case: Make, account_of: Make, act_of: Acts
) -> None:
    account = account_of(closed_case(), owner=None)
    with pytest.raises(Refused, match="compared with"):
        check_bank_account(account.pk, owner_matches=True, against=" ", act=act_of("mei", minutes=2))
    with pytest.raises(Refused, match="Only the person to whom the case is assigned"):
        check_bank_account(account.pk, owner_matches=True, against="a passport", act=act_of("tom", minutes=2))
    check_bank_account(account.pk, owner_matches=True, against="a passport", act=act_of("mei", minutes=2))
    with pytest.raises(Refused, match="checked already"):
        check_bank_account(account.pk, owner_matches=False, against="a passport", act=act_of("mei", minutes=3))


def test_a_transfer_is_approved_for_the_account_that_was_checked(transfer: Make) -> None:
    payout = transfer()
    assert (payout.provider, payout.destination) == ("bank_transfer", BankAccount.objects.get().destination)
    assert "0720012345" not in payout.body


def test_an_account_changed_under_a_pending_decision_has_to_be_decided_for(
    closed_case: Make, account_of: Make, act_of: Acts
) -> None:
    case = closed_case()
    account_of(case)
    decide(case.pk, proposal=recommended_proposal(RefundCase.fetch(case.pk)), act=act_of("mei", minutes=2))
    give_bank_account(case.pk, given=OTHER, act=act_of("mei", minutes=3))
    with pytest.raises(Refused, match="The account was changed since this was prepared"):
        approve(case.pk, act=act_of("sofia", minutes=4))


def test_an_account_changed_after_the_approval_voids_it(transfer: Make, act_of: Acts) -> None:
    payout = transfer()
    give_bank_account(payout.case_id, given=OTHER, act=act_of("tom", minutes=5))
    payout = Payout.fetch(payout.pk)
    assert payout.status == "cancelled"
    assert payout.charge.reserved_minor == 0
    case = RefundCase.fetch(payout.case_id)
    assert (case.status, case.assignee.username) == (CaseStatus.IN_REVIEW, "mei")
    assert UsageQuota.objects.get().revoked == 0
    assert "approval is void" in case.messages.last().body


def test_what_was_voided_is_decided_and_approved_anew_for_the_new_account(transfer: Make, act_of: Acts) -> None:
    old = transfer()
    account = give_bank_account(old.case_id, given=OTHER, act=act_of("mei", minutes=5))
    check_bank_account(account.pk, owner_matches=True, against="a bank statement", act=act_of("mei", minutes=6))
    proposal = recommended_proposal(RefundCase.fetch(old.case_id))
    decide(old.case_id, proposal=proposal, act=act_of("mei", minutes=7))
    approve(old.case_id, act=act_of("sofia", minutes=8))
    new = Payout.objects.get(status="reserved")
    assert (new.destination, new.key != old.key) == (account.destination, True)


def test_what_waits_for_a_file_or_lies_in_one_not_released_can_still_be_voided(
    order_of: Make, batch_of: Make, act_of: Acts
) -> None:
    order = order_of()
    batch_of(order)
    give_bank_account(order.payout.case_id, given=OTHER, act=act_of("mei", minutes=30))
    assert Payout.fetch(order.payout_id).status == "cancelled"


def test_what_was_released_to_the_bank_is_not_voided(order_of: Make, batch_of: Make, act_of: Acts) -> None:
    order = order_of()
    batch_of(order, released=True)
    with pytest.raises(Refused, match="released to the bank: wait for what the bank says"):
        give_bank_account(order.payout.case_id, given=OTHER, act=act_of("mei", minutes=30))
    assert Payout.fetch(order.payout_id).status == "pending"
    assert BankAccount.objects.count() == 1
    assert "released to the bank" in refusal("UPDATE refunds_payout SET status = 'cancelled'")


def test_what_is_being_handed_over_is_not_voided(transfer: Make, act_of: Acts) -> None:
    payout = transfer()
    execute("UPDATE refunds_payout SET status = 'sending'")
    with pytest.raises(Refused, match="is on its way"):
        give_bank_account(payout.case_id, given=OTHER, act=act_of("mei", minutes=5))


def test_a_paid_case_takes_no_other_account(order_of: Make, act_of: Acts) -> None:
    order = order_of()
    execute("UPDATE refunds_payout SET status = 'succeeded'")
    execute("UPDATE refunds_refundcase SET status = 'refunded'")
    with pytest.raises(Refused, match="The case is closed"):
        give_bank_account(order.payout.case_id, given=OTHER, act=act_of("mei", minutes=5))


@pytest.mark.parametrize(
    "change",
    [
        "destination = 'DE •••• 1111 #0'",
        "holder = 'Somebody Else'",
        "country = 'FR'",
        "number_index = repeat('0', 64)",
        "number_sealed = left(number_sealed, 40) || repeat('A', 40)",
        "bic = 'XXXXFRXX'",
        "owner_matches = NOT owner_matches",
        "checked_against = 'nothing'",
    ],
)
def test_the_database_keeps_an_account_as_it_was_given_and_checked(
    closed_case: Make, account_of: Make, change: str
) -> None:
    account_of(closed_case())
    assert "another one takes its place" in refusal(f"UPDATE refunds_bankaccount SET {change}")


@pytest.mark.parametrize(
    "change",
    [
        "owner_matches = false",
        "region_offered = false",
        "replaced_at = now()",
        "given_at = now()",
    ],
)
def test_the_database_pays_to_no_account_that_does_not_fit(
    closed_case: Make, account_of: Make, act_of: Acts, change: str
) -> None:
    case = closed_case()
    account_of(case)
    decide(case.pk, proposal=recommended_proposal(RefundCase.fetch(case.pk)), act=act_of("mei", minutes=2))
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("ALTER TABLE refunds_bankaccount DISABLE TRIGGER stays_as_given")
    execute(f"UPDATE refunds_bankaccount SET {change}")
    execute(
        "UPDATE refunds_decision SET ruling = 'approved', ruled_by_id = %s, ruled_at = now()", act_of("sofia").by.pk
    )
    assert "is no checked account of the customer" in refusal(PAYOUT_BY_HAND, act_of("sofia").by.pk)


PAYOUT_BY_HAND = """
INSERT INTO refunds_payout (part_id, case_id, charge_id, status, amount_minor, currency, route, provider, destination,
    destination_digest, key, body, policy_version, prepared_by_id, approved_by_id, approved_at, attempts, last_problem)
SELECT p.id, d.case_id, p.charge_id, 'reserved', p.amount_minor, p.currency, p.route, 'bank_transfer', a.destination,
    '', 'K', json_build_object('amount', p.amount_minor, 'currency', p.currency, 'key', 'K', 'destination',
    a.destination)::text, '', d.prepared_by_id, %s, now(), 0, ''
FROM refunds_decisionpart p JOIN refunds_decision d ON d.id = p.decision_id, refunds_bankaccount a
"""


def test_an_order_that_says_anything_else_than_was_approved_is_refused(transfer: Make, act_of: Acts) -> None:
    payout = transfer()
    account = BankAccount.objects.get()
    said = {"key": payout.key, "end_to_end_id": "RF1", "currency": "USD", "body": payout.body}
    for wrong in ({"amount_minor": 1}, {"amount_minor": 100_00, "key": "other"}):
        values = {**said, **wrong}
        columns = ", ".join(values)
        assert "does not say what was approved" in refusal(
            f"INSERT INTO refunds_bankorder (payout_id, account_id, {columns}) VALUES (%s, %s, %s, %s, %s, %s, %s)",
            payout.pk,
            account.pk,
            *values.values(),
        )


def test_a_second_worker_hands_over_the_same_order(transfer: Make, act_of: Acts) -> None:
    payout = transfer()
    pay(payout.pk, act=act_of("worker", minutes=4))
    pay(payout.pk, act=act_of("worker", hours=30))
    assert BankOrder.objects.count() == 1
    assert not BankBatch.objects.exists()
