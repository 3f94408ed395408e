"""The 302.AI policy: "302.AI Refund Policy", undated. Clauses in the order of the text."""

from refunds.policies.ai302 import (  # isort: skip
    scope,
    general_rules,
    grounds,
    eligibility,
    application,
    miscellaneous,
)

from .closing import CLOSING, DATING
from .latitude import LATITUDE
from .procedure import PROCEDURE
from .terms import policy
from .versions import governing

CHAPTERS = (scope, general_rules, grounds, eligibility, application, miscellaneous)


def asks(path: str) -> str:
    """What to ask for when a fact is not known: what a top-up cost stands on its voucher."""
    return "topup_voucher" if path.startswith(("lots", "charges")) else "additional_evidence"


policy.procedure, policy.closing = PROCEDURE, CLOSING
policy.governing, policy.asks = governing, asks
policy.latitude, policy.dating = LATITUDE, DATING

__all__ = ["CHAPTERS", "policy"]
