"""What policies call their things, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, get_language_info, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from refunds.admin.record import words
from refunds.policies.language import Clause, Kind
from refunds.policies.settings import Setting, Value

KINDS = {
    Kind.DECLARATION: gettext_lazy("declaration"),
    Kind.GROUND: pgettext_lazy("kind of a clause", "ground"),
    Kind.BAR: pgettext_lazy("kind of a clause", "bar"),
    Kind.CONDITION: pgettext_lazy("kind of a clause", "condition"),
    Kind.AMOUNT: pgettext_lazy("kind of a clause", "amount rule"),
    Kind.ROUTE: pgettext_lazy("kind of a clause", "route"),
    Kind.DUTY: pgettext_lazy("kind of a clause", "duty"),
}
UNITS = {
    "days": gettext_lazy("days"),
    "business days": gettext_lazy("business days"),
    "working days": gettext_lazy("working days"),
    "hours": gettext_lazy("hours"),
    "o'clock": gettext_lazy("o'clock"),
}
VALUES = {
    "half_up": gettext_lazy("half up"),
    "half_even": gettext_lazy("half to even"),
    "down": gettext_lazy("down"),
    "supervisor": gettext_lazy("a supervisor decides"),
    "reject": gettext_lazy("rejects"),
    "ignore": gettext_lazy("is ignored"),
}


def language(code: str) -> str:
    """A language by the name that it calls itself."""
    return str(get_language_info(code)["name_local"])


def title(clause: Clause) -> str:
    """The title of a clause in the reader's language."""
    return clause.titled(get_language() or "en")


def value(setting: Setting, given: Value) -> str:
    """The value of a number, a word or a switch; whatever it is, also one that the setting does not allow."""
    if isinstance(given, bool):
        return words.answer(given)
    return str(VALUES.get(given, given)) if isinstance(given, str) else str(given)


def unit(setting: Setting) -> Any:
    """What a number counts; empty for a word or a switch."""
    return UNITS.get(setting.unit, setting.unit)


def allowed(setting: Setting) -> str:
    """Which values a setting allows."""
    if setting.choices:
        return ", ".join(value(setting, choice) for choice in setting.choices)
    if isinstance(setting.default, bool):
        return _("yes or no")
    return _("%(least)s to %(most)s %(unit)s") % {
        "least": setting.least,
        "most": setting.most,
        "unit": unit(setting),
    }
