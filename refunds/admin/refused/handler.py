"""The page for who may not; that they tried is on record."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from accounts.acts import Act
from accounts.refusal import refused as page_of_who_may
from refunds.models import RefusalKind
from refunds.operations.refusals import record_refusal


def refused(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answer 403 with the roles that get what was asked for. Who isn't signed in is nobody to write down."""
    person = getattr(request, "user", None)  # none where it was refused before anybody was recognised
    if person is not None and person.is_authenticated:
        act = Act(by=person, at=now())
        what = f"{request.method} {request.path}"
        record_refusal(RefusalKind.PERMISSION, what=what, act=act, said=[str(exception)] if str(exception) else [])
    return page_of_who_may(request, exception)
