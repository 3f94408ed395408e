"""Section 5: how long a payment takes, by method. Settled with the route."""

from datetime import datetime, time
from typing import NamedTuple

from refunds.policies.facts import Facts
from refunds.policies.language import Answer, Kind, applies, does_not_apply
from refunds.policies.settings import Terms
from refunds.policies.wording import when

from .claims import REFUND_NOT_RECEIVED, claimed_charges
from .methods import BALANCE, CARDS, PAYPAL, WALLETS
from .terms import policy


class Window(NamedTuple):
    """How many business days processing takes by a method, and the clause that says so."""

    clause: str
    least: int
    most: int


def window(terms: Terms, method: str) -> Window | None:
    """The processing time of a method; the text states none for the platform balance."""
    if method == BALANCE:
        return None
    if method in CARDS or (method in WALLETS and terms.wallets_as_cards):
        return Window("S-5.1.a", terms.card_days_from, terms.card_days)
    if method == PAYPAL:
        return Window("S-5.2.a", terms.paypal_days_from, terms.paypal_days)
    return Window("S-5.3.a", terms.other_days_from, terms.other_days)


def processed_by(terms: Terms, found: Window, approved: datetime) -> datetime | None:
    """The close of business on the last day of the window; None when the calendar does not reach it."""
    by: datetime | None = terms.calendar.deadline(approved, found.most, time(terms.closing_hour))
    return by


policy.declaration("S-5.1.a", "Cards: processing", "Processing time: 3-5 business days", Kind.DUTY)
policy.declaration("S-5.1.b", "Cards: arrival", "Arrival time: Depends on bank processing speed")
policy.declaration("S-5.2.a", "PayPal: processing", "Processing time: 1-2 business days", Kind.DUTY)
policy.declaration("S-5.2.b", "PayPal: arrival", "Arrival time: Instant")
policy.declaration("S-5.3.a", "Other methods: processing", "Processing time: 5-7 business days", Kind.DUTY)
policy.declaration("S-5.3.b", "Other methods: arrival", "Specific time depends on payment provider")


@policy.clause("S-5.4", Kind.CONDITION, decides="D/H")
def refund_did_not_arrive(facts: Facts, terms: Terms) -> Answer:
    """Refund times may be delayed due to bank processing, holidays, and other factors. If you don't receive your refund
    within the expected timeframe, please contact us promptly.

    No new entitlement: the refund exists and is traced.
    """
    if facts.claim.get("ground") != REFUND_NOT_RECEIVED:
        return does_not_apply("nobody misses a refund")
    made = [refund for refund in facts.prior_refunds if refund.amount]
    if not made:
        return applies("the customer misses a refund of which there is no record")
    last = made[-1]
    said = f"{last.amount} were sent back {when(last.completed_at)} and are said not to have arrived"
    methods = [method for charge in claimed_charges(facts) if (method := charge.get("method"))]
    found = window(terms, methods[0]) if methods and last.completed_at else None
    if found is None or last.completed_at is None:
        return applies(said)
    by = processed_by(terms, found, last.completed_at)
    return applies(f"{said}; processing was to be done by {when(by)}")
