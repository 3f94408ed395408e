"""The signature under every change."""

import datetime as dt
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from types import SimpleNamespace

import pytest

from accounts.acts import Act
from accounts.models import StaffMember
from tests.cast import MOMENT

Acts = Callable[..., Act]


@pytest.mark.django_db
def test_an_act_says_who_when_and_why(people: SimpleNamespace) -> None:
    act = Act(by=people.mei, at=MOMENT, why="next in the queue")
    assert (act.by, act.at, act.why) == (people.mei, MOMENT, "next in the queue")


@pytest.mark.django_db
def test_an_instant_without_a_time_zone_is_none(people: SimpleNamespace) -> None:
    with pytest.raises(ValueError, match="needs an instant with a time zone"):
        Act(by=people.mei, at=dt.datetime(2026, 3, 11, 10, 0))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize("nobody", [None, StaffMember(username="not stored")])
def test_somebody_signs(nobody: StaffMember | None) -> None:
    with pytest.raises(ValueError, match="needs a person or a service account that is stored"):
        Act(by=nobody, at=MOMENT)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_an_act_is_not_altered(act_of: Acts) -> None:
    act = act_of("mei")
    with pytest.raises(FrozenInstanceError):
        act.why = "another reason"  # type: ignore[misc]


@pytest.mark.django_db
def test_the_same_person_at_the_same_instant_may_have_another_reason(act_of: Acts) -> None:
    act = act_of("mei", "the first")
    other = act.because("the second")
    assert (other.by, other.at, other.why) == (act.by, act.at, "the second")
    assert act.why == "the first"
