"""Payment files as the schema of ISO 20022 has them, in every currency."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refunds.money import Money, total
from refunds.providers.bank_files.latin import NotLatin
from refunds.providers.bank_files.pain001 import NAMESPACE, NotValid, pain001, validate
from refunds.providers.bank_files.values import Batch, Payment, end_to_end_id
from tests.refunds.providers.bank_files.accounts import (
    CHINESE,
    GERMAN,
    OURS,
    OURS_IN_SEPA,
    SINGAPOREAN,
    batch,
    payment,
)

CURRENCIES = ("USD", "CNY", "HKD", "JPY", "KWD", "EUR")
ACCOUNTS = (GERMAN, SINGAPOREAN)


def texts(content: bytes, tag: str) -> list[str | None]:
    """The text of every element of a name."""
    return [element.text for element in ET.fromstring(content).iter(f"{{{NAMESPACE}}}{tag}")]


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    """A batch in one of six currencies, to up to five accounts with and without an IBAN."""
    currency = draw(st.sampled_from(CURRENCIES))
    amounts = draw(st.lists(st.integers(1, 10**12), min_size=1, max_size=5))
    made: list[Payment] = []
    for n, minor in enumerate(amounts):
        about = draw(st.text("abcXYZ 0129-/:().,'+éß", max_size=200))
        account = draw(st.sampled_from(ACCOUNTS))
        made.append(payment(minor, currency, account, end_to_end_id=end_to_end_id(f"{n}"), about=f"Refund {about}"))
    return batch(*made, debtor=draw(st.sampled_from((OURS, OURS_IN_SEPA))))


@settings(max_examples=60, deadline=None)
@given(batches())
def test_a_file_is_valid_and_adds_up_in_every_currency(made: Batch) -> None:
    content = pain001(made)
    currency = made.control_sum.currency
    amounts = [Money.of(text, currency) for text in texts(content, "InstdAmt")]
    assert amounts == [one.amount for one in made.payments]
    assert set(texts(content, "CtrlSum")) == {total(amounts, currency).major}
    assert set(texts(content, "NbOfTxs")) == {str(len(amounts))}
    assert texts(content, "EndToEndId") == [one.end_to_end_id for one in made.payments]


@pytest.mark.parametrize(
    ("currency", "minor", "written"),
    [("JPY", 12345, "12345"), ("KWD", 12345, "12.345"), ("USD", 12345, "123.45"), ("CNY", 5, "0.05")],
)
def test_an_amount_has_the_decimals_of_its_currency(currency: str, minor: int, written: str) -> None:
    assert texts(pain001(batch(payment(minor, currency))), "InstdAmt") == [written]


def test_an_account_is_an_iban_or_any_other_number() -> None:
    content = pain001(batch(payment(1, account=GERMAN), payment(2, account=SINGAPOREAN)))
    assert texts(content, "IBAN") == ["DE89370400440532013000"]
    assert "0720012345" in texts(content, "Id")


def test_the_same_batch_is_the_same_file_byte_for_byte() -> None:
    assert pain001(batch()) == pain001(batch())


def test_we_bear_the_cost_but_where_sepa_has_but_one_word() -> None:
    assert texts(pain001(batch(payment(1, "EUR", GERMAN), debtor=OURS_IN_SEPA)), "ChrgBr") == ["SLEV"]
    assert texts(pain001(batch(payment(1, "USD", GERMAN), debtor=OURS_IN_SEPA)), "ChrgBr") == ["DEBT"]


def test_each_payment_is_booked_by_itself() -> None:
    assert texts(pain001(batch()), "BtchBookg") == ["false"]


def test_a_name_in_another_script_makes_no_file() -> None:
    with pytest.raises(NotLatin, match="林华"):
        pain001(batch(payment(account=CHINESE)))


def test_a_file_that_the_schema_refuses_is_told_with_its_place() -> None:
    broken = pain001(batch()).replace(b"<NbOfTxs>1</NbOfTxs>", b"<NbOfTxs>one</NbOfTxs>", 1)
    with pytest.raises(NotValid, match=r"GrpHdr/.*NbOfTxs"):
        validate(broken)


def test_an_end_to_end_id_is_short_the_same_and_its_own() -> None:
    ids = {end_to_end_id(f"refund-{n}") for n in range(1000)}
    assert len(ids) == 1000
    assert {len(id) for id in ids} == {32}
    assert end_to_end_id("refund-7") == end_to_end_id("refund-7")
