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
    """Save the list at an address as a view, or change the one whose list it is."""
    person.client.post(f"{SAVE}?{query}", {"name": "Mine first", "tab": "any", "o": "any", "columns": ["due"], **form})
    return SavedView.objects.latest("pk")


def shown(person: Person, view: SavedView) -> Any:
    return person.client.get(f"{QUEUE}?view={view.token}").context


def heads(context: Any) -> list[str]:
    """The columns of a list."""
    return [head.name for head in context["heads"]]


def test_a_view_comes_back_with_its_filter_its_order_and_its_columns(desk: Desk, open_case: Make, taken: Make) -> None:
    for number in ("RC-1", "RC-2"):
        taken(open_case(number))
    open_case("RC-3")
    mei = desk("mei")

    context = shown(mei, keeps(mei, "policy=service", tab="mine", o="-number"))

    assert [case.number for case in context["cl"].result_list] == ["RC-2", "RC-1"]
    assert heads(context) == ["number", "due"]
    assert context["tab"].key == "mine"


def test_columns_stand_as_they_were_put(desk: Desk) -> None:
    mei = desk("mei")

    view = keeps(mei, "tab=open", columns=["due", "customer", "state"])

    assert heads(shown(mei, view)) == ["number", "due", "customer", "state"]
    boxes = mei.client.get(f"{SAVE}?view={view.token}&change=1").context["form"]["columns"]
    assert [box.data["value"] for box in boxes][:4] == ["due", "customer", "state", "ground"]


def test_an_arrow_moves_a_column_without_a_script_and_saves_nothing(desk: Desk) -> None:
    typed = {"name": "Late", "columns": ["due", "customer", "state"], "tab": "open", "o": "-due"}

    form = desk("mei").client.post(f"{SAVE}?policy=302ai", {**typed, "move": "up state"}).context["form"]

    assert form.initial == {**typed, "columns": ["due", "state", "customer"], "shared": ""}
    assert not SavedView.objects.exists()


def test_the_order_is_kept_even_where_no_column_shows_it(desk: Desk) -> None:
    mei = desk("mei")

    view = keeps(mei, "tab=open", columns=["state"], tab="open", o="-due")

    assert view.query == {"tab": "open", "o": "-due"}
    assert mei.client.get(f"{SAVE}?tab=open&o=-due").context["form"].initial["o"] == "-due"
    assert mei.client.get(f"{SAVE}?tab=open&o=-password").context["form"].initial["o"] == "any"


def test_the_form_says_the_filters_as_the_queue_calls_them(desk: Desk) -> None:
    page = desk("mei").client.get(f"{SAVE}?policy=302ai&q=lin").content.decode()

    assert "Filters kept with it: Search: lin, Policy: 302.AI Refund Policy." in page


def test_a_view_is_changed_under_its_link(desk: Desk) -> None:
    mei = desk("mei")
    view = keeps(mei, "policy=302ai", shared="on")

    keeps(mei, f"policy=service&view={view.token}&change=1", name="Ours")

    (changed,) = SavedView.objects.all()
    assert (changed.token, changed.name, changed.query, changed.shared) == (
        view.token,
        "Ours",
        {"policy": "service"},
        False,
    )


def test_who_opens_a_view_of_somebody_else_makes_one_of_their_own(desk: Desk) -> None:
    view = keeps(desk("mei"), "policy=302ai", shared="on")

    keeps(desk("tom"), f"policy=302ai&view={view.token}&change=1")

    assert [one.owner.username for one in SavedView.objects.order_by("pk")] == ["mei", "tom"]


def test_a_shared_link_shows_the_readers_own_cases_and_an_unshared_one_nothing(
    desk: Desk, open_case: Make, taken: Make
) -> None:
    taken(open_case("RC-1"), by="mei")
    taken(open_case("RC-2"), by="tom")
    view = keeps(desk("mei"), "tab=mine", tab="mine", shared="on")
    assert [case.number for case in shown(desk("tom"), view)["cl"].result_list] == ["RC-2"]

    keeps(desk("mei"), f"tab=mine&view={view.token}&change=1", tab="mine")
    page = desk("tom").client.get(f"{QUEUE}?view={view.token}")
    assert "There is no such view, or it is not shared with you." in page.content.decode()
    assert page.context["view"] is None


def test_the_owner_reads_the_whole_link(desk: Desk) -> None:
    view = keeps(desk("mei"), "tab=open", shared="on")

    page = desk("mei").client.get(f"{QUEUE}?view={view.token}").content.decode()

    assert f'value="http://testserver{QUEUE}?view={view.token}"' in page


def test_a_link_opens_no_queue_to_who_may_see_none(desk: Desk) -> None:
    view = keeps(desk("mei"), "tab=open", shared="on")

    assert desk("adam").client.get(f"{QUEUE}?view={view.token}").status_code == 403


def test_filters_beside_a_view_narrow_it_and_keep_its_columns(desk: Desk, case: RefundCase) -> None:
    mei = desk("mei")
    view = keeps(mei, "tab=mine")

    context = mei.client.get(f"{QUEUE}?view={view.token}&tab=unassigned").context

    assert [one.number for one in context["cl"].result_list] == ["RC-1"]
    assert heads(context) == ["number", "due"]


def test_a_filter_in_a_view_with_a_queue_stays_in_that_queue(desk: Desk) -> None:
    view = keeps(desk("mei"), "policy=service", tab="mine")

    page = desk("mei").client.get(f"{QUEUE}?view={view.token}").content.decode()

    assert '<input type="hidden" name="tab" value="mine">' in page
    assert "Search in this view" in page


def test_what_is_no_filter_of_the_queue_is_not_kept(desk: Desk) -> None:
    assert keeps(desk("mei"), "policy=302ai&customer__email=a&p=3").query == {"policy": "302ai"}


def test_a_view_is_removed_by_its_owner(desk: Desk) -> None:
    view = keeps(desk("mei"), "tab=open", shared="on")

    desk("tom").client.post(REMOVE, {"token": view.token})
    assert not SavedView.fetch(view.pk).removed
    assert Refusal.objects.get().said == "This is no view of yours."
    desk("mei").client.post(REMOVE, {"token": view.token})
    assert SavedView.fetch(view.pk).removed
