"""What happened to a case: the latest acts for its page, and all of them page by page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from refunds.admin.case_page.file import fetch_told
from refunds.admin.case_page.summary import summary
from refunds.admin.lists.page_number import page_number
from refunds.admin.timeline.timeline import timeline
from refunds.models import RefundCase

ACTS_ON_THE_PAGE = 12
ACTS_A_PAGE = 60


def latest_acts(_request: HttpRequest, case: RefundCase) -> dict[str, Any]:
    """The latest acts, and how many there were before them."""
    fetch_told(case)
    story = timeline(case)
    return {"story": story[:ACTS_ON_THE_PAGE], "more_story": len(story) - ACTS_ON_THE_PAGE}


def timeline_page(request: HttpRequest, case: RefundCase) -> dict[str, Any]:
    """Everything that happened, some acts a page."""
    fetch_told(case)
    story = timeline(case)
    page = page_number(request)
    start = (page - 1) * ACTS_A_PAGE
    older = page + 1 if len(story) > start + ACTS_A_PAGE else 0
    return {**summary(case), "story": story[start : start + ACTS_A_PAGE], "newer": page - 1, "older": older}
