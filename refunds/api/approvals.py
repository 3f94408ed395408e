"""Approving by a program of the person who approves: the same operation as the button."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.acts import Act
from accounts.models import StaffMember
from refunds.api.base import ApiView
from refunds.api.case_document import case_document
from refunds.api.shapes import APPROVAL, CASE, answers
from refunds.models import RefundCase
from refunds.operations.approve import approve


class Approval(serializers.Serializer[Any]):
    """What is approved, and a remark for the history."""

    decision = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    why = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class Approvals(ApiView):
    """The approval of the decision that waits in a case."""

    parser_classes = [JSONParser]
    rights: ClassVar[dict[str, str]] = {"POST": "refunds.approve_refundcase"}

    @extend_schema(
        operation_id="approve_case",
        description="Approve the decision that waits, as the second person. `decision` is the `pending.decision` of "
        "the case as you saw it; where another one waits by now, or anything speaks against it, 409 with every reason.",
        request={"application/json": APPROVAL},
        responses=answers(400, 404, 409, 415, ok=CASE),
    )
    def post(self, request: Request, number: str) -> Response:
        """Approve it; the case as it is then."""
        asked = Approval(data=request.data)
        asked.is_valid(raise_exception=True)
        case = get_object_or_404(RefundCase, number=number)
        said = asked.validated_data
        act = Act(by=cast(StaffMember, request.user), at=timezone.now(), why=said["why"])
        approve(case.pk, act=act, seen=said["decision"])
        return Response(case_document(RefundCase.fetch(case.pk)))
