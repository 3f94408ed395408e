"""Cases: brought in, and looked at."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.acts import Act
from refunds.api.base import ApiView
from refunds.api.case_document import case_document
from refunds.api.problems import on_record, problem
from refunds.api.shapes import CASE, DOSSIER, answers
from refunds.models import RefundCase
from refunds.operations.perform import Refused
from refunds.operations.receive import receive
from refunds.policies import Dossier, DossierError

DOOR = "api"
CLOCKS_DIFFER_BY = dt.timedelta(minutes=5)


class Cases(ApiView):
    """The way in."""

    rights: ClassVar[dict[str, str]] = {"POST": "refunds.receive_refundcase"}

    @extend_schema(
        operation_id="receive_case",
        description="Bring a case in. The dossier's `id` is your name for it: the same dossier once more is answered "
        "with the same case (200), another one under the same id with 409.",
        request={"application/json": DOSSIER},
        responses=answers(409, 413, 415, 422, ok=CASE, made=CASE),
    )
    def post(self, request: Request) -> Response:
        """Bring in the case of the dossier in the body; 201 for a new one."""
        dossier, now = self.dossier(request), timezone.now()
        refuse_the_future(dossier, now)
        known = RefundCase.objects.filter(door=DOOR, door_reference=dossier.id).first()
        act = Act(by=request.user, at=now, why=_("brought in by the API"))  # type: ignore[arg-type]
        try:
            case = receive(dossier.as_document(), door=DOOR, door_reference=dossier.id, act=act)
        except Refused as refused:
            if known is None:
                raise
            on_record(refused.sentences, {"request": request})
            return problem(409, "other-content", _("This id came in before"), str(refused), case=known.number)
        return Response(case_document(case), status=200 if known else 201)


class OneCase(ApiView):
    """A case by its number."""

    rights: ClassVar[dict[str, str]] = {"GET": "refunds.view_refundcase"}

    @extend_schema(
        operation_id="show_case",
        description="Where a case stands: its state, amounts, deadlines, and the latest evaluation.",
        responses=answers(404, ok=CASE),
    )
    def get(self, request: Request, number: str) -> Response:
        """The case."""
        cases = RefundCase.objects.select_related("customer", "order").prefetch_related("requested_amounts")
        return Response(case_document(get_object_or_404(cases, number=number)))


def refuse_the_future(dossier: Dossier, now: dt.datetime) -> None:
    """A live case is not looked at from a day that hasn't come; raises DossierError."""
    if dossier.now > now + CLOCKS_DIFFER_BY:
        raise DossierError("now", _("lies in the future"))
