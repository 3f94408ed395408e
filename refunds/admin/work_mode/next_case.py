"""What opens next: the unassigned case that is due first, or the next decision that this person may rule on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views import View

from accounts.acts import Act
from refunds.admin.steps.step import STEPS, Step
from refunds.admin.work_mode.choice import opens_next, set_out
from refunds.models import Decision, RefundCase, Ruling
from refunds.operations.triage import may_take, take_next

LOOKED_AT = 20
"""Decisions looked at for one that this person may rule on; the rest waits for others all the same."""


class NextCaseView(View):
    """Takes the next case for the person who asks, and opens it. Nothing but a POST takes a case."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take it; from then on deciding opens the next one, unless they said otherwise."""
        if may_take(request.user):
            raise PermissionDenied
        set_out(request)
        return HttpResponseRedirect(take_and_open(request))


def after(request: HttpRequest, step: Step, case: RefundCase) -> str:
    """Where a step leads: to the next case where the person chose so, otherwise back to its own."""
    if step.leads_on and opens_next(request):
        if step.leads_on == "approve":
            return next_to_approve(request)
        if not may_take(request.user):
            return take_and_open(request)
    return page_of(case)


def take_and_open(request: HttpRequest) -> str:
    """The page of the next case, which is now theirs; the queue where none waits."""
    case = take_next(act=Act(by=request.user, at=now(), why=_("Next in the queue.")))  # type: ignore[arg-type]
    if case is not None:
        return page_of(case)
    messages.info(request, _("No case waits for somebody to take it."))
    return f"{reverse('admin:refunds_refundcase_changelist')}?tab=mine"


def next_to_approve(request: HttpRequest) -> str:
    """The page of the next case with a decision that this person may rule on; the queue where there is none."""
    case = first_to_approve(request.user)
    if case is not None:
        return page_of(case)
    messages.info(request, _("No decision waits that you may rule on."))
    return f"{reverse('admin:refunds_refundcase_changelist')}?tab=approval"


def first_to_approve(person: Any) -> RefundCase | None:
    """Of the decisions that are due first, the first that this person did not prepare and may approve."""
    waiting = RefundCase.objects.awaiting_approval().order_by("due_at", "pk").select_related("customer", "assignee")
    own = Decision.objects.filter(ruling=Ruling.PENDING, prepared_by=person)
    others = waiting.exclude(pk__in=own.values("case"))[:LOOKED_AT]
    rulings = (STEPS["approve"], STEPS["confirm_rejection"])
    return next((case for case in others if not all(step.refusals(case, person) for step in rulings)), None)


def page_of(case: RefundCase) -> str:
    """The page of a case."""
    return reverse("admin:refunds_refundcase_change", args=[case.pk])
