"""End a legal hold."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.steps.step import ReasonForm, Step, step
from refunds.models import RefundCase
from refunds.operations import legal_hold


@step
class Release(Step):
    name, label, place = "release", _("Release the hold"), 220
    intro = _("The case goes on where it stood. Say how the proceedings ended.")
    done = _("The hold is released.")
    transitions = ("release",)
    form = ReasonForm

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        legal_hold.release(case.pk, act=act)
