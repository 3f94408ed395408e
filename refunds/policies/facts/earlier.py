"""What went before: refunds, applications, contacts, and a third party asked to mediate."""

from refunds.policies.fields import Record, each, optional
from refunds.policies.values import currency_code, instant, money, quantity, text, word, yes_or_no

from .lengths import REMARK


class PriorRefund(Record):
    """Money or PTC already given back."""

    kind = word("refund", "ptc_recredit")
    charge_id = optional(text())
    usage_id = optional(text())
    currency = optional(currency_code())
    amount = optional(money())
    ptc = optional(quantity())
    completed_at = optional(instant())
    reason = optional(text(REMARK))
    same_loss = yes_or_no()


class PriorApplication(Record):
    """An earlier application of the customer and what became of it."""

    id = text()
    submitted_at = instant()
    decided_at = optional(instant())
    decided_by = optional(text())
    outcome = word("approved", "rejected")
    reasons = each(text(REMARK))
    order_number = optional(text())


class Mediation(Record):
    """(S) A third party asked to mediate."""

    body = optional(text())
    requested_at = optional(instant())


class Contact(Record):
    """An answer given by the company, or a contact of the customer outside the official channels."""

    at = instant()
    by = optional(text())
    kind = optional(text())
    channel = optional(text())
