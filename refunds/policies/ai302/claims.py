"""What is claimed: the plea, how and when the application came in, what was asked, what it brings."""

from collections.abc import Mapping
from datetime import datetime

from refunds.money import Money
from refunds.policies.facts import Facts

PLEADED = {
    "no_result": "302-II.1",
    "duplicate_or_excess_deduction": "302-II.2",
    "other_abnormal": "302-II.3",
}
NO_LONGER_WANTED = ("accidental_topup", "excess_topup", "not_needed")
MOVING_THE_BALANCE = ("withdraw", "transfer")
ABOUT_THE_TOPUP = (
    *NO_LONGER_WANTED,
    *MOVING_THE_BALANCE,
    "duplicate_topup",
    "topup_not_credited",
    "unauthorised_topup",
)
UNOFFICIAL = ("social_network", "public_forum")


def plea(facts: Facts) -> str | None:
    """What the customer pleads, in the words of `claim.ground`; None while nothing is."""
    word: str | None = facts.claim.get("ground")
    return word


def pleaded(facts: Facts) -> str | None:
    """The clause of chapter II that the claim pleads; None for a plea that is none of them."""
    return PLEADED.get(plea(facts) or "")


def is_about_the_topup(facts: Facts) -> bool:
    return plea(facts) in ABOUT_THE_TOPUP


def received_at(facts: Facts) -> datetime | None:
    """When the application came in. What came outside the official channels is none yet: now is the earliest."""
    if facts.claim.get("channel") in UNOFFICIAL:
        return facts.now
    submitted: datetime | None = facts.claim.get("submitted_at")
    return submitted


def requested(facts: Facts) -> Mapping[str, Money]:
    """The amounts asked for, by currency; empty where none was stated."""
    claim = facts.claim
    amounts = claim.requested_by_currency.values() if claim.requested_by_currency else [claim.requested_amount]
    return {amount.currency: amount for amount in amounts if amount}


def is_re_application(facts: Facts) -> bool:
    return facts.claim.type == "re_application"


def brings_something_new(facts: Facts) -> bool:
    """Whether a later application brings new materials; any evidence counts as that until staff say otherwise."""
    new = facts.claim.new_materials
    return bool(facts.claim.evidence) if new is None else new
