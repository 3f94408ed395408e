"""Taking the file of a released batch; who took it when is on record before its first byte goes out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import now
from django.views import View

from accounts.acts import Act
from refunds.admin.refused.on_record import put_on_record
from refunds.operations.bank.batches import TAKES, take_file
from refunds.operations.perform import Refused

TYPES = {"pain.001": "application/xml", "csv": "text/csv; charset=utf-8"}


class FileView(View):
    """The bytes as they were made."""

    model_admin: Any = None
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand the file out, to finance."""
        if TAKES.refusals(None, request.user):
            raise PermissionDenied
        found = self.model_admin.get_object(request, str(pk))
        if found is None:
            raise Http404
        try:
            batch, content = take_file(pk, act=Act(by=request.user, at=now()))  # type: ignore[arg-type]
        except Refused as refusal:
            put_on_record(request, "Take the file for the bank", refusal.sentences, about=found)
            messages.error(request, " ".join(refusal.sentences))
            return HttpResponseRedirect(reverse("admin:refunds_bankbatch_change", args=[pk]))
        answer = HttpResponse(content, content_type=TYPES[batch.format])
        answer["Content-Disposition"] = f'attachment; filename="{batch.filename}"'
        answer["Cache-Control"] = "no-store"
        return answer
