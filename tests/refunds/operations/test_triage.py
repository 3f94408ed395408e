"""Taking a case, giving it to somebody, putting it back."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from accounts.acts import Act
from refunds.locks import NoSuchRow
from refunds.models import CaseStatus, RefundCase
from refunds.operations.legal_hold import hold, release
from refunds.operations.perform import Refused
from refunds.operations.review import ask_review
from refunds.operations.triage import assign, return_to_queue, take

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Taken = Callable[..., RefundCase]


def test_an_agent_takes_a_received_case_and_begins_the_review(case: RefundCase, act_of: Acts) -> None:
    taken = take(case.pk, act=act_of("mei", minutes=1))
    assert (taken.status, taken.assignee.username) == (CaseStatus.IN_REVIEW, "mei")
    assert taken.assigned_at == act_of("mei", minutes=1).at


def test_the_history_of_the_case_says_who_took_it_and_when(case: RefundCase, act_of: Acts) -> None:
    take(case.pk, act=act_of("mei", "next in the queue", minutes=1))
    row = case.history.latest()
    assert (row.history_user.username, row.history_change_reason) == ("mei", "next in the queue")
    assert row.history_date == act_of("mei", minutes=1).at


def test_a_case_that_somebody_has_is_refused_by_that_persons_name(case: RefundCase, taken: Taken, act_of: Acts) -> None:
    taken(case, by="tom")
    with pytest.raises(Refused, match="Tom has this case already"):
        take(case.pk, act=act_of("mei"))
    assert RefundCase.fetch(case.pk).assignee.username == "tom"


def test_who_has_the_case_is_told_so(case: RefundCase, taken: Taken, act_of: Acts) -> None:
    taken(case)
    with pytest.raises(Refused, match="You have this case already"):
        take(case.pk, act=act_of("mei"))


@pytest.mark.parametrize("outsider", ["fatima", "wei", "anna", "adam", "door", "worker"])
def test_only_agents_and_supervisors_take_cases(case: RefundCase, act_of: Acts, outsider: str) -> None:
    with pytest.raises(Refused, match="Your role does not include this step"):
        take(case.pk, act=act_of(outsider))
    assert RefundCase.fetch(case.pk).status == CaseStatus.RECEIVED


def test_a_case_that_is_not_there_is_named(people: SimpleNamespace, act_of: Acts) -> None:
    with pytest.raises(NoSuchRow, match="There is no case 404"):
        take(404, act=act_of("mei"))


def test_a_supervisor_gives_a_received_case_to_an_agent(
    case: RefundCase, people: SimpleNamespace, act_of: Acts
) -> None:
    assigned = assign(case.pk, person=people.tom, act=act_of("sofia", minutes=2))
    assert (assigned.status, assigned.assignee) == (CaseStatus.IN_REVIEW, people.tom)


def test_an_agent_assigns_nobody(case: RefundCase, people: SimpleNamespace, act_of: Acts) -> None:
    with pytest.raises(Refused, match="Your role does not include this step"):
        assign(case.pk, person=people.mei, act=act_of("tom"))


@pytest.mark.parametrize("outsider", ["fatima", "wei", "anna", "adam", "door", "worker"])
def test_a_case_goes_only_to_people_who_work_on_cases(
    case: RefundCase, people: SimpleNamespace, act_of: Acts, outsider: str
) -> None:
    with pytest.raises(Refused, match="does not work on refund cases"):
        assign(case.pk, person=getattr(people, outsider), act=act_of("sofia"))


def test_a_case_does_not_go_to_somebody_who_has_left(case: RefundCase, people: SimpleNamespace, act_of: Acts) -> None:
    people.tom.is_active = False
    people.tom.save(act=act_of("adam", "left on Friday"))
    with pytest.raises(Refused, match="Tom does not work on refund cases"):
        assign(case.pk, person=people.tom, act=act_of("sofia"))


def test_a_supervisor_gives_a_case_to_somebody_else_while_it_is_open(
    case: RefundCase, taken: Taken, people: SimpleNamespace, act_of: Acts
) -> None:
    taken(case)
    assigned = assign(case.pk, person=people.tom, act=act_of("sofia", "Mei is on leave", minutes=2))
    assert (assigned.status, assigned.assignee) == (CaseStatus.IN_REVIEW, people.tom)
    assert case.history.latest().history_change_reason == "Mei is on leave"


def test_taking_a_case_from_somebody_needs_a_reason(
    case: RefundCase, taken: Taken, people: SimpleNamespace, act_of: Acts
) -> None:
    taken(case)
    with pytest.raises(Refused, match="Say why somebody else gets this case"):
        assign(case.pk, person=people.tom, act=act_of("sofia", why=" "))
    assert RefundCase.fetch(case.pk).assignee == people.mei


def test_a_case_is_not_given_to_who_has_it(
    case: RefundCase, taken: Taken, people: SimpleNamespace, act_of: Acts
) -> None:
    taken(case)
    with pytest.raises(Refused, match="Mei has this case already"):
        assign(case.pk, person=people.mei, act=act_of("sofia"))


def test_a_case_on_hold_goes_on_with_whom_it_was_given_to(
    case: RefundCase, people: SimpleNamespace, act_of: Acts
) -> None:
    hold(case.pk, kind="court", reference="C-1", act=act_of("sofia"))
    assert assign(case.pk, person=people.tom, act=act_of("sofia")).status == CaseStatus.LEGAL_HOLD
    released = release(case.pk, act=act_of("sofia", "settled"))
    assert (released.status, released.assignee) == (CaseStatus.IN_REVIEW, people.tom)


def test_a_closed_case_is_given_to_nobody(
    case: RefundCase, rejected: Taken, people: SimpleNamespace, act_of: Acts
) -> None:
    rejected(case)
    with pytest.raises(Refused, match="not possible in the state “rejected”"):
        assign(case.pk, person=people.tom, act=act_of("sofia", minutes=5))


def test_a_review_goes_only_to_a_supervisor_who_took_no_part_in_the_decision(
    case: RefundCase, rejected: Taken, people: SimpleNamespace, act_of: Acts
) -> None:
    assign(case.pk, person=people.tom, act=act_of("ravi"))
    return_to_queue(case.pk, act=act_of("tom", "on leave from tomorrow"))
    rejected(case)
    ask_review(case.pk, text="I disagree.", act=act_of("door", hours=1))
    for person in (people.mei, people.tom, people.ravi):
        with pytest.raises(Refused, match="can't review this case"):
            assign(case.pk, person=person, act=act_of("sofia", hours=2))
    assert assign(case.pk, person=people.sofia, act=act_of("sofia", hours=2)).assignee == people.sofia


def test_the_assignee_puts_a_case_back_and_somebody_else_takes_it(case: RefundCase, taken: Taken, act_of: Acts) -> None:
    taken(case)
    back = return_to_queue(case.pk, act=act_of("mei", "needs somebody who reads Chinese", minutes=2))
    assert (back.status, back.assignee, back.assigned_at) == (CaseStatus.RECEIVED, None, None)
    assert take(case.pk, act=act_of("tom", minutes=3)).assignee.username == "tom"


def test_putting_a_case_back_needs_a_reason(case: RefundCase, taken: Taken, act_of: Acts) -> None:
    taken(case)
    with pytest.raises(Refused, match="Say why you put this case back"):
        return_to_queue(case.pk, act=act_of("mei", why=""))


def test_a_colleague_does_not_put_somebodys_case_back(case: RefundCase, taken: Taken, act_of: Acts) -> None:
    taken(case)
    with pytest.raises(Refused, match="Only the person to whom the case is assigned"):
        return_to_queue(case.pk, act=act_of("tom"))


def test_a_supervisor_puts_somebody_elses_case_back(case: RefundCase, taken: Taken, act_of: Acts) -> None:
    taken(case)
    assert return_to_queue(case.pk, act=act_of("sofia", "Mei is ill", minutes=2)).assignee is None


def test_nothing_is_stored_of_a_step_that_was_refused(case: RefundCase, taken: Taken, act_of: Acts) -> None:
    taken(case)
    before = case.history.count()
    with pytest.raises(Refused):
        return_to_queue(case.pk, act=act_of("tom"))
    assert case.history.count() == before
