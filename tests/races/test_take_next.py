"""Several people ask for the next case at the same instant: each gets another one."""

from collections.abc import Callable
from functools import partial
from threading import Barrier

import pytest

from accounts.acts import Act
from refunds.models import RefundCase
from refunds.operations import triage
from refunds.operations.triage import take_next
from tests.races.together import together

Acts = Callable[..., Act]
AGENTS = ("mei", "tom", "sofia", "ravi")


@pytest.fixture
def three_cases(open_case: Callable[..., RefundCase]) -> list[RefundCase]:
    """One case fewer than people who ask."""
    return [open_case(f"RC-{number}") for number in range(1, len(AGENTS))]


def ask_at_once(act_of: Acts) -> list[RefundCase | BaseException | None]:
    """Four people press the key."""
    return together([partial(take_next, act=act_of(name)) for name in AGENTS])


def test_of_four_who_ask_at_once_no_two_get_the_same_case(three_cases: list[RefundCase], act_of: Acts) -> None:
    results = ask_at_once(act_of)

    given = [case for case in results if isinstance(case, RefundCase)]
    assert sorted(case.pk for case in given) == [case.pk for case in three_cases]
    assert results.count(None) == 1
    stored = {case.pk: RefundCase.fetch(case.pk).assignee for case in three_cases}
    assert {case.pk: case.assignee for case in given} == stored


def test_without_the_lock_all_four_would_be_given_the_same_case(
    three_cases: list[RefundCase], monkeypatch: pytest.MonkeyPatch, act_of: Acts
) -> None:
    everybody_read = Barrier(len(AGENTS))

    def read_only() -> RefundCase | None:
        case: RefundCase | None = RefundCase.objects.unassigned().order_by("due_at", "pk").first()
        everybody_read.wait(timeout=10)
        return case

    monkeypatch.setattr(triage, "claim_next_case", read_only)
    results = ask_at_once(act_of)

    assert {case.pk for case in results if isinstance(case, RefundCase)} == {three_cases[0].pk}
    assert len(results) == len(AGENTS)
