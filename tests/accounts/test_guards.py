"""Rules about the person, and the sentences they give."""

from types import SimpleNamespace
from typing import Any

import pytest

from accounts.guards import circle, may, people_asked_once

CASE = SimpleNamespace(owner=7)


def person(pk: int, *rights: str, is_active: bool = True) -> Any:
    """Somebody with some rights."""
    return SimpleNamespace(pk=pk, is_active=is_active, has_perm=lambda right: right in rights)


@circle("Only the owner.")
def owner(case: SimpleNamespace) -> set[int]:
    """Whose it is."""
    return {case.owner}


OWN = may("work", only=owner)
SECOND = may("approve", but_not=owner)


def test_who_has_the_right_may() -> None:
    assert may("work")(CASE, person(1, "work"))
    assert may("work").refusals(CASE, person(1, "work")) == []


def test_who_has_not_the_right_reads_so() -> None:
    assert may("work").refusals(CASE, person(1, "approve")) == ["Your role does not include this step."]


def test_who_has_left_may_nothing_and_reads_only_that() -> None:
    gone = person(7, "work", is_active=False)
    assert OWN.refusals(CASE, gone) == ["This account is not active any more."]


def test_a_right_may_be_of_some_people_only() -> None:
    assert OWN(CASE, person(7, "work"))
    assert OWN.refusals(CASE, person(8, "work")) == ["Only the owner."]


def test_a_right_may_leave_some_people_out() -> None:
    assert SECOND(CASE, person(8, "approve"))
    assert SECOND.refusals(CASE, person(7, "approve")) == ["Only the owner."]


def test_being_one_of_the_people_is_no_right() -> None:
    assert OWN.refusals(CASE, person(7)) == ["Your role does not include this step."]


def test_every_reason_is_given_at_once() -> None:
    both = may(
        "work", only=circle("You are not first.")(lambda case: {1}), but_not=circle("You are eighth.")(lambda case: {8})
    )
    assert both.refusals(CASE, person(8, "work")) == ["You are not first.", "You are eighth."]


@pytest.mark.parametrize("someone", [person(7, "work"), person(8, "approve"), person(7, "work", "approve")])
def test_one_of_two_rights_is_enough(someone: Any) -> None:
    assert (OWN | SECOND)(CASE, someone)


def test_who_has_neither_right_reads_why_not_the_first() -> None:
    assert (OWN | SECOND).refusals(CASE, person(8, "work")) == ["Only the owner."]
    assert (OWN | SECOND).refusals(CASE, person(8)) == ["Your role does not include this step."]


def test_one_of_three_rights_is_enough() -> None:
    right = may("a") | may("b") | may("c")
    assert [right(CASE, person(1, held)) for held in "abcd"] == [True, True, True, False]


def test_who_has_left_has_no_other_right_either() -> None:
    assert not (OWN | SECOND)(CASE, person(8, "approve", is_active=False))


def test_a_page_asks_once_who_stands_around_a_row_and_an_operation_each_time() -> None:
    asked = []

    @circle("Only the owner.")
    def its_owner(row: SimpleNamespace) -> set[int]:
        asked.append(row.pk)
        return {row.owner}

    right, row, other = may("work", only=its_owner), SimpleNamespace(pk=1, owner=7), SimpleNamespace(pk=2, owner=8)
    with people_asked_once():
        assert [right(row, person(7, "work")), right(row, person(8, "work"))] == [True, False]
        assert right(other, person(8, "work"))
        assert asked == [1, 2]

    row.owner = 8
    assert [right(row, person(7, "work")), right(row, person(8, "work"))] == [False, True]
    assert asked == [1, 2, 1, 1]
