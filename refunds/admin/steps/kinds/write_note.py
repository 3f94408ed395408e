"""Leave a note among ourselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.steps.step import Step, StepForm, step
from refunds.models import RefundCase
from refunds.operations import correspondence


class NoteForm(StepForm):
    text = forms.CharField(
        label=_("Internal note"),
        widget=forms.Textarea(attrs={"rows": 6, "class": "internal"}),
        help_text=_("Only staff read this. It is never a reason of a decision."),
    )


@step
class WriteNote(Step):
    name, label, place = "write_note", _("Write a note"), 70
    key = "i"
    intro = _("For the colleagues; the customer never sees it.")
    done = _("The note is on file.")
    transitions = ("write_note",)
    form = NoteForm

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        correspondence.write_note(case.pk, text=answers["text"], act=act)
