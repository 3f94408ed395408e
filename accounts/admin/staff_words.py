"""How the facts of an account are written on a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.labelled import listed
from accounts.roles import ROLES

NOTHING = "—"


def roles_in_words(ids: Iterable[str]) -> str:
    """The names of roles, in the order of the table."""
    held = set(ids)
    return listed(role.label for role in ROLES if role.id in held) or NOTHING


def instant_in_words(value: dt.datetime | None) -> str:
    """An instant by the clock of the desk, to the minute."""
    return date_format(localtime(value), pgettext("format of an instant", "j M Y, H:i")) if value else NOTHING


def in_words(value: Any) -> str:
    """A value of the account as text."""
    if isinstance(value, dt.datetime):
        return instant_in_words(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value or NOTHING)
