"""What somebody proposes to decide."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from refunds.models import Outcome, Route
from refunds.money import Money, total


class ProposalError(ValueError):
    """A proposal that is none: an unknown outcome or route."""


@dataclass(frozen=True, slots=True)
class Part:
    """An amount that goes back for one charge, and the way it takes (a value of Route)."""

    charge_id: int
    amount: Money
    route: str = Route.ORIGINAL

    def __post_init__(self) -> None:
        if self.route not in Route.values:
            raise ProposalError(_("“%s” is not a route of a refund.") % self.route)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision before it is taken.

    outcome: a value of Outcome, or empty where nothing is proposed yet. clauses: the bars that a rejection rests on, or
    the grounds of an approval. departs_because: why it departs from the recommendation, where it does.
    """

    outcome: str
    parts: tuple[Part, ...] = ()
    clauses: tuple[str, ...] = ()
    reason: str = ""
    departs_because: str = ""

    def __post_init__(self) -> None:
        if self.outcome and self.outcome not in Outcome.values:
            raise ProposalError(_("“%s” is not an outcome of a decision.") % self.outcome)

    @property
    def rejects(self) -> bool:
        """Whether it grants nothing."""
        return self.outcome == Outcome.REJECT

    @property
    def totals(self) -> dict[str, Money]:
        """The sum of the parts in each currency."""
        currencies = dict.fromkeys(part.amount.currency for part in self.parts)
        return {c: total([p.amount for p in self.parts if p.amount.currency == c], c) for c in currencies}

    def departs_from(self, recommended: Proposal) -> bool:
        """Whether outcome, amounts, routes or the clauses of a rejection differ from what is recommended.

        Where nothing is recommended (ask, audit, a supervisor's question) every decision departs. Approving the same
        amounts in whole or in part is the same: the words differ only in what the customer asked for (pick G5).
        """
        if not recommended.outcome or self.rejects != recommended.rejects:
            return True
        if self.rejects:
            return set(self.clauses) != set(recommended.clauses)
        return set(self.parts) != set(recommended.parts)
