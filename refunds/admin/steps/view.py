"""The page of a step: shows its form, and takes the step. Every check is made anew when it is sent."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views import View

from accounts.acts import Act
from accounts.models import StaffMember
from refunds.admin.case_page.explained import explained
from refunds.admin.case_page.file import fetch_file
from refunds.admin.case_page.summary import recommended, summary
from refunds.admin.refused.on_record import put_on_record
from refunds.admin.steps.buttons import find
from refunds.admin.steps.replies import offered
from refunds.admin.steps.step import Step, StepForm
from refunds.admin.timeline.timeline import marker, since, timeline
from refunds.admin.work_mode import choice, next_case
from refunds.guards import NOT_IN_ROLE
from refunds.models import RefundCase, RefusalKind
from refunds.operations.perform import Refused


class StepView(View):
    """One step on one case. It runs in no transaction: the operation opens its own and commits before we answer."""

    model_admin: Any = None
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find case and step, for those who may see the case."""
        self.case = self.model_admin.get_object(request, str(kwargs["pk"]))
        step = find(kwargs["name"])
        if self.case is None or step is None:
            raise Http404
        if not self.model_admin.has_view_permission(request, self.case):
            raise PermissionDenied
        self.step: Step = step
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, or why there is none now."""
        fetch_file(self.case)
        return self.page(self.step.form(self.case, request.user, initial=self.step.initial(self.case)))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the step; what was typed stays where it is refused."""
        fetch_file(self.case)
        initial = self.step.initial(self.case)
        form = self.step.form(self.case, request.user, request.POST, files=request.FILES, initial=initial)
        if off := self.off(form):  # before the form is read: whoever may not is told so, whatever they filled in
            return off
        if not form.is_valid():
            return self.page(form)
        if refused := self.take(form):
            self.on_record(None, refused)
            self.case = RefundCase.fetch(self.case.pk)
            fetch_file(self.case)
            return self.page(form, refused=refused)
        messages.success(request, self.step.done)
        if self.step.leads_on:
            choice.choose(request)
        return leading_to(next_case.after(request, self.step, self.case), request)

    def off(self, form: StepForm) -> HttpResponse | None:
        """The answer to who may not take the step, or not any more; that they tried is on record."""
        said = [str(sentence) for sentence in self.step.refusals(self.case, self.request.user)]
        if str(NOT_IN_ROLE) in said:
            self.on_record(RefusalKind.PERMISSION, said)
            return self.page(form, status=403)
        meanwhile = since(self.case, timeline(self.case), self.request.POST.get("marker", ""))
        if meanwhile:
            self.on_record(RefusalKind.STALE, [_("The case has changed since you opened this form"), *said])
            return self.page(form, meanwhile=meanwhile)
        if said:
            self.on_record(None, said)
            return self.page(form, refused=said)
        return None

    def on_record(self, kind: RefusalKind | None, said: list[str]) -> None:
        """That the step was tried and refused."""
        put_on_record(self.request, self.step.label, said, about=self.case, case=self.case, kind=kind)

    def take(self, form: StepForm) -> list[str]:
        """Call the operation; the sentences of its refusal, none when it was done."""
        answers = form.cleaned_data
        try:
            self.step.take(
                self.case, answers, Act(by=cast(StaffMember, self.request.user), at=now(), why=self.step.why(answers))
            )
        except Refused as refusal:
            return refusal.sentences
        except ValueError as refusal:
            return [str(refusal)]
        return []

    def page(self, form: StepForm, *, status: int = 200, **said: Any) -> HttpResponse:
        """The page of the step. The marker is that of the story as it is now: sending again means having read it."""
        evaluation = self.case.current_evaluation
        off = self.step.refusals(self.case, self.request.user)
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            **summary(self.case),
            "opts": self.model_admin.opts,
            "original": self.case,
            "title": self.step.label,
            "step": self.step,
            "form": form,
            "off": off,
            "replies": offered(self.case, self.request.user) if self.step.has_replies else (),
            "opens_next": choice.opens_next(self.request),
            "marker": marker(self.case, timeline(self.case)),
            "recommended": recommended(evaluation),
            "verdict": explained(evaluation) if evaluation else None,
            **({} if off else self.step.beside(self.case, self.request.user)),
            **said,
        }
        return TemplateResponse(self.request, self.step.template, context, status=status)


def leading_to(address: str, request: HttpRequest) -> HttpResponse:
    """A redirect; to the sheet beside a case, which can't read where one leads, the address by itself."""
    if request.headers.get("X-Sheet"):
        return HttpResponse(status=204, headers={"X-Next": address})
    return HttpResponseRedirect(address)
