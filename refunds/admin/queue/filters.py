"""The filters of the queue."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import StaffMember
from refunds.admin.lists.choice_filter import ChoiceFilter, choose
from refunds.admin.queue.tabs import BY_KEY, Tab, first_tab
from refunds.models import CaseStatus
from refunds.models.vocabulary import Ground, PolicyId, Recommendation


def chosen_tab(request: Any) -> Tab | None:
    """The tab that the address names; without one that of the person's role, or none while they search.

    A search looks in all cases, so it comes without a tab.
    """
    named = BY_KEY.get(request.GET.get("tab", ""))
    searches = any(request.GET.get(name) for name in ("q", *PARAMETERS))
    return named or (None if searches else first_tab(request.user))


def who_works_on_cases() -> QuerySet:
    """Staff to whom a case can be given, by name."""
    rights = {
        "groups__permissions__content_type__app_label": "refunds",
        "groups__permissions__codename": "work_refundcase",
    }
    return (
        StaffMember.objects.filter(is_active=True, **rights).distinct().order_by("first_name", "last_name", "username")
    )


def assignees() -> list[tuple[int, str]]:
    """The same people as choices of a filter."""
    return [(person.pk, str(person)) for person in who_works_on_cases()]


FIXED = (
    choose("status", _("state"), CaseStatus.choices, "state"),
    choose("policy", _("policy"), PolicyId.choices),
    choose("ground", _("ground"), Ground.choices),
    choose("recommendation", _("recommendation"), Recommendation.choices),
)
FILTERS = (*FIXED, choose("assignee", _("assignee"), assignees))
PARAMETERS = tuple(str(chosen.parameter_name) for chosen in FILTERS)


@lru_cache(maxsize=32)
def filters_for(people: tuple[tuple[int, str], ...]) -> tuple[type[ChoiceFilter], ...]:
    """The same filters, where it is known already who works on cases."""
    return (*FIXED, choose("assignee", _("assignee"), people))
