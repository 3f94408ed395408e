"""Put a case under legal hold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.steps.fields import InstantField
from refunds.admin.steps.step import ReasonForm, Step, step
from refunds.models import RefundCase
from refunds.models.vocabulary import LegalKind
from refunds.operations import legal_hold


class HoldForm(ReasonForm):
    kind = forms.ChoiceField(label=_("Proceedings"), choices=LegalKind.choices, widget=forms.RadioSelect)
    reference = forms.CharField(label=_("File number"), max_length=200, required=False)
    filed_at = InstantField(label=_("Filed at"))
    field_order = ["kind", "reference", "filed_at", "why"]


@step
class Hold(Step):
    name, label, place, tone = "hold", _("Put under legal hold"), 210, "grave"
    rare = True
    intro = _("Everything stops, payouts that were not sent too, while the proceedings are pending.")
    done = _("The case is under legal hold.")
    transitions = ("hold",)
    form = HoldForm

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        legal_hold.hold(
            case.pk, kind=answers["kind"], reference=answers["reference"], filed_at=answers["filed_at"], act=act
        )
