"""The pages for who may not, for what is not understood and for a form of nobody; that it was tried is on record."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure
from django.views.defaults import bad_request

from accounts.refusal import refused as page_of_who_may
from refunds.admin.refused.on_record import put_on_record
from refunds.models import RefusalKind


def refused(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answer 403 with the roles that get what was asked for."""
    keep(request, [str(exception)] if str(exception) else [], RefusalKind.PERMISSION)
    return page_of_who_may(request, exception)


def not_understood(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answer 400. A field that no list offers is asked for by nobody who uses the pages: it may be a probe.

    On record are the names in the address and not their values, which may be a customer's.
    """
    keep(request, [_("This request is not understood")], RefusalKind.RULE, about=" ".join(sorted(request.GET)))
    return bad_request(request, exception)


def form_out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form without the token of its session: left open over a sign-in, or made up by somebody else."""
    keep(request, [_("This form is out of date")], RefusalKind.STALE)
    return csrf_failure(request, reason)


def keep(request: HttpRequest, said: list[str], kind: RefusalKind, *, about: str = "") -> None:
    """Put on record what was asked for. Who isn't signed in is nobody to write down."""
    person = getattr(request, "user", None)  # none where it was refused before anybody was recognised
    if person is not None and person.is_authenticated:
        put_on_record(request, f"{request.method} {request.path}", said, about=about, kind=kind)
