"""What was decided, by whom, and what money did."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import get_language

from refunds.admin.record import words
from refunds.models import Decision, RefundCase, Ruling
from refunds.money import Money, total
from refunds.policies import POLICIES


class Decided(NamedTuple):
    """One decision for the page: the sum in each currency, and its clauses with their titles."""

    decision: Decision
    amounts: list[Money]
    clauses: list[tuple[str, Any]]

    @property
    def waits(self) -> bool:
        """Whether it waits for its second person."""
        return self.decision.ruling == Ruling.PENDING

    @property
    def counts(self) -> bool:
        """Whether it was not sent back."""
        return self.decision.ruling != Ruling.DECLINED

    @property
    def stands(self) -> bool:
        """Whether it is final."""
        return self.counts and not self.waits


def rulings(case: RefundCase) -> list[Decided]:
    """The decisions of the case, the first one first."""
    return [decided(decision, case.policy) for decision in case.decisions.all()]


def decided(decision: Decision, policy: str) -> Decided:
    """One decision with its sums and its clauses."""
    parts = [Money(part.amount_minor, part.currency) for part in decision.parts.all()]
    currencies = dict.fromkeys(part.currency for part in parts)
    sums = [total([part for part in parts if part.currency == currency], currency) for currency in currencies]
    known = POLICIES[policy].clauses
    clauses = [
        (id, capfirst(known[id].titled(get_language() or "en")) if id in known else "") for id in decision.clauses
    ]
    return Decided(decision, sums, clauses)


def amount_decided(decisions: list[Decided]) -> str:
    """What the latest decision grants, in words; nothing before there is one."""
    standing = [decided for decided in decisions if decided.counts]
    if not standing:
        return words.NOTHING
    amounts = standing[-1].amounts
    return " + ".join(words.amount(amount) for amount in amounts) or str(standing[-1].decision.get_outcome_display())
