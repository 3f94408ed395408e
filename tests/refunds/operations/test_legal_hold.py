"""Proceedings stop a case, and it goes on where it stood."""

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.models import CaseStatus, Decision, Payout, RefundCase
from refunds.models.lifecycle import HOLDABLE
from refunds.operations.approve import approve
from refunds.operations.legal_hold import hold, release
from refunds.operations.pay import pay
from refunds.operations.perform import Refused
from refunds.operations.words import UnknownWord
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Given = Callable[..., RefundCase]
FILED = dt.timedelta(days=-2)


def test_a_hold_puts_the_proceedings_on_file(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    held = hold(case.pk, kind="court", reference=" C-2231/26 ", filed_at=MOMENT + FILED, act=act_of("mei", minutes=5))
    assert (held.status, held.held_from) == (CaseStatus.LEGAL_HOLD, CaseStatus.IN_REVIEW)
    assert (held.legal_on_file, held.legal_kind, held.legal_reference) == (True, "court", "C-2231/26")
    assert held.legal_filed_at == MOMENT + FILED


def test_the_policy_recommends_the_hold(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    assert (
        hold(case.pk, kind="arbitration", reference="A-1", act=act_of("mei", minutes=5)).recommendation == "legal_hold"
    )


def test_when_it_was_filed_may_not_be_known(case: RefundCase, act_of: Acts) -> None:
    held = hold(case.pk, kind="formal_notice", reference="", act=act_of("fatima"))
    assert (held.legal_filed_at, held.recommendation) == (None, "legal_hold")


def test_a_release_clears_the_proceedings_and_goes_on_where_it_stood(
    case: RefundCase, taken: Given, act_of: Acts
) -> None:
    before = taken(case)
    hold(case.pk, kind="court", reference="C-1", filed_at=MOMENT, act=act_of("mei", minutes=5))
    released = release(case.pk, act=act_of("sofia", "The court dismissed it.", hours=1))
    assert (released.status, released.held_from) == (CaseStatus.IN_REVIEW, "")
    assert not released.legal_on_file
    assert (released.legal_kind, released.legal_reference, released.legal_filed_at) == ("", "", None)
    assert (released.recommendation, released.assignee) == (before.recommendation, before.assignee)


def test_a_decision_that_waited_can_be_approved_after_the_hold(
    case: RefundCase, prepared: Callable[..., Decision], act_of: Acts
) -> None:
    prepared(case)
    hold(case.pk, kind="court", reference="C-1", act=act_of("mei", minutes=5))
    assert release(case.pk, act=act_of("sofia", minutes=6)).status == CaseStatus.AWAITING_APPROVAL
    approve(case.pk, act=act_of("sofia", minutes=7))
    assert RefundCase.fetch(case.pk).status == CaseStatus.APPROVED


def test_a_decision_is_not_approved_during_the_hold(
    case: RefundCase, prepared: Callable[..., Decision], act_of: Acts
) -> None:
    prepared(case)
    hold(case.pk, kind="court", reference="C-1", act=act_of("mei", minutes=5))
    with pytest.raises(Refused):
        approve(case.pk, act=act_of("sofia", minutes=6))


def test_a_payout_not_yet_sent_waits_for_the_end_of_the_hold(payout: Payout, act_of: Acts) -> None:
    hold(payout.case_id, kind="court", reference="C-1", act=act_of("fatima", minutes=5))
    pay(payout.pk, act=act_of("worker", minutes=6))
    assert (Payout.fetch(payout.pk).status, Payout.fetch(payout.pk).attempts) == ("reserved", 0)
    assert not RefundCase.fetch(payout.case_id).messages.filter(direction="note").exists()


def test_a_payout_under_way_is_named_in_a_note(payout: Payout, act_of: Acts) -> None:
    payout.send(act_of("worker", minutes=4), lease_until=MOMENT)
    payout.save(act=act_of("worker", minutes=4))
    held = hold(payout.case_id, kind="court", reference="C-1", act=act_of("fatima", minutes=5))
    assert held.status == CaseStatus.LEGAL_HOLD
    note = held.messages.get(direction="note").body
    assert note == "Under way when the hold began, and not to be stopped: RC-1 · CH-1 · 100.00 USD"


def test_a_closed_case_is_not_held(case: RefundCase, rejected: Given, act_of: Acts) -> None:
    rejected(case)
    with pytest.raises(Refused, match="not possible in the state “rejected”"):
        hold(case.pk, kind="court", reference="C-1", act=act_of("sofia", minutes=5))


def test_every_open_state_can_be_held(case: RefundCase) -> None:
    assert {*HOLDABLE, CaseStatus.LEGAL_HOLD, CaseStatus.MEDIATION} == {
        state for state in CaseStatus if state not in ("refunded", "rejected", "upheld", "withdrawn")
    }


@pytest.mark.parametrize("outsider", ["wei", "anna", "adam", "door", "worker"])
def test_only_the_desk_and_finance_hold(case: RefundCase, act_of: Acts, outsider: str) -> None:
    with pytest.raises(Refused, match="Your role does not include this step"):
        hold(case.pk, kind="court", reference="C-1", act=act_of(outsider))


@pytest.mark.parametrize("outsider", ["mei", "fatima", "wei", "anna"])
def test_only_a_supervisor_releases(case: RefundCase, act_of: Acts, outsider: str) -> None:
    hold(case.pk, kind="court", reference="C-1", act=act_of("mei"))
    with pytest.raises(Refused, match="Your role does not include this step"):
        release(case.pk, act=act_of(outsider))


def test_a_hold_and_its_end_need_a_reason(case: RefundCase, act_of: Acts) -> None:
    with pytest.raises(Refused, match="Say what was filed or served"):
        hold(case.pk, kind="court", reference="C-1", act=act_of("mei", why=""))
    hold(case.pk, kind="court", reference="C-1", act=act_of("mei"))
    with pytest.raises(Refused, match="Say how the proceedings ended"):
        release(case.pk, act=act_of("sofia", why=""))


def test_proceedings_are_of_a_known_kind(case: RefundCase, act_of: Acts) -> None:
    with pytest.raises(UnknownWord, match="“threat” is none of: court, arbitration, formal_notice"):
        hold(case.pk, kind="threat", reference="", act=act_of("mei"))
