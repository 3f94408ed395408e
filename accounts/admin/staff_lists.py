"""The two filters of the list of staff."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.roles import ROLES

NO_ROLE = "none"


class RoleFilter(SimpleListFilter):
    """By role; “no role” are those who can sign in and see nothing."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """The roles of the table."""
        return [*((role.id, role.label) for role in ROLES), (NO_ROLE, _("no role"))]

    def queryset(self, request: Any, queryset: QuerySet) -> QuerySet:
        """Who holds it; an invented role is refused as any unknown parameter is."""
        role = known(self)
        if role is None:
            return queryset
        return queryset.filter(groups__isnull=True) if role == NO_ROLE else queryset.filter(groups__name=role)


class StateFilter(SimpleListFilter):
    """Who is there, who has left, and what isn't a person."""

    title = _("state")
    parameter_name = "state"

    STATES = {"active": {"is_active": True}, "left": {"is_active": False}, "service": {"is_service": True}}

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """The states."""
        return [("active", _("active people")), ("left", _("inactive people")), ("service", _("service accounts"))]

    def queryset(self, request: Any, queryset: QuerySet) -> QuerySet:
        """The accounts in that state."""
        state = known(self)
        return queryset if state is None else queryset.filter(**{"is_service": False, **self.STATES[state]})


def known(chosen: SimpleListFilter) -> str | None:
    """The chosen value, None where nothing is chosen; refuses one that isn't offered."""
    value: str | None = chosen.value()
    if value and value not in {str(offered) for offered, _label in chosen.lookup_choices}:
        raise IncorrectLookupParameters(f"{chosen.parameter_name}={value}")
    return value or None
