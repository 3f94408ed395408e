"""The service policy: "Refund Policy", last updated January 2025. Clauses in the order of the text."""

from . import bars
from .procedure import PROCEDURE
from .terms import policy

policy.procedure = PROCEDURE

__all__ = ["bars", "policy"]
