"""The customer: the account, who holds it, and what is recorded against it."""

from refunds.policies.fields import Record, many, optional, part
from refunds.policies.values import country, instant, text, word, yes_or_no

from .lengths import REMARK


class Violation(Record):
    """A violation recorded for the customer's account."""

    id = text()
    type = word("terms_of_service", "abuse", "fraudulent_billing", "benefit_exploitation", "unauthorized_api_use")
    status = word("alleged", "confirmed", "cleared", "overturned")
    recorded_at = optional(instant())
    note = optional(text(REMARK))


class Identity(Record):
    """The identity document of the applicant."""

    provided = yes_or_no()
    matches_account = yes_or_no()


class Customer(Record):
    """Whose account it is."""

    id = text()
    status = word("active", "restricted", "frozen", "terminated")
    status_reason = optional(text())
    region = country()
    verified_real_name = yes_or_no()
    verified_at = optional(instant())
    identity = part(Identity)
    is_account_holder = yes_or_no()
    violations = many(Violation)
