"""The letter that a step would send, before it is sent: written by the very code that sends it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import now
from django.views import View

from refunds.admin.case_page.file import fetch_file
from refunds.admin.steps.buttons import find
from refunds.admin.steps.step import Step
from refunds.models import RefundCase
from refunds.operations.perform import Refused


class LetterView(View):
    """What the customer would get if the form were sent as it stands. Nothing is stored and nothing is sent."""

    model_admin: Any = None
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """The letter, or why there is none, as a piece of a page."""
        case, step = self.model_admin.get_object(request, str(pk)), find(name)
        if case is None or step is None or not step.writes:
            raise Http404
        if not self.model_admin.has_view_permission(request, case):
            raise PermissionDenied
        fetch_file(case)
        # A page asks once more while its form is on the way, and the step is over when the question arrives.
        letter = "" if step.refusals(case, request.user) else letter_of(step, case, request)
        context = {"customer": case.customer, "letter": letter}
        return TemplateResponse(request, "admin/refunds/refundcase/steps/letter.html", context)


def letter_of(step: Step, case: RefundCase, request: HttpRequest) -> str:
    """The text for what was typed so far; empty while too little was typed, or where the step sends nothing."""
    form = step.form(case, request.user, request.POST)
    form.full_clean()
    try:
        return step.letter(case, form.cleaned_data, now())
    except (Refused, ValueError, KeyError):
        return ""
