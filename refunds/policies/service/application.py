"""Section 4: how to apply, the review, and the execution of a refund."""

from datetime import time

from refunds.policies.facts import Facts
from refunds.policies.language import Answer, Kind, applies, does_not_apply, not_known
from refunds.policies.settings import Terms
from refunds.policies.wording import when, word

from .claims import are_on_record, pleaded
from .terms import policy

UNOFFICIAL = ("social_network", "public_forum")


@policy.clause("S-4.1.a", Kind.CONDITION, decides="D")
def sent_outside_the_channels(facts: Facts, terms: Terms) -> Answer:
    """Submit refund request via customer service email or contact form

    Live chat is named in section 8 as a way to request a refund. Applies when the request came by none of them: it is
    no application yet and starts no clock.
    """
    channel = facts.claim.channel
    named = channel not in UNOFFICIAL and (channel != "live_chat" or terms.live_chat_is_a_channel)
    if not named:
        return applies(f"the request came by {channel}, which is no named channel")
    return does_not_apply(f"the request came by {channel}")


@policy.clause("S-4.1.b", Kind.CONDITION, decides="D")
def order_not_identified(facts: Facts, terms: Terms) -> Answer:
    """Provide order number, purchase time, and other relevant information

    The purchase time is not needed with the order number; neither can be asked of who denies the purchase. Applies
    when something is missing.
    """
    if pleaded(facts) == "S-2.2.a":
        return does_not_apply("who did not allow a charge has no order number to give")
    if facts.claim.get("order_number_matches_account") is False:
        return _asking("the order number given belongs to another account", "order_number")
    if not are_on_record(facts):
        return _asking("the charges named are not among those of the customer", "order_number")
    given = facts.claim.get("order_number_given")
    if given or (given is None and facts.order.get("number")):
        return does_not_apply("the order number was given, by which the purchase is found")
    if facts.claim.get("purchase_time_given"):
        return _asking("the order number was not given", "order_number")
    return _asking("neither the order number nor the purchase time was given", "order_number", "purchase_time")


def _asking(reason: str, *items: str) -> Answer:
    return applies(reason, items=items, asked=[word(item) for item in items])


@policy.clause("S-4.1.c", Kind.CONDITION, decides="D/H")
def no_reason_explained(facts: Facts, terms: Terms) -> Answer:
    """Explain the reason for refund in detail

    Applies when no reason was given: without one no ground can be tested.
    """
    if facts.claim.get("ground") is None or facts.claim.get("reason_given") is False:
        return applies("no reason was given", items=("reason",))
    return does_not_apply(f"the reason given is {facts.claim.ground.replace('_', ' ')}")


@policy.clause("S-4.2.a", Kind.DUTY, decides="D")
def review_in_business_days(facts: Facts, terms: Terms) -> Answer:
    """We will review your application within 1-2 business days"""
    submitted = facts.claim.submitted_at
    due = terms.calendar.deadline(submitted, terms.review_days, time(terms.closing_hour))
    if due is None:
        return not_known(f"received {when(submitted)}; the calendar of working days does not reach that far", by=None)
    overdue = f"; overdue at {when(facts.now)}, which decides nothing" if facts.now > due else ""
    return applies(f"received {when(submitted)}, to be reviewed by {when(due)}{overdue}", by=due)


policy.declaration(
    "S-4.2.b", "Further materials", "Additional supporting materials may be required", Kind.CONDITION, decides="H"
)
policy.declaration("S-4.2.c", "Result by e-mail", "Review results will be notified via email", Kind.DUTY)
policy.declaration("S-4.3.a", "Refund initiated", "After approval, we will initiate the refund process", Kind.DUTY)
policy.declaration(
    "S-4.3.b", "Original account", "Refund will be returned to your original payment account", Kind.ROUTE
)
policy.declaration("S-4.3.c", "Confirmation", "You will receive a refund confirmation email", Kind.DUTY)
