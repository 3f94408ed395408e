"""Saved views: one's own, and others' where they are shared."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.acts import Act
from refunds.models import SavedView
from refunds.operations.perform import Refused
from refunds.operations.saved_views import AT_MOST, remove_view, save_view, view_for

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]


def saved(act: Act, **other: Any) -> SavedView:
    values = {"name": "Late audits", "query": {"tab": "due"}, "columns": ["number", "due"], "shared": False}
    return save_view(**{**values, **other}, act=act)


def views_of(person: Any) -> list[SavedView]:
    return list(SavedView.objects.filter(owner=person, removed=False))


def test_a_view_is_ones_own_until_it_is_shared(act_of: Acts) -> None:
    mei, tom = act_of("mei"), act_of("tom")
    token = saved(mei).token
    assert view_for(token, mei.by) is not None
    assert view_for(token, tom.by) is None

    assert saved(mei, token=token, shared=True).token == token
    assert view_for(token, tom.by) is not None
    assert views_of(tom.by) == []


def test_a_view_is_changed_and_renamed_under_its_link(act_of: Acts) -> None:
    token = saved(act_of("mei")).token

    saved(act_of("mei"), token=token, name="Mine", query={"tab": "mine"}, columns=["due", "state"])

    (view,) = views_of(act_of("mei").by)
    assert (view.token, view.name, view.query, view.columns) == (token, "Mine", {"tab": "mine"}, ["due", "state"])


def test_a_view_is_changed_by_nobody_else(act_of: Acts) -> None:
    token = saved(act_of("mei"), shared=True).token

    with pytest.raises(Refused, match="no view of yours"):
        saved(act_of("tom"), token=token)


def test_a_name_is_given_once_by_each_person(act_of: Acts) -> None:
    saved(act_of("mei"))
    saved(act_of("tom"))
    other = saved(act_of("mei"), name="Mine")

    for token in ("", other.token):
        with pytest.raises(Refused, match="another view of this name"):
            saved(act_of("mei"), token=token)


def test_a_removed_view_is_gone_for_everybody_and_its_history_stays(act_of: Acts) -> None:
    view = saved(act_of("mei"), shared=True)
    with pytest.raises(Refused, match="no view of yours"):
        remove_view(view.token, act=act_of("tom"))

    remove_view(view.token, act=act_of("mei"))

    assert (views_of(act_of("mei").by), view_for(view.token, act_of("tom").by)) == ([], None)
    assert view.history.count() == 2
    assert saved(act_of("mei")).token != view.token


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Give the view a name"),
        ({"columns": []}, "one column"),
        ({"query": {"q": "x" * 201}}, "too long"),
    ],
)
def test_what_makes_no_view_is_refused(act_of: Acts, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        saved(act_of("mei"), **wrong)


def test_a_person_has_so_many_views_and_no_more(act_of: Acts) -> None:
    for number in range(AT_MOST):
        saved(act_of("mei"), name=f"View {number}")

    with pytest.raises(Refused, match="You have 50 views: remove one first"):
        saved(act_of("mei"), name="One more")


def test_who_sees_no_cases_saves_no_view(act_of: Acts) -> None:
    with pytest.raises(Refused, match="Your role does not include this step"):
        saved(act_of("adam"))
