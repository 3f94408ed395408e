"""What the platform reports of its customers, kept as rows that every case shares.

A report of facts that are on record already changes nothing. What may change is brought up to date, signed; a fact that
can't change and is reported differently is refused in one sentence.
"""

from refunds.operations.platform_records.charge import record_charge
from refunds.operations.platform_records.customer import record_customer
from refunds.operations.platform_records.dispute import record_dispute
from refunds.operations.platform_records.incident import record_incident
from refunds.operations.platform_records.ledger import record_refunds
from refunds.operations.platform_records.lot import record_lot
from refunds.operations.platform_records.order import record_order
from refunds.operations.platform_records.quota import record_quota
from refunds.operations.platform_records.report import Report
from refunds.operations.platform_records.usage import record_usage

__all__ = [
    "Report",
    "record_charge",
    "record_customer",
    "record_dispute",
    "record_incident",
    "record_lot",
    "record_order",
    "record_quota",
    "record_refunds",
    "record_usage",
]
