from fractions import Fraction

import iso4217
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refunds.money import EXPONENTS, Money, MoneyError, down, half_even, half_up, total


def test_the_table_of_currencies_is_that_of_iso_4217():
    published = {currency.code: currency.exponent for currency in iso4217.Currency if currency.exponent is not None}
    ended = {"ANG", "BGN"}
    assert {code: exponent for code, exponent in EXPONENTS.items() if code not in ended} == published


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("12.30", "USD", 1230), ("5", "USD", 500), ("1480", "JPY", 1480), ("12.345", "KWD", 12345), ("0.01", "EUR", 1)],
)
def test_an_amount_is_whole_minor_units_of_its_currency(text, currency, minor):
    assert Money.of(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    "text",
    [
        "1_000",
        "１００",
        " 100 ",
        "+5",
        "1e3",
        "",
        ".5",
        "5.",
        "007",
        "NaN",
        "Infinity",
        "0x10",
        "1,000",
        "1" * 16,
        "5\n",
    ],
)
def test_what_is_no_plain_decimal_is_refused(text):
    with pytest.raises(MoneyError, match="is not a plain decimal"):
        Money.of(text, "USD")


@pytest.mark.parametrize("value", [100, 1.5, None, True, ["1"]])
def test_an_amount_that_is_no_string_is_refused(value):
    with pytest.raises(MoneyError, match="must be a decimal string"):
        Money.of(value, "USD")


@pytest.mark.parametrize(("text", "currency"), [("1.001", "USD"), ("1.0", "JPY"), ("1.2345", "KWD")])
def test_more_decimals_than_the_currency_has_are_refused(text, currency):
    with pytest.raises(MoneyError, match=f"decimals, {currency} has"):
        Money.of(text, currency)


@pytest.mark.parametrize("code", ["usd", "XXX", "XAU", "$$$", "", None, 840, ["USD"]])
def test_what_is_no_currency_is_refused(code):
    with pytest.raises(MoneyError, match="ISO 4217"):
        Money.of("1", code)


def test_amounts_of_two_currencies_neither_add_nor_compare():
    dollars, euros = Money.of("1.00", "USD"), Money.of("1.00", "EUR")
    for operation in (
        lambda: dollars + euros,
        lambda: dollars - euros,
        lambda: dollars < euros,
        lambda: dollars >= euros,
        lambda: total([dollars, euros], "USD"),
    ):
        with pytest.raises(MoneyError, match="two currencies"):
            operation()
    assert dollars != euros


def test_money_does_not_change():
    with pytest.raises(AttributeError):
        Money.of("1.00", "USD").minor = 5


@pytest.mark.parametrize(
    ("rounding", "expected"), [(half_up, [1, 2, 3, -1]), (half_even, [0, 2, 2, 0]), (down, [0, 1, 2, 0])]
)
def test_each_rounding_settles_a_half_in_its_own_way(rounding, expected):
    assert [rounding(Fraction(n, 2)) for n in (1, 3, 5, -1)] == expected


def test_a_portion_is_rounded_once():
    assert Money.of("12.345", "KWD").portion(Fraction(67, 90)) == Money.of("9.190", "KWD")


def test_a_split_gives_the_odd_cent_to_the_largest_remainder_then_to_the_first():
    assert [part.minor for part in Money(100, "USD").split([1, 1, 1])] == [34, 33, 33]
    assert [part.minor for part in Money(100, "USD").split([1, 2, 0])] == [33, 67, 0]


def test_a_split_needs_something_to_weigh_by():
    with pytest.raises(MoneyError, match="weights"):
        Money(100, "USD").split([0, 0])


@given(st.integers(-(10**12), 10**12), st.sampled_from(sorted(EXPONENTS)))
def test_every_amount_reads_back_from_what_it_writes(minor, currency):
    amount = Money(minor, currency)
    assert Money.of(amount.major, currency) == amount


@given(st.integers(0, 10**10), st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_a_split_loses_no_cent_and_strays_less_than_one_from_the_exact_part(minor, weights):
    parts = Money(minor, "USD").split(weights)
    assert sum(part.minor for part in parts) == minor
    assert all(abs(part.minor - Fraction(minor * w, sum(weights))) < 1 for part, w in zip(parts, weights, strict=True))
