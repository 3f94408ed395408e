"""What a policy says of a dossier. Nothing is stored."""

from __future__ import annotations

from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from refunds.api.base import ApiView
from refunds.api.shapes import DOSSIER, EVALUATION, answers
from refunds.policies import evaluate


class Evaluations(ApiView):
    """Evaluations on request."""

    rights: ClassVar[dict[str, str]] = {"POST": "refunds.view_refundcase"}

    @extend_schema(
        operation_id="evaluate",
        description="Evaluate a dossier by the policy that it names. Stateless: the same dossier, the same answer.",
        request={"application/json": DOSSIER},
        responses=answers(413, 415, 422, ok=EVALUATION),
    )
    def post(self, request: Request) -> Response:
        """The evaluation of the dossier in the body."""
        return Response(evaluate(self.dossier(request)).as_document())
