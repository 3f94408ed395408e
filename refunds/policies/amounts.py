"""The amount step by step: exact fractions of the minor unit, rounded once at the end, with a running total."""

from collections.abc import Sequence
from fractions import Fraction

from refunds.money import EXPONENTS, ROUNDINGS, Exact, Money, MoneyError, major_of, total

from .evaluation import CalculationStep, Payout


class Calculation:
    """A running total in one currency. Each step says what it does and by which clause.

    An amount of several charges is worked out part by part: `next_part` sets the total so far aside, and the steps that
    follow change the new part only.
    """

    __slots__ = ("_aside", "_part", "_steps", "currency")

    def __init__(self, currency: str) -> None:
        self.currency = currency
        self._aside: Exact = 0
        self._part: Exact = 0
        self._steps: list[tuple[str, str | None, Exact]] = []

    @property
    def minor(self) -> Exact:
        """The exact total in minor units."""
        return self._aside + self._part if self._aside else self._part

    def next_part(self) -> Exact:
        """Sets the part worked on aside and begins the next at zero; gives the exact part in minor units."""
        part = self._part
        self._aside, self._part = self.minor, 0
        return part

    def together(self) -> None:
        """The parts become one amount again, on which the steps that follow work."""
        self._aside, self._part = 0, self.minor

    def _to(self, part: Exact, step: str, clause: str | None) -> None:
        self._part = part
        self._steps.append((step, clause, self.minor))

    def add(self, amount: Money, step: str, clause: str | None = None) -> None:
        self._to(self._part + self._same(amount), f"{step}: + {amount}", clause)

    def take_out(self, amount: Money, step: str, clause: str | None = None) -> None:
        """Subtracts an amount; the total does not fall below zero."""
        self._to(max(self._part - self._same(amount), 0), f"{step}: - {amount}", clause)

    def add_fraction(self, minor: Fraction, step: str, clause: str | None = None) -> None:
        """Adds an exact amount in minor units that need not be a whole one."""
        self._to(self._part + minor, step, clause)

    def times(self, share: Exact, step: str, clause: str | None = None) -> None:
        over, below = self._part * share.numerator, share.denominator
        # Whole numbers stay whole where they divide: most amounts do, and fractions are slow.
        exact = over // below if type(over) is int and not over % below else Fraction(over, below)
        self._to(exact, f"{step}: x {share}", clause)

    def at_most(self, limit: Money, step: str, clause: str | None = None) -> bool:
        """Caps the total; says whether the limit reduced it."""
        if self._part <= self._same(limit):
            return False
        self._to(limit.minor, f"{step}: at most {limit}", clause)
        return True

    def rounded(self, rounding: str, clause: str | None = None) -> Money:
        """The total in whole minor units, by the named rounding of refunds.money."""
        self.together()
        amount = Money.rounded(self.minor, self.currency, ROUNDINGS[rounding])
        if amount.minor != self.minor:
            self._to(amount.minor, f"rounded {rounding.replace('_', ' ')} to the minor unit of {self.currency}", clause)
        return amount

    def _same(self, amount: Money) -> int:
        if amount.currency != self.currency:
            raise MoneyError(f"{amount} and the calculation in {self.currency} are two currencies")
        return amount.minor

    def steps(self) -> tuple[CalculationStep, ...]:
        currency = self.currency
        return tuple(
            [
                CalculationStep(step, clause, exact_major(minor, currency), currency)
                for step, clause, minor in self._steps
            ]
        )


def exact_major(minor: Exact, currency: str) -> str:
    """A fraction of minor units in major units: as money when it is whole, otherwise with six more decimals and ~."""
    if minor.denominator == 1:
        return major_of(minor.numerator, currency)
    decimals = EXPONENTS[currency] + 6
    scaled = round(minor * 10**6)
    digits = f"{abs(scaled):0{decimals + 1}d}"
    return f"~{'-' if scaled < 0 else ''}{digits[:-decimals]}.{digits[-decimals:]}"


def split_over(amount: Money, weights: Sequence[tuple[str, int]]) -> tuple[Payout, ...]:
    """An amount split over charges in proportion to weights in minor units; charges that get nothing are left out."""
    parts = amount.split([weight for _, weight in weights])
    return tuple(Payout(charge, part) for (charge, _), part in zip(weights, parts, strict=True) if part)


def split_within(amount: Money, shares: Sequence[tuple[str, Exact, Money]]) -> tuple[Payout, ...]:
    """An amount split over charges in proportion to their weights, none getting more than its limit.

    `shares` are (charge, weight, limit), and the limits together are not less than the amount. What a limit cuts off
    goes to the charges that still have room, in proportion to it.
    """
    limits = [limit for _, _, limit in shares]
    wanted = amount.split([weight for _, weight, _ in shares])
    parts = [min(part, limit) for part, limit in zip(wanted, limits, strict=True)]
    over = amount - total(parts, amount.currency)
    if over:
        rest = over.split([(limit - part).minor for part, limit in zip(parts, limits, strict=True)])
        parts = [part + more for part, more in zip(parts, rest, strict=True)]
    return tuple(Payout(charge, part) for (charge, _, _), part in zip(shares, parts, strict=True) if part)
