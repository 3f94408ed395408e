"""Section 5: how long a payment takes, by method. Settled with the route."""

from refunds.policies.facts import Facts
from refunds.policies.language import Answer, Kind, applies, does_not_apply
from refunds.policies.settings import Terms
from refunds.policies.wording import when

from .claims import REFUND_NOT_RECEIVED
from .terms import policy

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
    return applies(f"{last.amount} were sent back {when(last.completed_at)} and are said not to have arrived")
