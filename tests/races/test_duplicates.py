"""Two people merge the same two cases at the same instant: it happens once, and the file is carried over once."""

from collections.abc import Callable
from functools import partial
from threading import Barrier

import pytest

from accounts.acts import Act
from refunds.models import DuplicateRuling, Message, RefundCase
from refunds.operations.duplicates import rule
from refunds.operations.duplicates.rule import merge
from refunds.operations.perform import Refused
from tests.races.together import together

Acts = Callable[..., Act]


@pytest.fixture
def pair(case: RefundCase, open_case: Callable[..., RefundCase]) -> tuple[RefundCase, RefundCase]:
    """Two cases about one charge."""
    return case, open_case("RC-2", description="It failed again.")


def merge_at_once(pair: tuple[RefundCase, RefundCase], act_of: Acts) -> list[object]:
    """Mei merges from the page of the one, Tom from that of the other."""
    older, younger = (one.pk for one in pair)
    calls = [
        partial(merge, older, younger, act=act_of("mei", "sent twice")),
        partial(merge, younger, older, act=act_of("tom", "the same")),
    ]
    return list(together(calls))


def carried_over(older: RefundCase) -> int:
    return Message.objects.filter(case=older, body="It failed again.").count()


def test_of_two_mergers_at_once_one_is_refused_and_nothing_is_carried_over_twice(
    pair: tuple[RefundCase, RefundCase], act_of: Acts
) -> None:
    results = merge_at_once(pair, act_of)

    [refused] = [result for result in results if isinstance(result, Exception)]
    assert isinstance(refused, Refused)
    assert (DuplicateRuling.objects.count(), carried_over(pair[0])) == (1, 1)


def test_without_the_locks_the_database_still_takes_one_ruling_only(
    pair: tuple[RefundCase, RefundCase], monkeypatch: pytest.MonkeyPatch, act_of: Acts
) -> None:
    both_read = Barrier(2)

    def read_only(pks: list[int]) -> dict[int, RefundCase]:
        found = {pk: RefundCase.fetch(pk) for pk in pks}
        both_read.wait(timeout=10)
        return found

    monkeypatch.setattr(rule, "lock_cases", read_only)
    results = merge_at_once(pair, act_of)

    [raised] = [result for result in results if isinstance(result, Exception)]
    assert not isinstance(raised, Refused)
    assert (DuplicateRuling.objects.count(), carried_over(pair[0])) == (1, 1)
