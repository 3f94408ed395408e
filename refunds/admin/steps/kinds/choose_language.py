"""Say in which language the customer is written to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from accounts.models.customer import Language
from refunds.admin.steps.step import Step, StepForm, step
from refunds.models import RefundCase
from refunds.operations import letter_language


class LanguageForm(StepForm):
    language = forms.ChoiceField(label=_("Language of letters"), choices=Language.choices, widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Remark for the history"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False
    )


@step
class ChooseLanguage(Step):
    name, label, place = "choose_language", _("Choose the language of letters"), 65
    rare = True
    intro = _("From now on the customer is written to in this language, in all of their cases.")
    done = _("The language of letters is set.")
    transitions = ("choose_language",)
    form = LanguageForm

    def initial(self, case: RefundCase) -> dict[str, Any]:
        """The language so far."""
        return {"language": case.customer.language}

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        letter_language.choose_language(case.pk, language=answers["language"], act=act)
