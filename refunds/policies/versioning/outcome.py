"""What comes out for the customer: the part of an evaluation by which two versions are compared."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from refunds.money import Money
from refunds.policies.phrasebook import word_in
from refunds.policies.wording import PHRASES

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
        return self.in_language("en")

    def in_language(self, language: str) -> str:
        """What is recommended, with its money, clauses and items, in few words."""
        return " ".join(self._words(language))

    def _words(self, language: str) -> Iterator[str]:
        comma = PHRASES.get(language, {}).get(", ", ", ")
        yield word_in(language, self.recommendation.replace("_", " "))
        if self.payouts:
            yield comma.join(str(Money(minor, currency)) for currency, minor in self.amounts.items())
        cited = (*self.grounds, *self.bars, *(word_in(language, item) for item in self.missing))
        if cited:
            yield f"({comma.join(cited)})"

    def as_document(self) -> dict[str, Any]:
        """The outcome as JSON types."""
        return {
            "recommendation": self.recommendation,
            "amounts": {currency: Money(minor, currency).major for currency, minor in self.amounts.items()},
            "grounds": list(self.grounds),
            "bars": list(self.bars),
            "missing": list(self.missing),
        }
