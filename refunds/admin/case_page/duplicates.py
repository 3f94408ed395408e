"""The duplicate radar of a case: the panel on its page, and the form by which a person rules on one pair."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views import View

from accounts.acts import Act
from accounts.models import StaffMember
from refunds.admin.case_page.summary import summary
from refunds.admin.refused.on_record import put_on_record
from refunds.admin.steps.view import leading_to
from refunds.models import RefundCase
from refunds.operations.duplicates import rule
from refunds.operations.duplicates.radar import alike
from refunds.operations.perform import Refused

RULINGS = {
    "link": (_("They belong together; both go on"), rule.link),
    "merge": (_("They are one: close the younger, the older goes on with everything"), rule.merge),
    "dismiss": (_("They are not the same; do not ask again"), rule.dismiss),
}


class RulingForm(forms.Form):
    """What the two are to each other, and why."""

    use_required_attribute = False
    ruling = forms.ChoiceField(
        label=_("What the two cases are"),
        choices=[(name, label) for name, (label, _call) in RULINGS.items()],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class DuplicateView(View):
    """One pair of cases. The operation checks everything itself, under the locks of both."""

    model_admin: Any = None
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the pair, for those who may work on cases."""
        self.case = self.model_admin.get_object(request, str(kwargs["pk"]))
        self.other = self.model_admin.get_object(request, str(kwargs["other"]))
        if self.case is None or self.other is None:
            raise Http404
        if rule.RULES.refusals(self.case, request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, with what makes the two look alike."""
        return self.page(RulingForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Rule; what was typed stays where it is refused."""
        form = RulingForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        act = Act(by=cast(StaffMember, request.user), at=now(), why=form.cleaned_data["why"])
        try:
            RULINGS[form.cleaned_data["ruling"]][1](self.case.pk, self.other.pk, act=act)
        except Refused as refusal:
            about = f"{self.case} – {self.other}"
            put_on_record(request, "Rule on two cases", refusal.sentences, about=about, case=self.case)
            return self.page(form, refused=refusal.sentences)
        messages.success(request, _("Done."))
        return leading_to(reverse("admin:refunds_refundcase_change", args=[self.case.pk]), request)

    def page(self, form: RulingForm, **said: Any) -> HttpResponse:
        """The page of the pair."""
        found = next((one for one in alike(self.case) if one.case.pk == self.other.pk), None)
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            **summary(self.case),
            "opts": self.model_admin.opts,
            "original": self.case,
            "title": _("Same case?"),
            "other": self.other,
            "found": found,
            "form": form,
            **said,
        }
        return TemplateResponse(self.request, "admin/refunds/refundcase/duplicate.html", context)


def radar(case: RefundCase, person: Any) -> dict[str, Any]:
    """What the panel shows: the cases that look alike, and whether this person may rule on them."""
    return {"alike": alike(case), "rules_on_duplicates": not rule.RULES.refusals(case, person)}
