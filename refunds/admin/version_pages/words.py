"""What policies call their things, in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language, get_language_info, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

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


def reader() -> str:
    """The language of whoever reads, as policies name it."""
    return get_language() or "en"


def language(code: str) -> str:
    """A language by the name that it calls itself."""
    return str(get_language_info(code)["name_local"])


def title(of: Clause | Setting) -> str:
    """The title of a clause or a setting in the reader's language."""
    return of.titled(reader())


def value(setting: Setting, given: Value) -> str:
    """The value of a number, a word or a switch; whatever it is, also one that the setting does not allow."""
    return setting.shown(given, reader())


def unit(setting: Setting) -> str:
    """What a number counts; empty for a word or a switch."""
    return setting.counted(reader())


def allowed(setting: Setting) -> str:
    """Which values a setting allows."""
    if setting.choices:
        return _(", ").join(value(setting, choice) for choice in setting.choices)
    if isinstance(setting.default, bool):
        return _("yes or no")
    return _("%(least)s to %(most)s %(unit)s") % {
        "least": setting.least,
        "most": setting.most,
        "unit": unit(setting),
    }
