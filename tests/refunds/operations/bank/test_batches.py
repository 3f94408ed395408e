"""Files of bank transfers: made by one, released by another, never made a second time."""

import datetime as dt
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from accounts.acts import Act
from refunds.models import BankBatch, BankDownload, BankFile, BatchStatus
from refunds.money import Money
from refunds.operations.bank.accounts import give_bank_account
from refunds.operations.bank.batches import cancel_batch, make_batch, release_batch, take_file, waiting
from refunds.operations.perform import Refused
from refunds.providers.bank_files.pain001 import validate
from tests.bank_cast import OTHER, TOMORROW
from tests.refunds.models.tables import execute, refusal

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Make = Callable[..., Any]


def test_what_waits_is_added_up_by_currency(order_of: Make) -> None:
    order_of("RC-1", 40_00)
    order_of("RC-2", 30_00)
    (found,) = waiting()
    assert (found.total, found.payments, found.debtor.account.number) == (Money(70_00, "USD"), 2, "0059876543")


def test_a_batch_is_a_valid_file_of_what_waited(order_of: Make, batch_of: Make) -> None:
    order = order_of()
    batch = batch_of(order)
    content = batch.file.content
    validate(content)
    assert (batch.status, batch.total, batch.count) == (BatchStatus.MADE, Money(100_00, "USD"), 1)
    assert batch.sha256 == sha256(content).hexdigest()
    for said in (order.end_to_end_id, "0720012345", "100.00", batch.reference, order.payout.case.number):
        assert said.encode() in content
    assert waiting() == []


def test_the_bytes_lie_sealed(order_of: Make, batch_of: Make) -> None:
    batch_of(order_of())
    stored = execute("SELECT content_sealed FROM refunds_bankfile")
    assert stored[0][0].startswith("demo:")
    assert "0720012345" not in stored[0][0]


def test_nobody_makes_a_file_of_what_they_have_not_seen(order_of: Make, act_of: Acts) -> None:
    order_of()
    with pytest.raises(Refused, match="came or went since you looked"):
        make_batch(currency="USD", pay_on=TOMORROW, seen=(Money(1, "USD"), 1), act=act_of("fatima"))
    assert not BankBatch.objects.exists()


def test_nothing_is_made_of_nothing_or_for_a_day_that_is_over(act_of: Acts) -> None:
    with pytest.raises(Refused, match="Nothing waits"):
        make_batch(currency="USD", pay_on=TOMORROW, seen=(Money(0, "USD"), 0), act=act_of("fatima"))
    with pytest.raises(Refused, match="is over"):
        make_batch(currency="USD", pay_on=dt.date(2026, 3, 10), seen=(Money(0, "USD"), 0), act=act_of("fatima"))


@pytest.mark.parametrize("name", ["mei", "sofia", "anna", "adam", "worker"])
def test_only_finance_makes_files(name: str, act_of: Acts) -> None:
    with pytest.raises(Refused, match="Your role does not include this step"):
        make_batch(currency="USD", pay_on=TOMORROW, seen=(Money(0, "USD"), 0), act=act_of(name))


def test_somebody_else_releases_it(order_of: Make, batch_of: Make, act_of: Acts) -> None:
    batch = batch_of(order_of())
    with pytest.raises(Refused, match="You made this batch"):
        release_batch(batch.pk, act=act_of("fatima", minutes=11))
    assert release_batch(batch.pk, act=act_of("felix", minutes=12)).status == BatchStatus.RELEASED


def test_the_database_wants_four_eyes_too(order_of: Make, batch_of: Make) -> None:
    batch_of(order_of())
    released = "UPDATE refunds_bankbatch SET status = 'released', released_by_id = made_by_id, released_at = now()"
    assert "refunds_bank_batch_four_eyes" in refusal(released)
    assert "refunds_bank_batch_released_by_somebody" in refusal("UPDATE refunds_bankbatch SET status = 'released'")


def test_a_file_goes_out_only_released_and_on_record(order_of: Make, batch_of: Make, act_of: Acts) -> None:
    batch = batch_of(order_of())
    with pytest.raises(Refused, match="was not released"):
        take_file(batch.pk, act=act_of("fatima", minutes=11))
    assert not BankDownload.objects.exists()
    release_batch(batch.pk, act=act_of("felix", minutes=12))
    first = take_file(batch.pk, act=act_of("fatima", minutes=13))[1]
    second = take_file(batch.pk, act=act_of("felix", minutes=14))[1]
    assert first == second == batch.file.content
    assert {download.by.username for download in batch.downloads.all()} == {"fatima", "felix"}


def test_a_file_is_never_altered(order_of: Make, batch_of: Make) -> None:
    batch_of(order_of())
    assert "is refused" in refusal("UPDATE refunds_bankfile SET content_sealed = left(content_sealed, 90)")
    assert "is refused" in refusal("DELETE FROM refunds_bankfile")
    for change in ("sha256 = repeat('0', 64)", "total_minor = 1", "count = 2", "pay_on = now()", "currency = 'EUR'"):
        assert "can not be altered" in refusal(f"UPDATE refunds_bankbatch SET {change}")


def test_a_payment_is_in_one_file_that_counts(order_of: Make, batch_of: Make, act_of: Acts) -> None:
    order = order_of()
    batch = batch_of(order)
    line = "INSERT INTO refunds_bankbatchline (batch_id, order_id) VALUES (%s, %s)"
    assert "is in a file already" in refusal(line, batch.pk, order.pk)
    cancel_batch(batch.pk, act=act_of("fatima", "wrong day", minutes=11))
    again = batch_of(order)
    assert (again.reference, again.file.content) != (batch.reference, batch.file.content)
    assert order.end_to_end_id.encode() in again.file.content


def test_a_batch_has_what_it_says(order_of: Make, batch_of: Make) -> None:
    first, second = order_of("RC-1", 40_00), order_of("RC-2", 30_00)
    batch = batch_of(first, second)
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    third = order_of("RC-3", 20_00)
    line = "INSERT INTO refunds_bankbatchline (batch_id, order_id) VALUES (%s, %s)"
    assert "says 2 payments of 7000 and has 3 of 9000" in refusal(line, batch.pk, third.pk)


def test_a_file_with_a_voided_payment_is_cancelled_and_made_anew(order_of: Make, batch_of: Make, act_of: Acts) -> None:
    voided, kept = order_of("RC-1", 40_00), order_of("RC-2", 30_00)
    batch = batch_of(voided, kept)
    give_bank_account(voided.payout.case_id, given=OTHER, act=act_of("mei", minutes=30))
    with pytest.raises(Refused, match=r"RC-1 may not be paid any more. Cancel this file"):
        release_batch(batch.pk, act=act_of("felix", minutes=31))
    sofia = act_of("sofia").by.pk
    assert "may not be paid any more" in refusal(
        "UPDATE refunds_bankbatch SET status = 'released', released_by_id = %s, released_at = now()", sofia
    )
    with pytest.raises(Refused, match="Say why"):
        cancel_batch(batch.pk, act=act_of("fatima", " ", minutes=32))
    cancel_batch(batch.pk, act=act_of("fatima", "a payment is void", minutes=32))
    assert batch_of(kept, released=True).count == 1


def test_a_released_file_is_not_given_up(order_of: Make, batch_of: Make, act_of: Acts) -> None:
    batch = batch_of(order_of(), released=True)
    with pytest.raises(Refused, match="not possible in the state"):
        cancel_batch(batch.pk, act=act_of("fatima", "too late", minutes=32))


def test_a_file_that_was_altered_behind_our_back_is_not_handed_out(
    order_of: Make, batch_of: Make, act_of: Acts
) -> None:
    batch = batch_of(order_of(), released=True)
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("ALTER TABLE refunds_bankfile DISABLE TRIGGER written_once")
    file = BankFile.objects.get()
    file.content = batch.file.content.replace(b"0720012345", b"0666666666")
    execute("UPDATE refunds_bankfile SET content_sealed = %s", file.content_sealed)
    with pytest.raises(RuntimeError, match="not the one that was made"):
        take_file(batch.pk, act=act_of("fatima", minutes=13))
    assert not BankDownload.objects.exists()
