"""Look at a case again after one of its facts changed."""

from __future__ import annotations

from accounts.acts import Act
from refunds.locks import lock_case
from refunds.models import RefundCase
from refunds.models.lifecycle import UNDER_EXAMINATION
from refunds.operations.assess import assess


def reassess(case_id: int, *, act: Act) -> RefundCase:
    """Assess the case unless a decision already rests on its facts; gives it as it then stands.

    Under a pending decision the latest evaluation stays the one that was decided on. That the facts have moved since
    is seen by their digest, and the approval is refused until the decision was sent back and looked at again.
    """
    if lock_case(case_id).status in UNDER_EXAMINATION:
        assess(case_id, act=act)
    return RefundCase.fetch(case_id)
