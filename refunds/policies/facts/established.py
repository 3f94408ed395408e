"""What the company found out itself: outages, the technical audit, and the findings of staff."""

from refunds.policies.fields import Record, each, optional
from refunds.policies.values import instant, text, word

from .lengths import REMARK


class Incident(Record):
    """A recorded outage; without an end it is still open."""

    id = text()
    services = each(text())
    start = instant()
    end = optional(instant())
    cause = word("platform", "upstream_supplier", "planned_maintenance")
    announced_at = optional(instant())


class Audit(Record):
    """(302) The technical audit of the deductions."""

    status = word("pending", "confirmed", "not_platform_fault", "inconclusive")
    abnormal_usage_ids = each(text())
    concluded_at = optional(instant())
    finding = optional(text(REMARK))


class StaffFinding(Record):
    """What staff have established."""

    subject = word(
        "service_defect",
        "result_differs",
        "unauthorised",
        "usage_by_third_party",
        "statutory_right",
        "goodwill",
        "special_circumstances",
        "abuse",
        "false_information",
    )
    result = word("confirmed", "not_confirmed", "suspected", "asserted", "approved")
    note = optional(text(REMARK))
