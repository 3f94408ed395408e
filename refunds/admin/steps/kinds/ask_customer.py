"""Ask the customer for what is missing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.steps.step import Step, StepForm, step
from refunds.letters.missing import ASKED_FOR
from refunds.models import RefundCase
from refunds.operations import correspondence


class AskForm(StepForm):
    missing = forms.MultipleChoiceField(
        label=_("What is missing"),
        choices=[(word, capfirst(text)) for word, text in ASKED_FOR.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Listed in the letter, one line each."),
    )
    text = forms.CharField(
        label=_("Message to the customer"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text=_("The customer reads this. The list, the deadline and the closing are added."),
    )

    def clean(self) -> dict[str, Any]:
        """Words of one's own are needed only where the list says nothing."""
        answers = super().clean() or self.cleaned_data
        if not answers.get("text") and not answers.get("missing"):
            self.add_error("text", _("Write what you ask the customer for, or choose what is missing."))
        return answers


@step
class AskCustomer(Step):
    name, label, place = "ask_customer", _("Ask the customer"), 40
    writes = has_replies = True
    key, leads_on = "q", "take"
    intro = _("The customer gets a letter, and the case waits for the answer.")
    done = _("The question was sent; the case waits for the customer.")
    transitions = ("ask_customer",)
    form = AskForm

    def initial(self, case: RefundCase) -> dict[str, Any]:
        """What the latest evaluation says is missing."""
        evaluation = case.current_evaluation
        return {"missing": evaluation.document["missing"] if evaluation else []}

    def letter(self, case: RefundCase, answers: dict[str, Any], at: dt.datetime) -> str:
        """The question with its list, its deadline and its closing."""
        return correspondence.question_of(case, answers["text"], answers["missing"], at)

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        correspondence.ask_customer(case.pk, text=answers["text"], missing=answers["missing"], act=act)
