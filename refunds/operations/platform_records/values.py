"""Facts as columns hold them: empty text for text that isn't known, minor units for money."""

from __future__ import annotations

from refunds.money import Money
from refunds.policies.fields import Record


def text(facts: Record, name: str) -> str:
    """A text or a word of a vocabulary; empty where it isn't known."""
    return facts.get(name) or ""


def minor(facts: Record, name: str) -> int | None:
    """An amount in minor units of the currency beside it."""
    amount: Money | None = facts.get(name)
    return None if amount is None else amount.minor
