"""What comes out for the customer: the part of an evaluation by which two versions are compared."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from refunds.money import Money

if TYPE_CHECKING:
    from refunds.policies.evaluation import Evaluation, Payout


class Outcome(NamedTuple):
    """The recommendation with its money, and the clauses and items that it rests on; no sentences and no dates."""

    recommendation: str
    payouts: "tuple[Payout, ...]"
    grounds: tuple[str, ...]
    bars: tuple[str, ...]
    missing: tuple[str, ...]

    @classmethod
    def of(cls, evaluation: "Evaluation") -> Self:
        return cls(
            evaluation.recommendation, evaluation.payouts, evaluation.grounds, evaluation.bars, evaluation.missing
        )

    @property
    def amounts(self) -> dict[str, int]:
        """What is paid by currency, in minor units."""
        found: dict[str, int] = {}
        for payout in self.payouts:
            found[payout.amount.currency] = found.get(payout.amount.currency, 0) + payout.amount.minor
        return found

    def __str__(self) -> str:
        return " ".join(self._words())

    def _words(self) -> Iterator[str]:
        yield self.recommendation.replace("_", " ")
        if self.payouts:
            yield ", ".join(str(Money(minor, currency)) for currency, minor in self.amounts.items())
        cited = (*self.grounds, *self.bars, *self.missing)
        if cited:
            yield f"({', '.join(cited)})"

    def as_document(self) -> dict[str, Any]:
        """The outcome as JSON types."""
        return {
            "recommendation": self.recommendation,
            "amounts": {currency: Money(minor, currency).major for currency, minor in self.amounts.items()},
            "grounds": list(self.grounds),
            "bars": list(self.bars),
            "missing": list(self.missing),
        }
