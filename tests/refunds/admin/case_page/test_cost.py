"""What the page of a case costs: a number of queries that neither the file nor the history makes larger."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.acts import Act
from refunds.models import Direction, Message, RefundCase
from refunds.operations.correspondence import reply, write_note
from refunds.operations.findings import record_finding
from tests.at_the_desk import Desk, Person

pytestmark = pytest.mark.django_db
Make = Callable[..., RefundCase]
Acts = Callable[..., Act]

PAGES = ["change", "part story"]


def queries(person: Person, page: str, case: RefundCase) -> int:
    """How many an address of the case takes, once everything that a process keeps is kept."""
    name, *more = page.split()
    address = reverse(f"admin:refunds_refundcase_{name}", args=[case.pk, *more])
    assert person.client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert person.client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", PAGES)
def test_a_long_history_costs_no_more_queries_than_a_short_one(
    page: str, desk: Desk, case: RefundCase, act_of: Acts
) -> None:
    mei = desk("mei")
    assert case.history.count() == 1
    after_one = queries(mei, page, case)

    for number in range(2, 51):
        case.description = f"version {number}"
        case.save(act=act_of("door", minutes=number))

    assert case.history.count() == 50
    assert queries(mei, page, case) == after_one


@pytest.mark.parametrize("page", PAGES)
def test_many_words_cost_no_more_queries_than_few(page: str, desk: Desk, case: RefundCase, act_of: Acts) -> None:
    mei = desk("mei")
    note(case, act_of, 1)
    after_one = queries(mei, page, case)

    note(case, act_of, 199)

    assert queries(mei, page, case) == after_one


@pytest.mark.parametrize("page", PAGES)
def test_a_thick_file_costs_no_more_queries_than_a_thin_one(
    page: str, desk: Desk, case: RefundCase, taken: Make, act_of: Acts
) -> None:
    mei = desk("mei")
    work(taken(case), act_of, 2)
    thin = queries(mei, page, case)

    work(case, act_of, 12)

    assert queries(mei, page, case) == thin


@pytest.mark.parametrize("page", PAGES)
def test_a_customer_with_many_cases_costs_no_more_queries_than_one_with_two(
    page: str, desk: Desk, case: RefundCase, open_case: Make
) -> None:
    mei = desk("mei")
    open_case("RC-2")
    with_two = queries(mei, page, case)

    for number in range(3, 9):
        open_case(f"RC-{number}")

    assert queries(mei, page, case) == with_two


def note(case: RefundCase, act_of: Acts, times: int) -> None:
    """So many notes on a case."""
    start = case.messages.count()
    acts = [act_of("mei", minutes=10 + start + n) for n in range(times)]
    Message.objects.bulk_create(
        Message(case=case, direction=Direction.NOTE, by=act.by, at=act.at, body=f"Note {act.at}") for act in acts
    )


def work(case: RefundCase, act_of: Acts, times: int) -> None:
    """Findings and words on a case."""
    start = case.findings.count()
    for n in range(start, start + times):
        act = act_of("mei", minutes=10 + n)
        record_finding(case.pk, subject="service_defect", result="confirmed", note=f"seen {n} times", act=act)
        reply(case.pk, text=f"Answer {n}", act=act)
        write_note(case.pk, text=f"Note {n}", act=act)
