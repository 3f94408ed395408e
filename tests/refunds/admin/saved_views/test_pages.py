"""A list kept as a view, opened again, and opened by somebody else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from refunds.models import RefundCase, Refusal, SavedView
from tests.at_the_desk import Desk, Person

pytestmark = pytest.mark.django_db
QUEUE = reverse("admin:refunds_refundcase_changelist")
SAVE = reverse("admin:refunds_refundcase_save_view")
REMOVE = reverse("admin:refunds_refundcase_remove_view")
Make = Callable[..., RefundCase]


def keeps(person: Person, query: str, **form: Any) -> SavedView:
    """Save the list at an address as a view."""
    person.client.post(f"{SAVE}?{query}", {"name": "Mine first", "columns": ["number", "due"], **form})
    return SavedView.objects.latest("pk")


def shown(person: Person, view: SavedView) -> Any:
    return person.client.get(f"{QUEUE}?view={view.token}").context


def test_a_view_comes_back_with_its_filter_its_order_and_its_columns(desk: Desk, open_case: Make, taken: Make) -> None:
    for number in ("RC-1", "RC-2"):
        taken(open_case(number))
    open_case("RC-3")
    mei = desk("mei")

    context = shown(mei, keeps(mei, "tab=mine&o=-number"))

    assert [case.number for case in context["cl"].result_list] == ["RC-2", "RC-1"]
    assert [head.name for head in context["heads"]] == ["number", "due"]
    assert context["tab"].key == "mine"


def test_an_order_is_kept_where_a_column_of_the_view_sorts_so(desk: Desk) -> None:
    view = keeps(desk("mei"), "tab=open&o=-due")

    assert view.query == {"tab": "open", "o": "-due"}
    assert keeps(desk("mei"), "tab=open&o=-password").query == {"tab": "open"}


def test_a_shared_link_shows_the_readers_own_cases_and_an_unshared_one_nothing(
    desk: Desk, open_case: Make, taken: Make
) -> None:
    taken(open_case("RC-1"), by="mei")
    taken(open_case("RC-2"), by="tom")
    view = keeps(desk("mei"), "tab=mine", shared="on")
    assert [case.number for case in shown(desk("tom"), view)["cl"].result_list] == ["RC-2"]

    keeps(desk("mei"), "tab=mine")
    page = desk("tom").client.get(f"{QUEUE}?view={view.token}")
    assert "There is no such view, or it is not shared with you." in page.content.decode()
    assert page.context["view"] is None


def test_a_link_opens_no_queue_to_who_may_see_none(desk: Desk) -> None:
    view = keeps(desk("mei"), "tab=open", shared="on")

    assert desk("adam").client.get(f"{QUEUE}?view={view.token}").status_code == 403


def test_filters_beside_a_view_narrow_it_and_keep_its_columns(desk: Desk, case: RefundCase) -> None:
    mei = desk("mei")
    view = keeps(mei, "tab=mine")

    context = mei.client.get(f"{QUEUE}?view={view.token}&tab=unassigned").context

    assert [one.number for one in context["cl"].result_list] == ["RC-1"]
    assert len(context["heads"]) == 2


def test_what_is_no_filter_of_the_queue_is_not_kept(desk: Desk) -> None:
    assert keeps(desk("mei"), "tab=open&customer__email=a&p=3").query == {"tab": "open"}


def test_a_view_is_removed_by_its_owner(desk: Desk) -> None:
    view = keeps(desk("mei"), "tab=open", shared="on")

    desk("tom").client.post(REMOVE, {"token": view.token})
    assert not SavedView.fetch(view.pk).removed
    assert Refusal.objects.get().said == "This is no view of yours."
    desk("mei").client.post(REMOVE, {"token": view.token})
    assert SavedView.fetch(view.pk).removed
