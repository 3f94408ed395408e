"""The kept counts: every way of writing a case moves them, and what goes past the triggers is found and put right."""

from collections.abc import Callable

import pytest
from django.db import connection

from accounts.acts import Act
from refunds.models import QueueCount, RefundCase
from refunds.operations.queue_counts import differences, fold, repair
from refunds.operations.triage import return_to_queue, take
from refunds.operations.withdraw import withdraw
from tests.refunds.models.tables import execute

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
OpenCase = Callable[..., RefundCase]


def kept() -> dict[tuple[str, int | None], int]:
    """The sums of the kept rows, those that are nothing left out."""
    rows = execute(
        "SELECT status, assignee_id, sum(cases)::int FROM refunds_queuecount GROUP BY 1, 2 HAVING sum(cases) <> 0"
    )
    return {(status, assignee): cases for status, assignee, cases in rows}


def test_a_case_is_counted_where_it_stands_and_with_whom(open_case: OpenCase, act_of: Acts) -> None:
    mei, first, second = act_of("mei").by, open_case("RC-1"), open_case("RC-2")
    assert kept() == {("received", None): 2}

    take(first.pk, act=act_of("mei"))
    assert kept() == {("received", None): 1, ("in_review", mei.pk): 1}

    return_to_queue(first.pk, act=act_of("mei", "ill", minutes=1))
    withdraw(second.pk, act=act_of("mei", "by phone"))
    assert kept() == {("received", None): 1, ("withdrawn", None): 1}


def test_plain_sql_is_counted_like_the_operations(open_case: OpenCase, act_of: Acts) -> None:
    case, tom = open_case("RC-1"), act_of("tom").by
    execute("UPDATE refunds_refundcase SET status = 'in_review', assignee_id = %s WHERE id = %s", tom.pk, case.pk)
    assert kept() == {("in_review", tom.pk): 1}
    assert differences() == []


def test_a_change_of_anything_else_writes_no_count(case: RefundCase, act_of: Acts) -> None:
    before = QueueCount.objects.count()
    case.save(act=act_of("door"))
    assert QueueCount.objects.count() == before


def test_folding_makes_one_row_of_each_count_and_changes_no_sum(open_case: OpenCase, act_of: Acts) -> None:
    for number in range(1, 4):
        take(open_case(f"RC-{number}").pk, act=act_of("mei"))
    before = kept()
    assert QueueCount.objects.count() > len(before)

    fold()
    assert kept() == before
    assert QueueCount.objects.count() == len(before)


def test_what_was_loaded_past_the_triggers_is_found_and_put_right(open_case: OpenCase) -> None:
    open_case("RC-1")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE refunds_refundcase SET status = 'rejected'")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")

    assert {(one.status, one.counted, one.kept) for one in differences()} == {("received", 0, 1), ("rejected", 1, 0)}
    assert len(repair()) == 2
    assert kept() == {("rejected", None): 1}
    assert repair() == []
