"""The page of the log. It reads and does nothing else; what a person may not see elsewhere is not in it either."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views import View

from refunds.admin.site_log.acts import entries
from refunds.admin.site_log.form import LogForm
from refunds.admin.site_log.reading import Question, places
from refunds.admin.site_log.sources import seen_by
from refunds.models import Refusal

RIGHT = "refunds.view_refusal"


class LogView(View):
    """One page goes back from an instant; the next one from the last that was shown."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The acts that fit, the latest first."""
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        form = LogForm(request.GET)
        context = {
            **admin.site.each_context(request),
            "opts": Refusal._meta,
            "title": _("Log of the whole site"),
            "form": form,
            **(self.found(request, form) if form.is_valid() else {}),
        }
        status = 200 if form.is_valid() else 422
        return TemplateResponse(request, "refunds/site_log/log.html", context, status=status)

    def found(self, request: HttpRequest, form: LogForm) -> dict[str, Any]:
        """The entries, and from where older ones go on."""
        asked = form.cleaned_data
        begins, ends = form.span(timezone.now())
        sources = [one for one in seen_by(request.user) if not asked["kind"] or one.kind == asked["kind"]]
        question = Question(
            before=min(ends, cursor(request) or ends),
            since=begins,
            by=asked["who"].pk if asked["who"] else None,
            case=form.found_case.pk if form.found_case else None,
            text=asked["text"].strip(),
        )
        shown, more = places(sources, question)
        older = request.GET.copy()
        if more:
            older["before"] = min(place.at for place in shown).isoformat()
        return {
            "entries": entries(sources, shown),
            "older": older.urlencode() if more else "",
            "is_first": "before" not in request.GET,
            "since": begins if asked["text"] else None,
        }


def cursor(request: HttpRequest) -> dt.datetime | None:
    """The instant from which the page goes back; whatever is none is the latest."""
    try:
        at = parse_datetime(request.GET.get("before", "").replace(" ", "+"))
    except ValueError:
        return None
    return at if at and at.tzinfo else None
