"""Amounts as Stripe counts them, by its own list of currencies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refunds.money import EXPONENTS, Money
from refunds.providers.stripe.amounts import NotAtStripe, from_stripe, to_stripe


@pytest.mark.parametrize(
    ("minor", "currency", "units"),
    [
        (12_34, "USD", 1234),
        (500, "JPY", 500),
        (5_120, "KWD", 5120),
        (5, "ISK", 500),
        (7_000, "UGX", 700_000),
        (5_00, "MGA", 5),
        (10_45, "HUF", 1045),
        (10_45, "TWD", 1045),
    ],
)
def test_an_amount_is_sent_in_the_units_of_stripe(minor: int, currency: str, units: int) -> None:
    assert to_stripe(Money(minor, currency)) == units
    assert from_stripe(units, currency.lower()) == Money(minor, currency)


@pytest.mark.parametrize(("minor", "currency"), [(5_124, "KWD"), (1, "BHD"), (5_01, "MGA")])
def test_an_amount_that_stripe_can_not_express_is_never_rounded(minor: int, currency: str) -> None:
    with pytest.raises(NotAtStripe):
        to_stripe(Money(minor, currency))


@given(st.integers(1, 10**12), st.sampled_from(sorted(EXPONENTS)))
def test_what_is_sent_means_the_same_amount_there(minor: int, currency: str) -> None:
    try:
        units = to_stripe(Money(minor, currency))
    except NotAtStripe:
        return
    assert from_stripe(units, currency.lower()) == Money(minor, currency)
