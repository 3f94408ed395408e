"""What all letters share: to whom and in what language, the closing, and how amounts and instants are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from refunds.calendars import UTC8
from refunds.money import Money

ROUTES = {
    "original": gettext_lazy("to the account that paid"),
    "bank_transfer": gettext_lazy("by bank transfer"),
    "account_balance": gettext_lazy("to your account balance"),
}


class Amount(NamedTuple):
    """One sum that goes back, and the way it goes: a code of refunds.models.Route."""

    money: Money
    route: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets the letter. name: may be empty; number: of the case; language: a code of settings.LANGUAGES."""

    name: str
    number: str
    language: str = "en"

    def reading(self) -> translation.override:
        """While this lasts, sentences come in the addressee's language."""
        return translation.override(self.language)

    def sheet(self, *paragraphs: str) -> str:
        """The whole letter around its paragraphs; empty ones are left out."""
        greeting = _("Dear %(name)s,") % {"name": self.name} if self.name else _("Dear customer,")
        subject = _("This is about your refund request %(number)s.") % {"number": self.number}
        whole = (greeting, subject, *paragraphs, _("Your customer service team"))
        return "\n\n".join(paragraph for paragraph in whole if paragraph)


def points(heading: str, lines: Iterable[object]) -> str:
    """A heading and its lines as a list; nothing where there are none."""
    listed = "\n".join(f"- {line}" for line in lines)
    return f"{heading}\n{listed}" if listed else ""


def reasons_told(reasons: Iterable[tuple[str, str]]) -> list[str]:
    """Pairs of a clause id and its sentence, as lines."""
    return [f"{sentence} ({clause})" for clause, sentence in reasons]


def sums(amounts: Iterable[Amount]) -> list[str]:
    """What goes back and by which way: two currencies are two sums and never added."""
    return [f"{amount.money} {ROUTES[amount.route]}" for amount in amounts]


def disagreement() -> str:
    """The right to a secondary review, as the first decision tells it (S-7.2.a, S-7.2.b)."""
    return _(
        "If you disagree, ask us for a secondary review: somebody who took no part in this decision looks at it again. "
        "Please send anything new that supports your request."
    )


def moment(instant: dt.datetime) -> str:
    """An instant by the clock of the desk."""
    local = instant.astimezone(UTC8)
    return _("%(day)s, %(clock)s (UTC+8)") % {"day": f"{local:%Y-%m-%d}", "clock": f"{local:%H:%M}"}
