from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refunds.money import Money
from refunds.policies.amounts import Calculation, exact_major, split_over, split_within


def dollars(text):
    return Money.of(text, "USD")


def test_each_step_says_what_it_did_with_the_running_total():
    calculation = Calculation("KWD")
    calculation.add(Money.of("12.345", "KWD"), "charged")
    calculation.times(Fraction(67, 90), "67 of 90 units unused", "S-7.1.b")
    assert calculation.rounded("half_up") == Money.of("9.190", "KWD")
    assert [(step.step, step.clause, step.total) for step in calculation.steps()] == [
        ("charged: + 12.345 KWD", None, "12.345"),
        ("67 of 90 units unused: x 67/90", "S-7.1.b", "~9.190166667"),
        ("rounded half up to the minor unit of KWD", None, "9.190"),
    ]


def test_parts_are_worked_out_one_by_one_and_then_together():
    calculation = Calculation("USD")
    calculation.add(dollars("60.00"), "first")
    calculation.times(Fraction(1, 2), "half")
    assert calculation.next_part() == 3000
    calculation.add(dollars("40.00"), "second")
    calculation.take_out(dollars("10.00"), "fee")
    assert calculation.next_part() == 3000
    calculation.together()
    assert calculation.at_most(dollars("50.00"), "held") is True
    assert calculation.at_most(dollars("50.00"), "requested") is False
    assert [step.total for step in calculation.steps()] == ["60.00", "30.00", "70.00", "60.00", "50.00"]


def test_nothing_is_taken_below_zero():
    calculation = Calculation("USD")
    calculation.add(dollars("5.00"), "charged")
    calculation.take_out(dollars("7.00"), "refunded")
    assert calculation.rounded("half_up") == dollars("0.00")


def test_amounts_of_another_currency_are_refused():
    with pytest.raises(ValueError, match=r"^1.00 EUR and the calculation in USD are two currencies$"):
        Calculation("USD").add(Money.of("1.00", "EUR"), "charged")


def test_an_exact_amount_of_a_negative_fraction_keeps_its_sign():
    assert exact_major(Fraction(-1, 3), "USD") == "~-0.00333333"
    assert exact_major(Fraction(-10_001, 3), "USD") == "~-33.33666667"


def test_what_is_split_over_charges_is_paid_in_proportion():
    payouts = split_over(dollars("1.00"), [("A", 1), ("B", 0), ("C", 3)])
    assert [(one.charge_id, one.amount) for one in payouts] == [("A", dollars("0.25")), ("C", dollars("0.75"))]


def test_what_limits_cut_off_is_shared_by_the_room_that_is_left():
    shares = [
        ("A", Fraction(80), dollars("10.00")),
        ("B", Fraction(10), dollars("40.00")),
        ("C", Fraction(10), dollars("70.00")),
        ("D", Fraction(0), dollars("0.00")),
    ]
    payouts = split_within(dollars("100.00"), shares)
    assert [(one.charge_id, one.amount.major) for one in payouts] == [("A", "10.00"), ("B", "33.33"), ("C", "56.67")]


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (Fraction(1, 3), "JPY", "~0.333333"),
        (Fraction(100), "USD", "1.00"),
        (Fraction(1, 2), "USD", "~0.00500000"),
        (Fraction(-1, 2), "USD", "~-0.00500000"),
        (Fraction(1, 10**7), "USD", "~0.00000000"),
        (Fraction(-1, 10**7), "USD", "~0.00000000"),
    ],
)
def test_a_fraction_of_the_minor_unit_is_marked(minor, currency, text):
    assert exact_major(minor, currency) == text


def test_charges_that_get_nothing_are_left_out():
    assert [payout.charge_id for payout in split_over(dollars("1.00"), [("A", 1), ("B", 0)])] == ["A"]


def test_what_a_limit_cuts_off_goes_to_who_has_room():
    shares = [("A", Fraction(60), dollars("20.00")), ("B", Fraction(40), dollars("90.00"))]
    assert [(one.charge_id, one.amount.major) for one in split_within(dollars("100.00"), shares)] == [
        ("A", "20.00"),
        ("B", "80.00"),
    ]


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 10_000)), min_size=1, max_size=6), st.data())
def test_a_split_within_limits_loses_no_cent_and_keeps_every_limit(charges, data):
    limits = sum(limit for _, limit in charges)
    amount = Money(data.draw(st.integers(0, limits)), "USD")
    shares = [(str(i), Fraction(weight + 1), Money(limit, "USD")) for i, (weight, limit) in enumerate(charges)]
    parts = {one.charge_id: one.amount for one in split_within(amount, shares)}
    assert sum(part.minor for part in parts.values()) == amount.minor
    assert all(parts[charge] <= limit for charge, _, limit in shares if charge in parts)
