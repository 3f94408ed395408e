"""The page for who may not; that they tried is on record."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.refusal import refused as page_of_who_may
from refunds.admin.refused.on_record import put_on_record
from refunds.models import RefusalKind


def refused(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answer 403 with the roles that get what was asked for. Who isn't signed in is nobody to write down."""
    person = getattr(request, "user", None)  # none where it was refused before anybody was recognised
    if person is not None and person.is_authenticated:
        said, what = [str(exception)] if str(exception) else [], f"{request.method} {request.path}"
        put_on_record(request, what, said, kind=RefusalKind.PERMISSION)
    return page_of_who_may(request, exception)
