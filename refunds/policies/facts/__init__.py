"""Facts: everything a policy may ask about one case, typed and immutable. Not known is a value of its own.

The names and vocabularies are those of the dossier format (docs/dossier.md). Facts marked (302) or (S) occur in one
policy only. One room for each thing that facts are about; `case` puts them together.
"""

from .case import Facts
from .charges import METHODS, Charge, Chargeback, ProcessingFee
from .claim import CHANNELS, SERVICE_GROUNDS, TOPUP_GROUNDS, Claim, Evidence, LegalProceedings, PayoutAccount, Voucher
from .customer import Customer, Identity, Violation
from .earlier import Contact, Mediation, PriorApplication, PriorRefund
from .established import Audit, Incident, StaffFinding
from .lots import Draw, Lot
from .order import Line, Order, Period
from .usage import Quota, QuotaGrant, Usage
from .versions import PolicyVersion

__all__ = [
    "CHANNELS",
    "METHODS",
    "SERVICE_GROUNDS",
    "TOPUP_GROUNDS",
    "Audit",
    "Charge",
    "Chargeback",
    "Claim",
    "Contact",
    "Customer",
    "Draw",
    "Evidence",
    "Facts",
    "Identity",
    "Incident",
    "LegalProceedings",
    "Line",
    "Lot",
    "Mediation",
    "Order",
    "PayoutAccount",
    "Period",
    "PolicyVersion",
    "PriorApplication",
    "PriorRefund",
    "ProcessingFee",
    "Quota",
    "QuotaGrant",
    "StaffFinding",
    "Usage",
    "Violation",
    "Voucher",
]
