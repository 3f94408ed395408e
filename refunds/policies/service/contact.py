"""Section 8: the channels, the business hours and the promised response."""

from refunds.calendars import day_of, hours_after, in_china
from refunds.policies.facts import Facts
from refunds.policies.language import Answer, Kind, applies, does_not_apply
from refunds.policies.settings import Terms
from refunds.policies.wording import when

from .terms import policy

# The kinds of answer that nobody wrote.
AUTOMATIC = ("automatic", "automatic_receipt", "auto", "auto_reply", "autoresponder", "receipt", "system")

policy.declaration("S-8.1", "E-mail", "Customer Service Email: [email protected]")
policy.declaration(
    "S-8.2", "Live chat", "Live Chat: Through the customer service window at the bottom right of the website"
)
policy.declaration("S-8.3", "Contact form", "Contact Form: Visit our contact page")


@policy.clause("S-8.4", Kind.DUTY, decides="D")
def received_in_business_hours(facts: Facts, terms: Terms) -> Answer:
    """Business Hours: Monday to Friday 9:00-18:00 (UTC+8)

    Fixes the time zone and the close of business; a request counts for its calendar day at any hour.
    """
    submitted = facts.claim.submitted_at
    hours = f"{terms.opening_hour}:00-{terms.closing_hour}:00"
    works = terms.calendar.is_working_day(day_of(submitted))
    if works and terms.opening_hour <= in_china(submitted).hour < terms.closing_hour:
        return applies(f"received {when(submitted)}, within business hours {hours}")
    return does_not_apply(f"received {when(submitted)}, outside business hours {hours}, which moves no clock")


@policy.clause("S-8.5", Kind.DUTY, decides="D")
def response_in_24_hours(facts: Facts, terms: Terms) -> Answer:
    """We promise to respond to your refund request within 24 hours and process it as quickly as possible.

    Elapsed hours, nights and holidays included, until a person answers; a breach gives no entitlement.
    """
    submitted = facts.claim.submitted_at
    due = hours_after(submitted, terms.response_hours)
    answers = [contact.get("at") for contact in facts.company_contacts if contact.kind not in AUTOMATIC]
    first = min((answered for answered in answers if answered and answered >= submitted), default=None)
    said = f"received {when(submitted)}, to be answered by {when(due)}"
    if first is not None:
        kept = "in time" if first <= due else "too late, which decides nothing"
        return applies(f"{said}; answered {when(first)}, {kept}", by=due)
    overdue = "; not answered yet and overdue, which decides nothing" if facts.now > due else ""
    return applies(f"{said}{overdue}", by=due)


policy.declaration(
    "S-8.6",
    "Help",
    "If you have any questions about our refund policy or need to request a refund, please feel free to contact our"
    " customer service team.",
)
