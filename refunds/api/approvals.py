"""Approving by a program of the person who approves: the same operation as the button."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.acts import Act
from accounts.models import StaffMember
from refunds.api.base import ApiView
from refunds.api.case_document import case_document
from refunds.api.reading import StrictParser
from refunds.api.shapes import APPROVAL, CASE, answers
from refunds.models import RefundCase
from refunds.operations.approve import approve


class WholeNumber(serializers.IntegerField):
    """A number of JSON; never a text with digits, of whatever script."""

    def to_internal_value(self, data: Any) -> int:
        """The number. Raises ValidationError."""
        if type(data) is not int:
            self.fail("invalid")
        return int(data)


class Approval(serializers.Serializer[Any]):
    """What is approved, and a remark for the history; a program that sends anything else means something else."""

    decision = WholeNumber(min_value=1, max_value=2**63 - 1)
    why = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")

    def to_internal_value(self, data: Any) -> Any:
        """The fields. Raises ValidationError, for one that there is not, too."""
        unknown = set(data) - set(self.fields) if isinstance(data, dict) else set()
        if unknown:
            raise serializers.ValidationError({name: [_("There is no such field.")] for name in sorted(unknown)})
        return super().to_internal_value(data)


class Approvals(ApiView):
    """The approval of the decision that waits in a case."""

    parser_classes = [StrictParser]
    rights: ClassVar[dict[str, str]] = {"POST": "refunds.approve_refundcase"}

    @extend_schema(
        operation_id="approve_case",
        description="Approve the decision that waits, as the second person. `decision` is the `pending.decision` of "
        "the case as you saw it; where another one waits by now, or anything speaks against it, 409 with every reason.",
        request={"application/json": APPROVAL},
        responses=answers(400, 404, 409, 413, 415, ok=CASE),
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
