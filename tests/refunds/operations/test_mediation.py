"""A third party mediates: everything stops, and goes on where it stood (S-7.2.c)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.models import CaseStatus, Message, Payout, RefundCase
from refunds.operations.mediation import begin_mediation, end_mediation
from refunds.operations.pay import pay
from refunds.operations.perform import Refused
from tests.cast import MOMENT
from tests.refunds.models.tables import refusal

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Given = Callable[..., RefundCase]
BODY = "Consumer Association"
RESULT = "Both sides agreed."


def test_a_mediation_stops_the_case_and_the_customer_reads_who_mediates(
    case: RefundCase, taken: Given, act_of: Acts
) -> None:
    taken(case)
    asked = MOMENT - dt.timedelta(days=1)
    found = begin_mediation(case.pk, body=f" {BODY} ", requested_at=asked, act=act_of("sofia", minutes=5))
    assert (found.status, found.held_from, found.due_at) == (CaseStatus.MEDIATION, CaseStatus.IN_REVIEW, None)
    assert (found.mediation_body, found.mediation_requested_at) == (BODY, asked)
    assert f"mediates between you and us: {BODY}." in Message.objects.get(kind="mediation").body


def test_the_policy_leaves_it_to_a_supervisor(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    assert begin_mediation(case.pk, body=BODY, act=act_of("sofia")).recommendation == "needs_supervisor"


def test_it_goes_on_where_it_stood_with_the_clocks_it_had(case: RefundCase, taken: Given, act_of: Acts) -> None:
    before = taken(case)
    begin_mediation(case.pk, body=BODY, act=act_of("sofia", minutes=5))
    after = end_mediation(case.pk, decide_anew=False, act=act_of("ravi", RESULT, hours=1))
    assert (after.status, after.due_at, after.assignee) == (before.status, before.due_at, before.assignee)
    assert (after.mediation_asked, after.mediation_body, after.held_from) == (False, "", "")
    assert "go on with your request" in Message.objects.filter(kind="mediation").latest("at").body


def test_a_payout_that_was_not_sent_waits_for_its_end(payout: Payout, act_of: Acts) -> None:
    begin_mediation(payout.case_id, body=BODY, act=act_of("ravi", minutes=5))
    pay(payout.pk, act=act_of("worker", minutes=6))
    assert (Payout.fetch(payout.pk).status, Payout.fetch(payout.pk).attempts) == ("reserved", 0)
    end_mediation(payout.case_id, decide_anew=False, act=act_of("ravi", RESULT, minutes=7))
    pay(payout.pk, act=act_of("worker", minutes=8))
    assert Payout.fetch(payout.pk).status == "succeeded"


def test_the_database_does_not_let_a_payout_of_a_stopped_case_leave(payout: Payout, act_of: Acts) -> None:
    begin_mediation(payout.case_id, body=BODY, act=act_of("ravi", minutes=5))
    said = refusal("UPDATE refunds_payout SET status = 'sending' WHERE id = %s", payout.pk)
    assert "its case is in the state mediation" in said


def test_a_refused_case_is_looked_at_again_where_that_was_agreed(
    case: RefundCase, rejected: Given, act_of: Acts
) -> None:
    rejected(case)
    begin_mediation(case.pk, body=BODY, act=act_of("sofia", hours=5))
    ended = act_of("sofia", RESULT, hours=6)
    after = end_mediation(case.pk, decide_anew=True, act=ended)
    assert (after.status, after.review_asked_at, after.assignee) == ("secondary_review", ended.at, None)


def test_a_refused_case_stays_refused_where_nothing_was_agreed(case: RefundCase, rejected: Given, act_of: Acts) -> None:
    rejected(case)
    begin_mediation(case.pk, body=BODY, act=act_of("sofia", hours=5))
    assert end_mediation(case.pk, decide_anew=False, act=act_of("sofia", "No result.", hours=6)).status == "rejected"
    assert "stays as it was" in Message.objects.filter(kind="mediation").latest("at").body


@pytest.mark.parametrize("who", ["mei", "fatima", "wei", "anna", "worker"])
def test_a_mediation_is_never_an_agents_decision(case: RefundCase, act_of: Acts, who: str) -> None:
    with pytest.raises(Refused, match="Your role does not include"):
        begin_mediation(case.pk, body=BODY, act=act_of(who))


def test_the_policy_of_302ai_has_none(case_302: RefundCase, act_of: Acts) -> None:
    with pytest.raises(Refused, match="This policy knows no mediation"):
        begin_mediation(case_302.pk, body=BODY, act=act_of("sofia"))


def test_who_mediates_why_and_with_what_result_is_said(case: RefundCase, act_of: Acts) -> None:
    with pytest.raises(Refused, match="Say who mediates"):
        begin_mediation(case.pk, body=" ", act=act_of("sofia"))
    with pytest.raises(Refused, match="who asked for the mediation"):
        begin_mediation(case.pk, body=BODY, act=act_of("sofia", why=""))
    begin_mediation(case.pk, body=BODY, act=act_of("sofia"))
    with pytest.raises(Refused, match="Say how the mediation ended"):
        end_mediation(case.pk, decide_anew=False, act=act_of("sofia", why=" "))
