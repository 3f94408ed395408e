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


def test_amounts_add_subtract_and_compare():
    one, two = Money(100, "JPY"), Money(250, "JPY")
    assert (one + two, two - one, -one) == (Money(350, "JPY"), Money(150, "JPY"), Money(-100, "JPY"))
    assert (one < two, one <= one, two > one, two >= two) == (True, True, True, True)
    assert (one < one, two <= one, one > one, one >= two) == (False, False, False, False)
    assert [bool(amount) for amount in (Money.zero("JPY"), one, -one)] == [False, True, True]
    assert total([one, two], "JPY") == Money(350, "JPY")
    assert total([], "JPY") == Money.zero("JPY")


def test_an_amount_is_written_with_the_decimals_of_its_currency():
    written = [str(Money(minor, currency)) for minor, currency in ((0, "USD"), (-5, "USD"), (1, "KWD"), (-7, "JPY"))]
    assert written == ["0.00 USD", "-0.05 USD", "0.001 KWD", "-7 JPY"]


def test_what_is_no_whole_number_of_minor_units_is_no_money():
    with pytest.raises(MoneyError, match=r"^1\.5 is not a whole number of minor units$"):
        Money(1.5, "USD")
    with pytest.raises(MoneyError, match=r"^'usd' is not an ISO 4217"):
        Money(1, "usd")
    with pytest.raises(TypeError, match=r"^1\.00 USD and 5 do not combine$"):
        Money(100, "USD") + 5


def test_a_fraction_of_a_minor_unit_is_rounded_as_told():
    assert Money.rounded(Fraction(5, 2), "KWD") == Money(3, "KWD")
    assert Money.rounded(Fraction(5, 2), "KWD", down) == Money(2, "KWD")


def test_money_does_not_change():
    with pytest.raises(AttributeError):
        Money.of("1.00", "USD").minor = 5


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [(half_up, [0, 1, 2, 3, -1, -2]), (half_even, [0, 0, 2, 2, 0, -2]), (down, [0, 0, 1, 2, 0, -1])],
)
def test_each_rounding_settles_a_half_in_its_own_way(rounding, expected):
    assert [rounding(Fraction(n, 2)) for n in (0, 1, 3, 5, -1, -3)] == expected


def test_half_up_goes_to_the_nearest_away_from_a_half():
    assert [half_up(Fraction(n, 10)) for n in (14, 16, -14, -16)] == [1, 2, -1, -2]


def test_a_portion_is_rounded_once():
    assert Money.of("12.345", "KWD").portion(Fraction(67, 90)) == Money.of("9.190", "KWD")


def test_a_split_gives_the_odd_cent_to_the_largest_remainder_then_to_the_first():
    assert [part.minor for part in Money(100, "USD").split([1, 1, 1])] == [34, 33, 33]
    assert [part.minor for part in Money(100, "USD").split([1, 2, 0])] == [33, 67, 0]


def test_a_split_needs_something_to_weigh_by():
    for weights in ([0, 0], [2, -1]):
        with pytest.raises(MoneyError, match=r"^a split needs weights that are not negative and not all zero$"):
            Money(100, "USD").split(weights)
    assert Money(100, "USD").split([Fraction(1, 3)]) == [Money(100, "USD")]


@given(st.integers(-(10**12), 10**12), st.sampled_from(sorted(EXPONENTS)))
def test_every_amount_reads_back_from_what_it_writes(minor, currency):
    amount = Money(minor, currency)
    assert Money.of(amount.major, currency) == amount


@given(
    st.integers(0, 10**10),
    st.sampled_from(["JPY", "USD", "KWD"]),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any),
)
def test_a_split_loses_no_unit_and_strays_less_than_one_from_the_exact_part(minor, currency, weights):
    """In currencies of 0, 2 and 3 decimals."""
    parts = Money(minor, currency).split(weights)
    assert total(parts, currency) == Money(minor, currency)
    assert all(abs(part.minor - Fraction(minor * w, sum(weights))) < 1 for part, w in zip(parts, weights, strict=True))
