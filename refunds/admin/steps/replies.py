"""The canned replies that a form offers."""

from __future__ import annotations

from typing import Any

from refunds.models import CannedReply, RefundCase, ReplyStatus
from refunds.operations.canned_replies import filled

AT_MOST = 100


def offered(case: RefundCase, person: Any) -> list[tuple[str, str]]:
    """Title and text of the active ones, filled in for this case; none for who may not read them."""
    if not person.has_perm("refunds.view_cannedreply"):
        return []
    replies = CannedReply.objects.filter(status=ReplyStatus.ACTIVE)[:AT_MOST]
    return [(reply.title, filled(reply, case, person)) for reply in replies]
