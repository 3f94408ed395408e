"""Stop a case while a third party mediates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.steps.fields import InstantField
from refunds.admin.steps.step import ReasonForm, Step, step
from refunds.models import RefundCase
from refunds.operations import mediation


class MediationForm(ReasonForm):
    body = forms.CharField(label=_("Who mediates"), max_length=200)
    requested_at = InstantField(label=_("Asked for at"))
    field_order = ["body", "requested_at", "why"]


@step
class BeginMediation(Step):
    name, label, place, tone = "begin_mediation", _("Begin a mediation"), 230, "grave"
    rare = True
    intro = _("Nothing is decided and no payout is sent until it ends. The customer gets a letter.")
    done = _("The case is in mediation.")
    transitions = ("begin_mediation",)
    form = MediationForm

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        mediation.begin_mediation(case.pk, body=answers["body"], requested_at=answers["requested_at"], act=act)
