"""Open the secondary review that a customer asks for."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.steps.fields import LinesField
from refunds.admin.steps.step import Step, StepForm, step
from refunds.letters import review_receipt
from refunds.models import RefundCase
from refunds.operations import review
from refunds.operations.messages import addressee


class ReviewForm(StepForm):
    text = forms.CharField(label=_("What the customer writes"), widget=forms.Textarea(attrs={"rows": 6}))
    evidence = LinesField(label=_("New evidence"), help_text=_("One kind a line, such as: screenshot"))


@step
class AskReview(Step):
    name, label, place = "ask_review", _("Ask for a secondary review"), 160
    writes = True
    intro = _("The customer disagrees. Somebody who had no hand in the first decision looks again.")
    done = _("The secondary review is open.")
    transitions = ("ask_review",)
    form = ReviewForm

    def letter(self, case: RefundCase, answers: dict[str, Any], at: dt.datetime) -> str:
        """The receipt."""
        return review_receipt(addressee(case), brings_new=bool(answers["evidence"]))

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        review.ask_review(case.pk, text=answers["text"], evidence=answers["evidence"], act=act)
