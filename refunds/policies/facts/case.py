"""All facts of one case together."""

from datetime import datetime
from typing import TYPE_CHECKING

from refunds.policies.fields import Record, each, many, optional, part
from refunds.policies.values import text

from .charges import Charge, Chargeback, ProcessingFee
from .claim import Claim
from .customer import Customer
from .earlier import Contact, Mediation, PriorApplication, PriorRefund
from .established import Audit, Incident, StaffFinding
from .lengths import REMARK
from .lots import Lot
from .order import Order
from .usage import Quota, QuotaGrant, Usage
from .versions import PolicyVersion


class Facts(Record):
    """The facts of one case. An examination adds `now`, the instant at which the case is looked at."""

    if TYPE_CHECKING:
        now: datetime

    customer = part(Customer)
    order = part(Order)
    charges = many(Charge)
    quota = optional(part(Quota))
    quota_grants = many(QuotaGrant)
    usage = many(Usage)
    lots = many(Lot)
    incidents = many(Incident)
    audit = optional(part(Audit))
    findings = many(StaffFinding)
    claim = part(Claim)
    prior_refunds = many(PriorRefund)
    prior_applications = many(PriorApplication)
    policy_versions = many(PolicyVersion)
    refund_processing_fee = optional(part(ProcessingFee))
    chargeback = optional(part(Chargeback))
    mediation = optional(part(Mediation))
    company_contacts = many(Contact)
    earlier_contacts = many(Contact)
    staff_notes = each(text(REMARK))
