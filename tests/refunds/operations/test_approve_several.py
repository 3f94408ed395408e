"""Several approvals in one go: each stands or falls by itself."""

from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.models import Charge, Decision, RefundCase
from refunds.operations.approve import approve
from refunds.operations.approve_several import AT_MOST, approve_several
from refunds.operations.perform import Refused

Acts = Callable[..., Act]


@pytest.fixture
def waiting(open_case: Callable[..., RefundCase], prepared: Callable[..., Decision]) -> list[tuple[int, int]]:
    """Three cases that each wait for 40.00 of the 100.00 USD of one charge."""
    decisions = [prepared(open_case(f"RC-{n}", requested_minor=40_00)) for n in range(3)]
    return [(decision.case_id, decision.pk) for decision in decisions]


def test_what_the_charge_holds_is_granted_and_the_rest_is_refused_with_its_reason(
    waiting: list[tuple[int, int]], act_of: Acts
) -> None:
    first, second, third = approve_several(waiting, act=act_of("sofia", minutes=5))
    assert (first.reasons, second.reasons, third.decision) == ([], [], None)
    assert "CH-1" in third.reasons[0]
    assert Charge.objects.get().reserved_minor == 80_00


def test_a_case_named_twice_is_approved_once(waiting: list[tuple[int, int]], act_of: Acts) -> None:
    done = approve_several([waiting[0], waiting[0]], act=act_of("sofia", minutes=5))
    assert [one.reasons for one in done] == [[]]


def test_a_case_that_is_not_there_is_said_so(waiting: list[tuple[int, int]], act_of: Acts) -> None:
    missing, there = approve_several([(0, 1), waiting[0]], act=act_of("sofia", minutes=5))
    assert missing.reasons == ["There is no case 0."]
    assert there.decision is not None


def test_who_prepared_it_approves_none(waiting: list[tuple[int, int]], act_of: Acts) -> None:
    done = approve_several(waiting, act=act_of("mei", minutes=5))
    assert [bool(one.reasons) for one in done] == [True, True, True]


def test_a_decision_that_nobody_looked_at_is_not_approved(waiting: list[tuple[int, int]], act_of: Acts) -> None:
    (case, decision), (_other, another) = waiting[:2]
    with pytest.raises(Refused, match="Another decision waits now"):
        approve(case, act=act_of("sofia", minutes=5), seen=another)
    assert Decision.objects.get(pk=decision).ruling == "pending"


def test_more_than_somebody_can_look_at_is_refused_whole(waiting: list[tuple[int, int]], act_of: Acts) -> None:
    many = [*waiting, *((n, n) for n in range(10_000, 10_000 + AT_MOST))]
    with pytest.raises(ValueError, match="at most 50"):
        approve_several(many, act=act_of("sofia", minutes=5))
    assert Charge.objects.get().reserved_minor == 0
