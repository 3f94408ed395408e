"""Two people at one case at the same instant: one has it, the other reads who."""

from collections.abc import Callable
from functools import partial
from threading import Barrier
from types import SimpleNamespace

import pytest

from accounts.acts import Act
from refunds.models import CaseStatus, Decision, RefundCase, Ruling
from refunds.operations import approve as approving
from refunds.operations import triage
from refunds.operations import withdraw as withdrawing
from refunds.operations.approve import approve
from refunds.operations.perform import Refused
from refunds.operations.triage import take
from refunds.operations.withdraw import withdraw
from tests.races.together import together

Acts = Callable[..., Act]
AGENTS = ("mei", "tom", "sofia", "ravi")


def take_at_once(case: RefundCase, act_of: Acts) -> list[RefundCase | BaseException]:
    """Four people reach for one case."""
    return together([partial(take, case.pk, act=act_of(name)) for name in AGENTS])


@pytest.fixture
def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody locks the case, and everybody has read it before anybody writes."""
    everybody_read = Barrier(len(AGENTS))

    def read_only(pk: int) -> RefundCase:
        case = RefundCase.fetch(pk)
        everybody_read.wait(timeout=10)
        return case

    monkeypatch.setattr(triage, "lock_case", read_only)


def test_of_four_who_take_a_case_at_once_one_has_it_and_the_others_read_who(
    case: RefundCase, people: SimpleNamespace, act_of: Acts
) -> None:
    results = take_at_once(case, act_of)
    has_it = RefundCase.fetch(case.pk).assignee
    assert [result.assignee for result in results if isinstance(result, RefundCase)] == [has_it]
    refused = [str(result) for result in results if isinstance(result, Refused)]
    assert refused == [f"{has_it} has this case already."] * 3


def test_without_the_lock_all_four_would_believe_they_have_it(
    case: RefundCase, without_lock: None, act_of: Acts
) -> None:
    results = take_at_once(case, act_of)
    assert [result.assignee.username for result in results if isinstance(result, RefundCase)] == list(AGENTS)


def test_a_decision_is_approved_or_its_case_withdrawn_and_never_both(
    case: RefundCase, prepared: Callable[..., Decision], act_of: Acts
) -> None:
    decision = prepared(case)
    approved, withdrawn = approve_and_withdraw(case, act_of)
    ruling, state = Decision.fetch(decision.pk).ruling, RefundCase.fetch(case.pk).status
    assert (ruling, state) in {(Ruling.APPROVED, CaseStatus.APPROVED), (Ruling.DECLINED, CaseStatus.WITHDRAWN)}
    assert isinstance(approved, Refused) != isinstance(withdrawn, Refused)
    assert case.payouts.exists() == (ruling == Ruling.APPROVED)


def approve_and_withdraw(case: RefundCase, act_of: Acts) -> list[object]:
    """Sofia approves while Tom records that the customer has taken the request back."""
    return together(
        [
            partial(approve, case.pk, act=act_of("sofia", minutes=5)),
            partial(withdraw, case.pk, act=act_of("tom", "By telephone.", minutes=5)),
        ]
    )


def test_without_the_lock_the_database_still_refuses_the_second_ruling(
    case: RefundCase, prepared: Callable[..., Decision], monkeypatch: pytest.MonkeyPatch, act_of: Acts
) -> None:
    decision, both_read = prepared(case), Barrier(2)

    def read_only(pk: int) -> RefundCase:
        case = RefundCase.fetch(pk)
        both_read.wait(timeout=10)
        return case

    for module in (approving, withdrawing):
        monkeypatch.setattr(module, "lock_case", read_only)
    results = approve_and_withdraw(case, act_of)
    assert sum(isinstance(result, Exception) for result in results) == 1
    assert not any(isinstance(result, Refused) for result in results)
    assert Decision.fetch(decision.pk).ruling in (Ruling.APPROVED, Ruling.DECLINED)
