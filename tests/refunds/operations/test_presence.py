"""Who is at a case just now."""

import datetime as dt
from types import SimpleNamespace

import pytest

from refunds.models import LASTS, Presence, RefundCase
from refunds.operations.presence import beat, leave
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db


def test_two_who_look_at_one_case_see_each_other_and_not_themselves(case: RefundCase, people: SimpleNamespace) -> None:
    assert beat(case, people.mei, writing=False, at=MOMENT) == []

    [other] = beat(case, people.tom, writing=True, at=MOMENT)
    assert (other.person, other.writing) == (people.mei, False)
    [other] = beat(case, people.mei, writing=False, at=MOMENT)
    assert (other.person, other.writing) == (people.tom, True)


def test_without_a_beat_a_person_is_gone_after_a_while(case: RefundCase, people: SimpleNamespace) -> None:
    beat(case, people.mei, writing=False, at=MOMENT)

    assert beat(case, people.tom, writing=False, at=MOMENT + LASTS) != []
    assert beat(case, people.tom, writing=False, at=MOMENT + LASTS + dt.timedelta(seconds=1)) == []


def test_who_leaves_is_gone_at_once(case: RefundCase, people: SimpleNamespace) -> None:
    beat(case, people.mei, writing=False, at=MOMENT)
    leave(case, people.mei)

    assert beat(case, people.tom, writing=False, at=MOMENT) == []


def test_people_at_another_case_are_not_here(case: RefundCase, open_case: object, people: SimpleNamespace) -> None:
    beat(open_case("RC-2"), people.mei, writing=False, at=MOMENT)  # type: ignore[operator]

    assert beat(case, people.tom, writing=False, at=MOMENT) == []


def test_what_has_expired_is_swept_away(case: RefundCase, open_case: object, people: SimpleNamespace) -> None:
    beat(case, people.mei, writing=False, at=MOMENT)
    beat(open_case("RC-2"), people.mei, writing=False, at=MOMENT + dt.timedelta(hours=1))  # type: ignore[operator]

    assert Presence.objects.filter(person=people.mei).count() == 1
