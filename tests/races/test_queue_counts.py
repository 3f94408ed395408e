"""Two people change cases of one queue at the same time: nobody waits, and no count is lost."""

from collections.abc import Callable
from functools import partial
from threading import Barrier
from types import SimpleNamespace

from django.db import OperationalError, connection, transaction

from accounts.acts import Act
from refunds.models import RefundCase
from refunds.operations.queue_counts import differences, fold
from refunds.operations.triage import take
from tests.races.together import together

Acts = Callable[..., Act]
ONE_ROW = """
CREATE OR REPLACE FUNCTION count_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE refunds_queuecount SET cases = cases + 1;
    RETURN NULL;
END $$
"""


def take_while_the_other_is_not_done(cases: list[RefundCase], act_of: Acts) -> list[object]:
    """Mei and Tom each take a case; neither commits before both have written."""
    both_wrote = Barrier(2)

    def begin(case: RefundCase, name: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            take(case.pk, act=act_of(name))
            both_wrote.wait(timeout=5)

    return list(together([partial(begin, case, name) for case, name in zip(cases, ("mei", "tom"), strict=True)]))


def test_two_who_take_cases_at_once_do_not_wait_for_each_other(
    people: SimpleNamespace, open_case: Callable[..., RefundCase], act_of: Acts
) -> None:
    assert take_while_the_other_is_not_done([open_case("RC-1"), open_case("RC-2")], act_of) == [None, None]
    assert differences() == []


def test_with_one_row_for_both_one_would_wait_for_the_other(
    people: SimpleNamespace, open_case: Callable[..., RefundCase], act_of: Acts
) -> None:
    cases = [open_case("RC-1"), open_case("RC-2")]
    fold()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('count_case'::regproc)")
        (as_it_was,) = cursor.fetchone()
        cursor.execute(ONE_ROW)
        try:
            ended = take_while_the_other_is_not_done(cases, act_of)
        finally:
            cursor.execute(as_it_was)
    assert any(isinstance(one, OperationalError) for one in ended)


def test_two_folds_at_once_add_up_what_is_there_once(
    people: SimpleNamespace, open_case: Callable[..., RefundCase], act_of: Acts
) -> None:
    for number in range(1, 6):
        take(open_case(f"RC-{number}").pk, act=act_of("mei"))
    assert together([fold, fold, fold]) == [None, None, None]
    assert differences() == []
