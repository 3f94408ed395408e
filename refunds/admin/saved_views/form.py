"""What is said of a view: its name, its queue, its order, its columns in their order, and who may open it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from refunds.admin.queue.columns import COLUMNS
from refunds.admin.queue.tabs import TABS

OFFERED = [(column.name, capfirst(column.label)) for column in COLUMNS if column.name != "number"]
"""The number of the case leads to it and stands first in every view."""
ANY = "any"
"""Chosen where a view has no queue, or no order, of its own."""
ORDERS = [
    (ANY, _("As the queue is sorted anyway")),
    ("due", _("Due first")),
    ("-due", _("Due last")),
    ("number", _("By case number, upwards")),
    ("-number", _("By case number, downwards")),
]
EVERYTHING, FIRST = _("All cases"), _("The one that the reader's day begins with")
"""What is looked through where no queue is chosen: with filters everything, without any what the reader begins with."""


class ColumnsInOrder(forms.CheckboxSelectMultiple):
    """Boxes of which those that are ticked come first, in the order in which they were given."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        """The boxes in that order; a form sends them in the order in which they stand."""
        place = {chosen: at for at, chosen in enumerate(value)}
        boxes = super().optgroups(name, value, attrs)
        return sorted(boxes, key=lambda box: place.get(str(box[1][0]["value"]), len(place)))


class ViewForm(forms.Form):
    """One view. has_filters: whether the list that it is made of is narrowed by any."""

    use_required_attribute = False
    name = forms.CharField(label=_("Name of the view"), max_length=60)
    tab = forms.ChoiceField(label=_("Queue"))
    o = forms.ChoiceField(label=_("Sorting"), choices=ORDERS)
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=OFFERED,
        widget=ColumnsInOrder,
        help_text=_("The number of the case comes first. The others stand as they do here."),
    )
    shared = forms.BooleanField(
        label=_("Others may open it by its link"),
        required=False,
        help_text=_("They see what they may see, and their own cases where it says Mine."),
    )

    def __init__(self, *args: Any, has_filters: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        tabs: Any = self.fields["tab"]
        tabs.choices = [(ANY, EVERYTHING if has_filters else FIRST), *((tab.key, tab.name) for tab in TABS)]


def moved(columns: list[str], move: str) -> list[str]:
    """The columns with one of them a place further up or down. move: such as "up state"; nonsense moves nothing."""
    way, _space, name = move.partition(" ")
    if name not in columns or way not in ("up", "down"):
        return columns
    here = columns.index(name)
    there = max(here - 1, 0) if way == "up" else min(here + 1, len(columns) - 1)
    found = list(columns)
    found[here], found[there] = found[there], found[here]
    return found
