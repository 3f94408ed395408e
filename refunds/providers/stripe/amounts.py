"""Amounts as Stripe counts them: mostly ISO 4217's minor units, and where not, by Stripe's own rules.

Source: docs.stripe.com/currencies, "Minor units in API amounts" and "Special cases"; support.stripe.com, "Deprecation
of fractional ISK charges and refunds".
"""

from __future__ import annotations

from refunds.money import Money, exponent_of

DECIMALS = {"ISK": 2, "UGX": 2, "MGA": 0}
"""Currencies whose amounts have other decimals at Stripe than in ISO 4217: 5 ISK is 500 there, 5.00 MGA is 5."""

MULTIPLES = {"ISK": 100, "UGX": 100, "BHD": 10, "JOD": 10, "KWD": 10, "OMR": 10, "TND": 10}
"""What an amount has to be a multiple of: whole crowns and shillings, and a last digit of 0 of three decimals."""


class NotAtStripe(ValueError):
    """An amount that Stripe can't express, such as 5.124 KWD."""


def to_stripe(amount: Money) -> int:
    """The amount in Stripe's smallest units. Raises NotAtStripe where Stripe takes no such amount."""
    iso = exponent_of(amount.currency)
    units, rest = divmod(amount.minor * 10 ** DECIMALS.get(amount.currency, iso), 10**iso)
    if rest or units % MULTIPLES.get(amount.currency, 1):
        raise NotAtStripe(amount)
    return units


def from_stripe(units: int, currency: str) -> Money:
    """Money from Stripe's units and its code in small letters. Raises MoneyError for a currency that is none.

    Fractions of a minor unit, which Stripe doesn't book, would be rounded down.
    """
    code = currency.upper()
    iso = exponent_of(code)
    return Money(units * 10**iso // 10 ** DECIMALS.get(code, iso), code)
