"""Who: staff, and the customers whose money it is."""

from accounts.models.customer import Customer
from accounts.models.recorded import Recorded, RecordedQuerySet
from accounts.models.reported import Named, Reported
from accounts.models.sanction import Sanction
from accounts.models.staff import StaffMember
from accounts.models.state_transition import StateTransition
from accounts.models.violation import Violation
from accounts.models.wrong_password import WrongPassword

__all__ = [
    "Customer",
    "Named",
    "Recorded",
    "RecordedQuerySet",
    "Reported",
    "Sanction",
    "StaffMember",
    "StateTransition",
    "Violation",
    "WrongPassword",
]
