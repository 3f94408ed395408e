"""What stands around the rows of the queue: each person's own counts and views, and who works on cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from accounts.acts import Act
from accounts.staffing import change
from refunds.admin.queue.around import around
from refunds.admin.queue.filters import assignees
from refunds.models import QueueCount, RefundCase
from refunds.operations.saved_views import remove_view, save_view

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
OpenCase = Callable[..., RefundCase]


def due(case: RefundCase, act: Act, **later: float) -> RefundCase:
    case.first_response_by = timezone.now() + dt.timedelta(**later)
    case.save(act=act)
    return case


def test_the_people_to_choose_from_are_those_who_work_on_cases(people: SimpleNamespace) -> None:
    assert list(around(people.mei).people) == assignees()
    assert "Mei" in dict(around(people.mei).people).values()


def test_who_leaves_is_no_longer_among_them(people: SimpleNamespace, act_of: Acts) -> None:
    before = dict(around(people.mei).people)
    tom = people.tom
    names: dict[str, Any] = {"first_name": "Tom", "last_name": "", "email": tom.email}
    change(tom.pk, **names, roles=["agent"], is_active=False, act=act_of("adam"))

    assert set(before) - set(dict(around(people.mei).people)) == {tom.pk}


def test_views_are_the_persons_own_by_name_and_not_those_removed(people: SimpleNamespace, act_of: Acts) -> None:
    kept: dict[str, Any] = {"query": {"tab": "due"}, "columns": ["number"], "shared": True}
    late = save_view(name="Late", **kept, act=act_of("mei"))
    gone = save_view(name="Gone", **kept, act=act_of("mei"))
    all_open = save_view(name="All", **kept, act=act_of("mei"))
    save_view(name="Others", **kept, act=act_of("tom"))
    remove_view(gone.token, act=act_of("mei"))

    assert [view.token for view in around(people.mei).views] == [all_open.token, late.token]
    assert around(people.mei).views[0].shared


def test_counts_tell_the_persons_own_from_the_others_and_late_from_soon(
    people: SimpleNamespace, open_case: OpenCase, taken: OpenCase, act_of: Acts
) -> None:
    taken(due(open_case("RC-1"), act_of("door"), hours=-2), by="mei")
    due(open_case("RC-2"), act_of("door"), hours=2)
    due(open_case("RC-3"), act_of("door"), hours=48)

    mei, tom = around(people.mei).counts, around(people.tom).counts

    assert (mei.mine, tom.mine) == (1, 0)
    assert (mei.unassigned, mei.open) == (2, 3)
    assert mei.due >= mei.overdue >= 1


def test_where_there_is_no_case_every_count_is_nought(people: SimpleNamespace) -> None:
    QueueCount.objects.all().delete()

    assert set(around(people.mei).counts) == {0}
