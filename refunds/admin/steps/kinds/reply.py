"""Write to the customer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.steps.step import Step, StepForm, step
from refunds.models import RefundCase
from refunds.operations import correspondence


class ReplyForm(StepForm):
    text = forms.CharField(
        label=_("Message to the customer"),
        widget=forms.Textarea(attrs={"rows": 8, "class": "to-customer"}),
        help_text=_("The customer reads this as you write it."),
    )


@step
class Reply(Step):
    name, label, place = "reply", _("Reply"), 60
    writes = has_replies = True
    key = "r"
    intro = _("The customer gets this message. The first answer of a person stops the clock of the first response.")
    done = _("The reply was sent.")
    transitions = ("reply",)
    form = ReplyForm

    def letter(self, case: RefundCase, answers: dict[str, Any], at: dt.datetime) -> str:
        """The words themselves."""
        return str(answers["text"])

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        correspondence.reply(case.pk, text=answers["text"], act=act)
