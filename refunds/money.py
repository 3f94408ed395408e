"""Money: whole minor units with their ISO 4217 currency. No float, no conversion, no cent lost in a division."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Self

# Active ISO 4217 codes by the decimals of their minor unit. Codes without one (gold, test codes) are no money.
_CODES_BY_EXPONENT = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW
       CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR
       ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV
       MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD
       SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW
       ZWG ANG BGN""",  # the last two ended in 2025 and are still on past charges
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
EXPONENTS = {code: exponent for exponent, codes in _CODES_BY_EXPONENT.items() for code in codes.split()}

# At most 15 digits before the point: every amount fits a PostgreSQL bigint of minor units.
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})(?:\.([0-9]{1,9}))?", re.ASCII)


class MoneyError(ValueError):
    """An amount or a currency that is none, with one sentence saying why."""


def exponent_of(currency: object) -> int:
    """The number of decimals of a currency (ISO 4217). Raises MoneyError for a code that is none."""
    exponent = EXPONENTS.get(currency) if isinstance(currency, str) else None
    if exponent is None:
        raise MoneyError(f"{currency!r} is not an ISO 4217 currency code such as USD")
    return exponent


Exact = int | Fraction
"""A number of minor units that need not be whole. One that is may be a plain int, which is much faster to work with."""


def half_up(value: Exact) -> int:
    """The nearest whole number, a half away from zero."""
    above, below = value.numerator, value.denominator
    nearest = (2 * abs(above) + below) // (2 * below)
    return nearest if above >= 0 else -nearest


def half_even(value: Exact) -> int:
    """The nearest whole number, a half to the even one."""
    return round(value)


def down(value: Exact) -> int:
    """The whole number without its fraction."""
    return int(value)


ROUNDINGS: dict[str, Callable[[Exact], int]] = {"half_up": half_up, "half_even": half_even, "down": down}


@dataclass(frozen=True, slots=True, init=False)
class Money:
    """An amount in whole minor units of one currency. Amounts of two currencies do not add or compare."""

    minor: int
    currency: str

    def __init__(self, minor: int, currency: str) -> None:
        if currency not in EXPONENTS:
            exponent_of(currency)
        if type(minor) is not int:
            raise MoneyError(f"{minor!r} is not a whole number of minor units")
        _set_minor(self, minor)
        _set_currency(self, currency)

    @classmethod
    def of(cls, text: object, currency: object) -> Self:
        """Money from a decimal string in major units, such as "12.30". Raises MoneyError with a sentence."""
        exponent = exponent_of(currency)
        if not isinstance(text, str):
            raise MoneyError(f'must be a decimal string such as "12.30", not {text!r:.40}')
        match = _DECIMAL.fullmatch(text)
        if match is None:
            raise MoneyError(f"{text!r:.40} is not a plain decimal such as 12.30 (at most 15 digits before the point)")
        decimals = match[2] or ""
        if len(decimals) > exponent:
            raise MoneyError(f"{text} has {len(decimals)} decimals, {currency} has {exponent}")
        return cls(int(text.replace(".", "") + "0" * (exponent - len(decimals))), str(currency))

    @classmethod
    def zero(cls, currency: str) -> "Money":
        zero = _ZEROS.get(currency)
        if zero is None:
            zero = _ZEROS[currency] = Money(0, currency)
        return zero

    @classmethod
    def rounded(cls, minor: Exact, currency: str, rounding: Callable[[Exact], int] = half_up) -> Self:
        """Money from a fraction of minor units; the one place where a calculation is rounded."""
        return cls(rounding(minor), currency)

    @property
    def major(self) -> str:
        """The amount as a decimal string with exactly the decimals of its currency."""
        return major_of(self.minor, self.currency)

    def __str__(self) -> str:
        return f"{major_of(self.minor, self.currency)} {self.currency}"

    def __bool__(self) -> bool:
        return self.minor != 0

    def _same(self, other: "Money") -> int:
        if isinstance(other, Money) and other.currency == self.currency:
            return other.minor
        if not isinstance(other, Money):
            raise TypeError(f"{self} and {other!r} do not combine")
        raise MoneyError(f"{self} and {other} are two currencies")

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._same(other)

    def portion(self, share: Fraction, rounding: Callable[[Exact], int] = half_up) -> "Money":
        """This share of the amount, rounded once to the minor unit."""
        return Money(rounding(self.minor * share), self.currency)

    def split(self, weights: Sequence[Exact]) -> list["Money"]:
        """The amount in parts proportional to the weights, which add up to it exactly.

        Largest remainder; of equal remainders the earlier part gets the unit. Raises MoneyError when there is nothing
        to weigh by.
        """
        # In whole numbers of their common denominator the weights divide without a fraction.
        common = lcm(*(weight.denominator for weight in weights))
        whole = [weight.numerator * (common // weight.denominator) for weight in weights]
        total = sum(whole)
        if total <= 0 or min(whole) < 0:
            raise MoneyError("a split needs weights that are not negative and not all zero")
        parts = [divmod(self.minor * weight, total) for weight in whole]
        units = [unit for unit, _ in parts]
        by_remainder = sorted(range(len(parts)), key=lambda i: (-parts[i][1], i))
        for i in by_remainder[: self.minor - sum(units)]:
            units[i] += 1
        return [Money(unit, self.currency) for unit in units]


# What an immutable amount is set by, once; `object.__setattr__` does the same in twice the time.
_set_minor, _set_currency = (vars(Money)[name].__set__ for name in ("minor", "currency"))


_ZEROS: dict[str, Money] = {}


def major_of(minor: int, currency: str) -> str:
    """Minor units as a decimal string with exactly the decimals of their currency."""
    exponent = EXPONENTS[currency]
    if not exponent:
        return str(minor)
    digits = str(minor)
    if len(digits) <= exponent or minor < 0:
        digits = digits.zfill(exponent + 1 + (minor < 0))
    return f"{digits[:-exponent]}.{digits[-exponent:]}"


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum of amounts of one currency; zero of it when there are none."""
    minor, none = 0, Money.zero(currency)
    for amount in amounts:
        minor += none._same(amount)
    return Money(minor, currency) if minor else none
