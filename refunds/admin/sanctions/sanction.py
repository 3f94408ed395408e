"""A sanction as a button: its name, its form, the operation that it calls. Steps of other rows are made of it too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from accounts.models import Recorded
from accounts.models.sanction import Measure, SanctionStatus
from accounts.models.violation import ViolationType
from refunds.admin.steps.buttons import Button, Buttons
from refunds.operations import enforce
from refunds.operations import sanction as sanctioning
from refunds.operations.perform import refusals

SAID_AT_ONCE = 2
"""Reasons that stand beside a button; more of them are read in the sheet of what is not possible."""


class BecauseForm(forms.Form):
    """The reason, which stays on record."""

    use_required_attribute = False
    why = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=enforce.LONGEST_REASON
    )


class AllegationForm(forms.Form):
    """What the customer is said to have done."""

    use_required_attribute = False
    type = forms.ChoiceField(label=_("What it is"), choices=ViolationType.choices, widget=forms.RadioSelect)
    reference = forms.CharField(label=_("Number of the report or the record"), max_length=200)
    note = forms.CharField(label=_("Who says what"), widget=forms.Textarea(attrs={"rows": 4}))


class ProposedForm(BecauseForm):
    """What is done about an account, and why."""

    measure = forms.ChoiceField(label=_("Measure"), choices=Measure.choices, widget=forms.RadioSelect)
    record = forms.CharField(
        label=_("Violation that it rests on"),
        help_text=_("Number of the record; empty where there is none"),
        max_length=200,
        required=False,
    )
    field_order = ["measure", "record", "why"]


def transition(row: Recorded, name: str, person: Any) -> list[str]:
    """Why the row can't take the transition of this name."""
    return refusals(row, name, person)


def right(row: Recorded, name: str, person: Any) -> list[str]:
    """Why the person can't put anything on record."""
    return [str(sentence) for sentence in enforce.MAY_RECORD.refusals(row, person)]


def proposing(row: Any, name: str, person: Any) -> list[str]:
    """Why the person can't propose a sanction on the customer."""
    return sanctioning.against_proposing(row, person)


def waits(row: Any) -> bool:
    """Whether a sanction waits for its second person."""
    return bool(row.status == SanctionStatus.PROPOSED)


def never(row: Recorded) -> bool:
    """No row waits for it."""
    return False


@dataclass(frozen=True, slots=True)
class Sanction:
    """One thing to do.

    name: of the transition, where it is one; call: the operation; is_next: whether the row waits for it.
    """

    name: str
    label: Any
    intro: Any
    call: Callable[..., Any]
    tone: str = "plain"
    form: type[forms.Form] = BecauseForm
    against: Callable[[Any, str, Any], list[str]] = transition
    is_next: Callable[[Any], bool] = never

    def refusals(self, row: Any, person: Any) -> list[str]:
        """Why the person may not do it now."""
        return self.against(row, self.name, person)

    def take(self, row: Recorded, answers: Mapping[str, Any], by: Any, at: Any) -> None:
        """Call the operation; the reason signs the act, everything else is its own."""
        details = {name: value for name, value in answers.items() if name != "why"}
        self.call(row.pk, **details, act=Act(by=by, at=at, why=answers.get("why") or answers.get("note", "")))


ON_CUSTOMERS = (
    Sanction(
        "allege",
        _("Record a violation"),
        _("Alleged is not confirmed: it is a fact of the customer's cases, which are looked at again."),
        enforce.allege_violation,
        form=AllegationForm,
        against=right,
    ),
    Sanction(
        "propose",
        _("Propose a sanction"),
        _("Nothing happens to the account before another supervisor approves it. No refund depends on it."),
        sanctioning.propose_sanction,
        form=ProposedForm,
        against=proposing,
    ),
    Sanction("reinstate", _("Reinstate"), _("The account is given back."), enforce.reinstate_customer),
)
ON_VIOLATIONS = (
    Sanction("confirm", _("Confirm"), _("It is made out, and bars refunds from here on."), enforce.confirm_violation),
    Sanction("clear", _("Clear"), _("The sanction was served, or the matter is settled."), enforce.clear_violation),
    Sanction(
        "overturn", _("Overturn"), _("It never happened and counts as never recorded."), enforce.overturn_violation
    ),
)
ON_SANCTIONS = (
    Sanction(
        "approve",
        _("Approve"),
        _("The account is sanctioned at once, for the reason that was proposed."),
        sanctioning.approve_sanction,
        tone="grave",
        is_next=waits,
    ),
    Sanction("decline", _("Decline"), _("The account stays as it is."), sanctioning.decline_sanction),
    Sanction("take_back", _("Take back"), _("Only who proposed it takes it back."), sanctioning.take_back_sanction),
)


def buttons(
    row: Any,
    sanctions: tuple[Sanction, ...],
    person: Any,
    against: Callable[[Any, str, Any], list[str]] = right,
) -> Buttons | None:
    """The sanctions for one person, what the row waits for first; none at all where `against` says no part in them."""
    if against(row, "", person):
        return None
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_step"
    every = [
        Button(one, reverse(name, args=[row.pk, one.name]), one.refusals(row, person), one.is_next(row))
        for one in sanctions
    ]
    on, off = [one for one in every if not one.reasons], [one for one in every if one.reasons]
    near = sorted(on, key=lambda button: not button.is_next)
    next_off = [one for one in off if one.is_next and len(one.reasons) <= SAID_AT_ONCE][:1]
    return Buttons(near, [], next_off, [one for one in off if one not in next_off])
