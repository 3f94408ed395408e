"""The keys of the desk, as the dialog lists them. What each does stands in refunds/static/refunds/keys.js."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from refunds.admin.steps import desk  # noqa: F401 - fills STEPS
from refunds.admin.steps.step import in_order


class Key(NamedTuple):
    """What is pressed, one after the other or together, and what it does."""

    pressed: tuple[str, ...]
    does: Any


class Keys(NamedTuple):
    """Keys that work in one place."""

    where: Any
    keys: list[Key]


EVERYWHERE = [
    Key(("?",), _("Show the keys")),
    Key(("/",), _("Search")),
    Key(("Ctrl", "K"), _("Find a case, a customer, an order or a charge")),
    Key(("n",), _("Take the next case")),
    Key(("u",), _("Go to the queue")),
]
IN_LISTS = [
    Key(("j",), _("Next row")),
    Key(("k",), _("Row before")),
    Key(("Enter",), _("Open the row")),
]
IN_FORMS = [
    Key(("Ctrl", "Enter"), _("Send the form")),
    Key(("Esc",), _("Close; nothing is sent")),
]


def all_keys() -> list[Keys]:
    """Every key, by where it works."""
    steps = [Key((step.key,), step.label) for step in in_order() if step.key]
    return [
        Keys(_("Everywhere"), EVERYWHERE),
        Keys(_("In a list"), IN_LISTS),
        Keys(_("On the page of a case"), steps),
        Keys(_("In the form of a step"), IN_FORMS),
    ]
