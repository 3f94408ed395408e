"""A filter by one of a few values, shown as a select; a value that is none of them filters nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet

Choices = Sequence[tuple[Any, Any]]


class ChoiceFilter(SimpleListFilter):
    """The base of the filters; `choose` makes one for a field."""

    field = ""
    options: Choices | Callable[[], Choices] = ()

    def lookups(self, request: Any, model_admin: Any) -> Choices:
        """The values to choose from."""
        return choices_of(type(self))

    def queryset(self, request: Any, queryset: QuerySet) -> QuerySet:
        """The rows with the chosen value; an unknown one is refused as any unknown parameter is."""
        chosen = self.value()
        if not chosen:
            return queryset
        if chosen not in {str(value) for value, _label in self.lookup_choices}:
            raise IncorrectLookupParameters(f"{self.parameter_name}={chosen}")
        return self.narrow(queryset, chosen)

    def narrow(self, queryset: QuerySet, chosen: str) -> QuerySet:
        """The rows of one of the values."""
        return queryset.filter(**{self.field: chosen})


def choices_of(kind: type[ChoiceFilter]) -> Choices:
    """The values of a filter."""
    return kind.options() if callable(kind.options) else kind.options


def choose(field: str, title: Any, options: Choices | Callable[[], Choices], parameter: str = "") -> type[ChoiceFilter]:
    """A filter on a field. options: pairs of value and label, or a function that finds them."""
    values = {"field": field, "title": title, "parameter_name": parameter or field}
    # A function in a class body becomes a method, so it is wrapped to stay one.
    values["options"] = staticmethod(options) if callable(options) else options
    return type(f"{field.title()}Filter", (ChoiceFilter,), values)
