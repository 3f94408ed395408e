"""Which version governs a case is the policy's own rule (reading 5.9), and a case keeps its version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from accounts.acts import Act
from refunds.models import Charge, Evaluation, Order, PolicyVersion, RefundCase
from refunds.operations.assess import assess, is_current
from refunds.operations.perform import perform
from tests.cast import MOMENT
from tests.documents import scenario
from tests.version_work import drafted, issued
from tests.versions_cast import IN_A_MONTH

pytestmark = pytest.mark.django_db
ActOf = Callable[..., Act]
BUILT_IN = "2025-01"
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def version(act_of: ActOf) -> PolicyVersion:
    """Published three minutes after the moment, in force a month later."""
    return issued(act_of, numbers={"response_hours": 48})


@pytest.fixture
def bought(open_case: Callable[..., RefundCase], charge: Charge, order: Order, act_of: ActOf) -> Any:
    """bought(at): a case about a purchase at an instant, requested a day later, as the policy judges it."""

    def make(at: dt.datetime) -> Evaluation:
        act = Act(by=act_of("door").by, at=at + dt.timedelta(days=1))
        charge.captured_at = order.purchased_at = at
        charge.save(act=act)
        order.save(act=act)
        case = open_case("RC-2", submitted_at=act.at, received_at=act.at, event_at=at)
        return assess(case.pk, act=act)

    return make


def test_the_service_policy_goes_by_the_purchase(bought: Any, version: PolicyVersion) -> None:
    assert bought(IN_A_MONTH).version == version


def test_a_purchase_before_the_version_began_is_judged_by_the_one_before(bought: Any, version: PolicyVersion) -> None:
    judged = bought(IN_A_MONTH - SECOND)
    assert (judged.version, judged.policy_version) == (None, BUILT_IN)


def test_the_numbers_of_the_version_decide(bought: Any, version: PolicyVersion) -> None:
    judged = bought(IN_A_MONTH)
    answer_by = dt.datetime.fromisoformat(judged.document["deadlines"]["first_response_by"])
    assert answer_by == IN_A_MONTH + dt.timedelta(days=1, hours=48)


def test_a_version_that_replaced_another_without_notice_in_advance_never_governs(
    bought: Any, version: PolicyVersion, act_of: ActOf
) -> None:
    untold = drafted(act_of("sofia", days=1), notified_at=None, effective_from=IN_A_MONTH + SECOND)
    perform(version, "supersede", act_of("ravi", days=1), by=untold, effective_to=untold.effective_from)
    perform(untold, "propose", act_of("sofia", days=1))
    act = act_of("ravi", days=1)
    perform(untold, "publish", act, posted_at=act.at, effective_from=untold.effective_from)
    assert bought(IN_A_MONTH + 2 * SECOND).version == version


def test_a_case_keeps_its_version_when_another_is_published(bought: Any, version: PolicyVersion, act_of: ActOf) -> None:
    judged = bought(IN_A_MONTH)
    issued(act_of, at=40, numbers={"response_hours": 12}, effective_from=MOMENT + dt.timedelta(days=50))
    case = RefundCase.fetch(judged.case_id)
    again = assess(case.pk, act=act_of("worker", days=60))
    assert again.version == version
    assert is_current(case)
    assert again.facts == judged.facts


def test_a_draft_or_a_proposal_governs_nothing(bought: Any, draft: PolicyVersion) -> None:
    assert bought(IN_A_MONTH).version is None


def test_a_case_that_came_in_before_the_publication_does_not_know_the_version(
    case: RefundCase, version: PolicyVersion, act_of: ActOf
) -> None:
    assert assess(case.pk, act=act_of("mei", days=1)).facts.get("policy_versions") is None


@pytest.mark.parametrize(("later", "governs"), [(-SECOND, False), (0 * SECOND, True)])
def test_the_302_policy_goes_by_the_event_from_the_posting_on(
    later: dt.timedelta, governs: bool, bring_in: Any, act_of: ActOf
) -> None:
    version = issued(act_of, policy="302ai", effective_from=None, notified_at=None)
    assert version.posted_at
    event = version.posted_at + later
    document = scenario("AI-002")
    document["now"] = (event + dt.timedelta(days=1)).isoformat()
    for usage in document["facts"]["usage"]:
        usage["deducted_at"] = event.isoformat()
    document["facts"]["claim"].update(submitted_at=document["now"], event_at=event.isoformat())
    case = bring_in(document)
    assess(case.pk, act=Act(by=act_of("worker").by, at=event + dt.timedelta(days=1)))
    assert (case.current_evaluation.version == version) is governs
