"""The page for an address that is asked in a way it does not take; that somebody sent something to it is on record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from refunds.admin.refused.on_record import put_on_record
from refunds.models import RefusalKind


def wrong_way(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """A 405 with a page. What is only looked at has no form: whoever sends one made it up, whatever their role."""
    sentence = _("This address does not take %s. Nothing was changed.") % request.method
    if request.method not in ("GET", "HEAD"):
        what = f"{request.method} {request.path}"
        put_on_record(request, what, [sentence], kind=RefusalKind.PERMISSION)
    answer.content = render_to_string("405.html", {"sentence": sentence}, request)
    return answer
