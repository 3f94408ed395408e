"""The amount step by step: exact fractions of the minor unit, rounded once at the end, with a running total."""

from collections.abc import Sequence
from fractions import Fraction

from refunds.money import EXPONENTS, ROUNDINGS, Money

from .evaluation import CalculationStep, Payout


class Calculation:
    """A running total in one currency. Each step says what it does and by which clause."""

    __slots__ = ("_steps", "currency", "minor")

    def __init__(self, currency: str) -> None:
        self.currency, self.minor = currency, Fraction(0)
        self._steps: list[tuple[str, str | None, Fraction]] = []

    def _to(self, minor: Fraction | int, step: str, clause: str | None) -> None:
        self.minor = Fraction(minor)
        self._steps.append((step, clause, self.minor))

    def add(self, amount: Money, step: str, clause: str | None = None) -> None:
        self._to(self.minor + self._same(amount), f"{step}: + {amount}", clause)

    def take_out(self, amount: Money, step: str, clause: str | None = None) -> None:
        """Subtracts an amount; the total does not fall below zero."""
        self._to(max(self.minor - self._same(amount), Fraction(0)), f"{step}: - {amount}", clause)

    def add_fraction(self, minor: Fraction, step: str, clause: str | None = None) -> None:
        """Adds an exact amount in minor units that need not be a whole one."""
        self._to(self.minor + minor, step, clause)

    def times(self, share: Fraction, step: str, clause: str | None = None) -> None:
        self._to(self.minor * share, f"{step}: x {share}", clause)

    def at_most(self, limit: Money, step: str, clause: str | None = None) -> bool:
        """Caps the total; says whether the limit reduced it."""
        if self.minor <= self._same(limit):
            return False
        self._to(limit.minor, f"{step}: at most {limit}", clause)
        return True

    def rounded(self, rounding: str, clause: str | None = None) -> Money:
        """The total in whole minor units, by the named rounding of refunds.money."""
        amount = Money.rounded(self.minor, self.currency, ROUNDINGS[rounding])
        if amount.minor != self.minor:
            self._to(amount.minor, f"rounded {rounding.replace('_', ' ')} to the minor unit of {self.currency}", clause)
        return amount

    def _same(self, amount: Money) -> int:
        return (amount - Money.zero(self.currency)).minor

    def steps(self) -> tuple[CalculationStep, ...]:
        return tuple(
            CalculationStep(step, clause, exact_major(minor, self.currency), self.currency)
            for step, clause, minor in self._steps
        )


def exact_major(minor: Fraction, currency: str) -> str:
    """A fraction of minor units in major units: as money when it is whole, otherwise with six more decimals and ~."""
    if minor.denominator == 1:
        return Money(minor.numerator, currency).major
    decimals = EXPONENTS[currency] + 6
    scaled = round(minor * 10**6)
    digits = f"{abs(scaled):0{decimals + 1}d}"
    return f"~{'-' if scaled < 0 else ''}{digits[:-decimals]}.{digits[-decimals:]}"


def split_over(amount: Money, weights: Sequence[tuple[str, int]]) -> tuple[Payout, ...]:
    """An amount split over charges in proportion to weights in minor units; charges that get nothing are left out."""
    parts = amount.split([weight for _, weight in weights])
    return tuple(Payout(charge, part) for (charge, _), part in zip(weights, parts, strict=True) if part)
