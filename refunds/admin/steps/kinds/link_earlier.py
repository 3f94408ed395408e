"""Say that a case is the re-application of an earlier one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.acts import Act
from refunds.admin.steps.step import OptionalReasonForm, Step, step
from refunds.models import RefundCase
from refunds.operations.reapplication import link_earlier, may_be_earlier

AT_MOST = 50


class EarlierForm(OptionalReasonForm):
    """Which one."""

    earlier = forms.ModelChoiceField(label=gettext_lazy("Earlier case"), queryset=RefundCase.objects.none())
    field_order = ["earlier", "why"]

    def prepare(self) -> None:
        """Offer the refused applications of the customer."""
        field: Any = self.fields["earlier"]
        latest = may_be_earlier(self.case).values_list("pk", flat=True)[:AT_MOST]
        field.queryset = RefundCase.objects.filter(pk__in=list(latest)).order_by("-received_at", "-pk")


@step
class LinkEarlier(Step):
    name, label, place = "link_earlier", gettext_lazy("Link to the earlier application"), 118
    rare = True
    intro = gettext_lazy(
        "This is the re-application of a refused one (302-IV.4). Its window stays that of the original consumption."
    )
    done = gettext_lazy("The two cases are linked.")
    transitions = ("link_earlier",)
    form = EarlierForm

    def refusals(self, case: RefundCase, person: Any) -> list[str]:
        """There has to be one."""
        found = super().refusals(case, person)
        if not found and not may_be_earlier(case).exists():
            return [_("No application of this customer was refused before.")]
        return found

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        link_earlier(case.pk, earlier_id=answers["earlier"].pk, act=act)
