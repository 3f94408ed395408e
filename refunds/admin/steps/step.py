"""What a step is: a button that says why it is off, a form with the fields of the step, and one call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.models import RefundCase
from refunds.operations.perform import refusals


class StepForm(forms.Form):
    """The fields of one step on one case, for one person."""

    use_required_attribute = False

    def __init__(self, case: RefundCase, person: Any, data: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.case, self.person = case, person
        self.prepare()

    def prepare(self) -> None:
        """Fill in the choices that depend on the case."""


class ReasonForm(StepForm):
    """Nothing but the reason that the history keeps."""

    why = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class OptionalReasonForm(StepForm):
    """A reason where there is something to say."""

    why = forms.CharField(
        label=_("Remark for the history"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False
    )


class Step:
    """One step of a case.

    place: where its button stands; tone: main, plain or grave; rare: it stands in a menu; key: the letter opening it;
    writes: the customer may get a letter; has_replies: a canned reply can be put into the message;
    leads_on: what may open when it is done: "take" the next unassigned case, "approve" the next decision, or nothing.
    """

    name: ClassVar[str]
    label: ClassVar[Any]
    intro: ClassVar[Any] = ""
    done: ClassVar[Any] = _("Done.")
    place: ClassVar[int]
    tone: ClassVar[str] = "plain"
    rare: ClassVar[bool] = False
    key: ClassVar[str] = ""
    leads_on: ClassVar[str] = ""
    writes: ClassVar[bool] = False
    has_replies: ClassVar[bool] = False
    transitions: ClassVar[tuple[str, ...]] = ()
    form: ClassVar[type[StepForm]] = OptionalReasonForm
    template: ClassVar[str] = "admin/refunds/refundcase/step.html"

    def refusals(self, case: RefundCase, person: Any) -> list[str]:
        """Why this person may not take the step now; empty when one of its transitions is open to them."""
        against = [refusals(case, name, person) for name in self.transitions]
        return min(against, key=len) if all(against) else []

    def initial(self, case: RefundCase) -> dict[str, Any]:
        """What the form is filled in with."""
        return {}

    def beside(self, case: RefundCase, person: Any) -> dict[str, Any]:
        """What the page shows beside the form."""
        return {}

    def letter(self, case: RefundCase, answers: dict[str, Any], at: dt.datetime) -> str:
        """The letter that the step would send, by the code that sends it; empty where it sends none."""
        return ""

    def why(self, answers: dict[str, Any]) -> str:
        """The reason that signs the act."""
        return str(answers.get("why", ""))

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        """Call the operation. It checks everything itself, under its locks."""
        raise NotImplementedError


STEPS: dict[str, Step] = {}
"""The steps by name, each put here by its own file."""


def step(kind: type[Step]) -> type[Step]:
    """Put a step on the desk."""
    STEPS[kind.name] = kind()
    return kind


def in_order() -> list[Step]:
    """The steps as their buttons stand."""
    return sorted(STEPS.values(), key=lambda one: one.place)
