"""The steps of a version as buttons: try out, propose, publish, withdraw."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.models import Recorded
from refunds.admin.report_pages.form import DayInput
from refunds.admin.sanctions.sanction import BecauseForm, Sanction
from refunds.calendars import at
from refunds.guards import NOT_IN_ROLE
from refunds.models import PolicyVersion, TryOutStatus
from refunds.models.try_out import STOPS
from refunds.models.version_lifecycle import VersionStatus
from refunds.operations.perform import refusals
from refunds.operations.policy_versions import (
    propose_version,
    publish_version,
    reasons_against,
    version_faults,
    withdraw_version,
)
from refunds.operations.try_out import ask_try_out, reasons_against_trying, stop_try_out

RIGHTS = ("draft", "try", "propose", "publish")


class SinceForm(forms.Form):
    """Which cases."""

    use_required_attribute = False
    since = forms.DateField(
        label=_("Cases received since"),
        widget=DayInput,
        required=False,
        help_text=_("Without a date, all stored cases of the policy."),
    )

    def clean_since(self) -> dt.datetime | None:
        """The beginning of the day at the desk."""
        day: dt.date | None = self.cleaned_data["since"]
        return at(day, dt.time.min) if day else None


class RemarkForm(forms.Form):
    """A remark, where there is something to say."""

    use_required_attribute = False
    why = forms.CharField(
        label=_("Remark for the history"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False
    )


def against_trying(version: Recorded, name: str, person: Any) -> list[str]:
    """What the state, the person, the terms and a try-out under way have against it."""
    assert isinstance(version, PolicyVersion)
    return reasons_against_trying(version, person)


def against_proposing(version: Recorded, name: str, person: Any) -> list[str]:
    """What the state, the person and the version itself have against it."""
    assert isinstance(version, PolicyVersion)
    return refusals(version, name, person) or version_faults(version, now())


def against_publishing(version: Recorded, name: str, person: Any) -> list[str]:
    """Every reason; those of its content only where state and person allow it at all."""
    assert isinstance(version, PolicyVersion)
    return refusals(version, name, person) or reasons_against(version, person, now())


def is_to_be_tried(version: PolicyVersion) -> bool:
    """Whether a draft was not yet tried out as it stands."""
    return version.status == VersionStatus.DRAFT and not tried(version)


def is_to_be_proposed(version: PolicyVersion) -> bool:
    """Whether a draft was tried out as it stands."""
    return version.status == VersionStatus.DRAFT and tried(version)


def tried(version: PolicyVersion) -> bool:
    """Whether there is a finished try-out of these very terms."""
    return version.try_outs.filter(status=TryOutStatus.FINISHED, digest=version.digest).exists()


def is_to_be_published(version: PolicyVersion) -> bool:
    """Whether it waits for a second person."""
    return version.status == VersionStatus.PROPOSED


STEPS = (
    Sanction(
        "try_out",
        _("Try it out"),
        _("Stored cases are judged by the version in force and by this one, in the background. No case is changed."),
        ask_try_out,
        form=SinceForm,
        against=against_trying,
        is_next=is_to_be_tried,
    ),
    Sanction(
        "propose",
        _("Propose"),
        _("What the version says is fixed from here on. Somebody else publishes it."),
        propose_version,
        form=RemarkForm,
        against=against_proposing,
        is_next=is_to_be_proposed,
    ),
    Sanction(
        "publish",
        _("Publish"),
        _("It governs from its date on and is never changed again. The version before it ends there."),
        publish_version,
        form=RemarkForm,
        against=against_publishing,
        is_next=is_to_be_published,
    ),
    Sanction(
        "withdraw",
        _("Withdraw"),
        _("It is given up. A new draft can begin from it."),
        withdraw_version,
        tone="grave",
        form=BecauseForm,
    ),
)
ON_TRY_OUTS = (
    Sanction(
        "ask_to_stop",
        _("Stop"),
        _("It ends without a result. It can be asked for again."),
        stop_try_out,
        tone="grave",
        form=RemarkForm,
    ),
)


def no_part(row: Recorded, name: str, person: Any) -> list[str]:
    """Why the person takes no step of a version at all."""
    takes_some = any(person.has_perm(f"refunds.{right}_policyversion") for right in RIGHTS)
    return [] if takes_some else [str(NOT_IN_ROLE)]


def no_stop(row: Recorded, name: str, person: Any) -> list[str]:
    """Why the person stops no try-out."""
    return [str(sentence) for sentence in STOPS.refusals(row, person)]
