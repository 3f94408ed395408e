"""What people do about a payout: give it up, record its return, establish how it ended."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from accounts.models import Recorded
from refunds.admin.sanctions.sanction import Sanction
from refunds.guards import NOT_IN_ROLE
from refunds.models import Ended, Payout
from refunds.operations.cancel_payout import cancel_payout
from refunds.operations.establish_outcome import (
    against_proposing,
    confirm_outcome,
    decline_outcome,
    propose_outcome,
    waiting,
)
from refunds.operations.perform import Refused, refusals
from refunds.operations.record_return import record_return

NOTHING_FOUND = _("Nobody has said yet how this payout ended.")
RIGHTS = (
    "refunds.cancel_payout",
    "refunds.return_payout",
    "refunds.propose_establishedoutcome",
    "refunds.confirm_establishedoutcome",
)


class OutcomeForm(forms.Form):
    """How it ended, and what shows it."""

    use_required_attribute = False
    ended = forms.ChoiceField(label=_("How it ended"), choices=Ended.choices, widget=forms.RadioSelect)
    provider_reference = forms.CharField(
        label=_("Reference of the provider"), max_length=100, required=False, help_text=_("where it was paid")
    )
    evidence = forms.CharField(
        label=_("What shows it"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("the line of a statement, an answer of the provider with its date"),
    )


class SecondForm(forms.Form):
    """What the second person says; needed to decline."""

    use_required_attribute = False
    why = forms.CharField(label=_("What you saw"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


def against_second(row: Recorded, name: str, person: Any) -> list[str]:
    """Why the person can't rule on what was found out about the payout."""
    found = waiting(row) if isinstance(row, Payout) else None
    step = name.removesuffix("_outcome")
    return refusals(found, step, person) if found else [str(NOTHING_FOUND)]


def against_first(row: Recorded, name: str, person: Any) -> list[str]:
    """Why the person can't say how the payout ended."""
    assert isinstance(row, Payout)
    return against_proposing(row, person)


def ruled(call: Any) -> Any:
    """The operation on what was found out, called for the payout."""

    def rule(payout_id: int, *, act: Act) -> Any:
        found = waiting(Payout.fetch(payout_id))
        if found is None:
            raise Refused(NOTHING_FOUND)
        return call(found.pk, act=act)

    return rule


def is_task(row: Any) -> bool:
    """Whether the payout waits for its first person."""
    return row.task_since is not None and not waiting(row)


def is_found(row: Any) -> bool:
    """Whether it waits for its second one."""
    return waiting(row) is not None


ON_PAYOUTS = (
    Sanction(
        "propose_outcome",
        _("Say how it ended"),
        _("Ask the provider with the key of the payout. A second person confirms what you found."),
        propose_outcome,
        form=OutcomeForm,
        against=against_first,
        is_next=is_task,
    ),
    Sanction(
        "confirm_outcome",
        _("Confirm how it ended"),
        _("Look at the evidence yourself. Paid, it is booked; not paid, its case is open again."),
        ruled(confirm_outcome),
        form=SecondForm,
        against=against_second,
        is_next=is_found,
    ),
    Sanction(
        "decline_outcome",
        _("Decline the finding"),
        _("The evidence does not show it. The task is open again."),
        ruled(decline_outcome),
        form=SecondForm,
        against=against_second,
    ),
    Sanction("come_back", _("Record its return"), _("The bank or the provider sent the money back."), record_return),
    Sanction(
        "cancel",
        _("Cancel it"),
        _("Nothing was sent. Its money is free again, and its case is open."),
        cancel_payout,
        tone="grave",
    ),
)


def no_part(row: Recorded, name: str, person: Any) -> list[str]:
    """Why the person has no part in any of it."""
    return [] if any(person.has_perm(right) for right in RIGHTS) else [str(NOT_IN_ROLE)]
