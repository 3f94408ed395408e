"""Section 3: when there is no refund. Each bar names the grounds it defeats (table 5.1 of the reading)."""

from refunds.calendars import days_after
from refunds.policies.facts import Facts
from refunds.policies.language import Answer, Kind, applies, does_not_apply
from refunds.policies.settings import Terms
from refunds.policies.wording import when

from .terms import policy

BOUGHT = ("S-2.1.*", "S-2.3.b")


@policy.clause("S-3.3.a", Kind.BAR, decides="D", bars=BOUGHT)
def disclosed_deadline_passed(facts: Facts, terms: Terms) -> Answer:
    """Requests exceeding refund application deadline

    The text defines no deadline; only one disclosed to this customer before buying counts.
    """
    deadline, submitted = facts.order.disclosed_application_deadline, facts.claim.submitted_at
    if deadline is None:
        return does_not_apply("no application deadline was disclosed with the order")
    if submitted > deadline:
        return applies(f"requested {when(submitted)}, after the disclosed {when(deadline)}", deadline=deadline)
    return does_not_apply(f"requested {when(submitted)}, by the disclosed {when(deadline)}")


@policy.clause("S-3.3.b", Kind.BAR, decides="D/V", bars=BOUGHT)
def bought_too_long_ago(facts: Facts, terms: Terms) -> Answer:
    """Services purchased more than 30 days ago (except special circumstances)

    Elapsed time: exactly 30 times 24 hours is still in time.
    """
    bought, submitted = facts.order.purchased_at, facts.claim.submitted_at
    last = days_after(bought, terms.purchase_limit_days)
    sentence = f"bought {when(bought)}, requested {when(submitted)}; the last instant was {when(last)}"
    if submitted > last:
        return applies(sentence, bought=bought, requested=submitted, limit=terms.purchase_limit_days)
    return does_not_apply(sentence)
