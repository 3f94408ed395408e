"""The signature under every change: who, when and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from accounts.models import StaffMember


class UnsignedChange(TypeError):
    """A recorded row was saved without an Act; nothing was written."""


@dataclass(frozen=True, slots=True)
class Act:
    """One person doing one thing at one instant for one reason.

    by: the staff member, or the service account of a worker or a door; never nobody.
    at: an aware instant; the caller's clock, so that all rows of one step carry the same one.
    why: one sentence for the history; may be empty only where the step itself says it all.
    """

    by: StaffMember
    at: dt.datetime
    why: str = ""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(_("An act needs an instant with a time zone."))
        if self.by is None or self.by.pk is None:
            raise ValueError(_("An act needs a person or a service account that is stored."))

    def because(self, why: str) -> Act:
        """The same person at the same instant, for another reason."""
        return Act(by=self.by, at=self.at, why=why)
