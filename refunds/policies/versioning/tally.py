"""What two versions make of many cases, counted up. It never grows with their number."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from refunds.money import Money

from .comparison import Judged
from .outcome import Outcome

MOST_LISTED = 1_000
MOST_REASONS, OTHERS = 100, "other reasons"


class Tally:
    """Cases counted by how they are judged before and after: add them one by one, or add up tallies.

    `listed` are the first changed cases with both outcomes, `unjudged` the first that could not be evaluated and why;
    all of them are counted. `broken` are those that only the version after cannot evaluate. `own` were governed by a
    version of their own document, which no other replaces.
    """

    def __init__(self) -> None:
        self.cases = self.changed = self.broken = self.own = 0
        self.moves: Counter[tuple[str, str]] = Counter()
        self.money: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        self.hits: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        self.reasons: Counter[str] = Counter()
        self.listed: list[tuple[str, Outcome, Outcome]] = []
        self.unjudged: list[tuple[str, str]] = []

    def __len__(self) -> int:
        """The cases looked at, those that could not be evaluated included."""
        return self.cases + self.reasons.total() + self.own

    def add(self, name: str, before: Judged, after: Judged) -> None:
        """Count a case that both versions judged."""
        was, will_be = before.outcome, after.outcome
        self.cases += 1
        self.moves[was.recommendation, will_be.recommendation] += 1
        for judged, hits, money in zip((before, after), self.hits, self.money, strict=True):
            for clause in judged.applied:
                hits[clause] += 1
            for payout in judged.outcome.payouts:
                money[payout.amount.currency] += payout.amount.minor
        if was != will_be:
            self.changed += 1
            self._list(name, was, will_be)

    def _list(self, name: str, before: Outcome, after: Outcome) -> None:
        if len(self.listed) < MOST_LISTED:
            self.listed.append((name, before, after))

    def leave_out(self, name: str, why: str, *, broken: bool = False) -> None:
        """Count a case that could not be evaluated. broken: the version before could."""
        self.reasons[why if why in self.reasons or len(self.reasons) < MOST_REASONS else OTHERS] += 1
        self.broken += broken
        if len(self.unjudged) < MOST_LISTED:
            self.unjudged.append((name, why))

    def __iadd__(self, other: "Tally") -> "Tally":
        self.cases += other.cases
        self.changed += other.changed
        self.broken += other.broken
        self.own += other.own
        self.moves.update(other.moves)
        for why, count in other.reasons.items():
            self.reasons[why if why in self.reasons or len(self.reasons) < MOST_REASONS else OTHERS] += count
        for place in (0, 1):
            self.money[place].update(other.money[place])
            self.hits[place].update(other.hits[place])
        self.listed += other.listed[: MOST_LISTED - len(self.listed)]
        self.unjudged += other.unjudged[: MOST_LISTED - len(self.unjudged)]
        return self

    def as_document(self, clauses: Iterable[str]) -> dict[str, Any]:
        """The tally as JSON types; `clauses` in the order in which their hits are to stand."""
        return {
            "cases": self.cases,
            "changed": self.changed,
            "own_version": self.own,
            "recommendations": [
                {"before": before, "after": after, "cases": count}
                for (before, after), count in sorted(self.moves.items(), key=lambda move: (-move[1], move[0]))
            ],
            "money": [
                {
                    "currency": currency,
                    "before": Money(self.money[0][currency], currency).major,
                    "after": Money(self.money[1][currency], currency).major,
                }
                for currency in sorted({*self.money[0], *self.money[1]})
            ],
            "clauses": [
                {"clause": clause, "before": self.hits[0][clause], "after": self.hits[1][clause]}
                for clause in clauses
                if self.hits[0][clause] or self.hits[1][clause]
            ],
            "changed_cases": [
                {"case": name, "before": before.as_document(), "after": after.as_document()}
                for name, before, after in self.listed
            ],
            "not_evaluated": {
                "cases": self.reasons.total(),
                "broken": self.broken,
                "reasons": [{"why": why, "cases": count} for why, count in self.reasons.most_common()],
                "listed": [{"case": name, "why": why} for name, why in self.unjudged],
            },
        }
