"""The queue: who sees which cases, in which order, found by what, at what cost."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.acts import Act
from refunds.models import RefundCase
from refunds.operations.withdraw import withdraw
from tests.at_the_desk import Desk

pytestmark = pytest.mark.django_db
OpenCase = Callable[..., RefundCase]

QUEUE = "/admin/refunds/refundcase/"


def due(case: RefundCase, act: Act, **later: float) -> RefundCase:
    """Let the clock of the first response end some time from now."""
    case.first_response_by = timezone.now() + dt.timedelta(**later)
    case.save(act=act)
    return case


def test_an_agent_begins_with_the_cases_that_are_theirs(
    desk: Desk, case: RefundCase, taken: OpenCase, open_case: OpenCase
) -> None:
    taken(case, by="mei")
    open_case("RC-2")

    assert desk("mei").queue() == ["RC-1"]
    assert desk("tom").queue() == []


def test_a_supervisor_begins_with_what_awaits_approval(
    desk: Desk, case: RefundCase, prepared: Callable[..., object], open_case: OpenCase
) -> None:
    prepared(case)
    open_case("RC-2")

    assert desk("sofia").queue() == ["RC-1"]


def test_every_tab_holds_its_cases(
    desk: Desk, open_case: OpenCase, taken: OpenCase, act_of: Callable[..., Act]
) -> None:
    taken(open_case("RC-1"), by="mei")
    due(open_case("RC-2"), act_of("door"), hours=2)
    due(open_case("RC-3"), act_of("door"), hours=20)
    withdraw(open_case("RC-4").pk, act=act_of("mei", "by phone"))
    mei = desk("mei")

    assert mei.queue("?tab=mine") == ["RC-1"]
    assert mei.queue("?tab=unassigned") == ["RC-2", "RC-3"]
    assert "RC-2" in mei.queue("?tab=due")
    assert "RC-3" not in mei.queue("?tab=due")
    assert set(mei.queue("?tab=open")) == {"RC-1", "RC-2", "RC-3"}
    assert mei.queue("?tab=closed") == ["RC-4"]


def test_the_case_that_is_due_first_stands_first(desk: Desk, open_case: OpenCase, act_of: Callable[..., Act]) -> None:
    due(open_case("RC-1"), act_of("door"), hours=9)
    due(open_case("RC-2"), act_of("door"), hours=-3)
    open_case("RC-3")

    assert desk("mei").queue("?tab=unassigned") == ["RC-2", "RC-1", "RC-3"]


def test_the_clock_is_said_in_words_before_and_after_its_end(
    desk: Desk, open_case: OpenCase, act_of: Callable[..., Act]
) -> None:
    due(open_case("RC-1"), act_of("door"), hours=2, seconds=30)
    due(open_case("RC-2"), act_of("door"), hours=-2, seconds=-30)

    page = desk("mei").client.get(QUEUE + "?tab=unassigned").content.decode()

    assert '<span class="due due-soon">2 h left</span>' in page
    assert '<span class="due due-late">2 h over</span>' in page


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rc-2", ["RC-2"]),
        ("RC-", ["RC-2", "RC-1"]),
        ("ord-1", ["RC-2", "RC-1"]),
        ("CH-1", ["RC-2", "RC-1"]),
        ("ch-", ["RC-2", "RC-1"]),
        ("LIN.HUA@example.test", ["RC-2", "RC-1"]),
        ("cus-1", ["RC-2", "RC-1"]),
        ("lin.hua@", ["RC-2", "RC-1"]),
        ("LIN H", ["RC-2", "RC-1"]),
        ("hua", []),
        ("%", []),
        ("_C-1", []),
        ("CUS", []),
    ],
)
def test_a_search_finds_cases_by_what_a_customer_quotes(
    desk: Desk, open_case: OpenCase, typed: str, found: list[str]
) -> None:
    open_case("RC-1")
    open_case("RC-2", requested_minor=1)

    page = desk("mei").client.get(QUEUE, {"q": typed}, follow=True)

    assert found == (
        [page.context["case"].number] if "case" in page.context else [c.number for c in page.context["cl"].result_list]
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("chargeback", ["RC-1"]),
        ("CHARGEBACKS", []),
        ("charge threatens", ["RC-1"]),
        ("threatens nobody", []),
        ("退款", ["RC-2"]),
        ("款申", ["RC-2"]),
        ("退款申请", ["RC-2"]),
        ("申请退款", []),
        ("复", []),
        ("退", ["RC-2"]),
        ("&|!():* '", []),
    ],
)
def test_a_search_finds_cases_by_words_of_the_description(
    desk: Desk, open_case: OpenCase, typed: str, found: list[str]
) -> None:
    open_case("RC-1", description="Threatens with a chargeback if nothing happens.")
    open_case("RC-2", description="我的退款申请三天没有回复, support never answered.")

    assert desk("mei").queue(f"?q={quote(typed)}") == found


def test_words_of_a_description_that_changed_are_found_and_the_old_ones_are_not(
    desk: Desk, open_case: OpenCase, act_of: Callable[..., Act]
) -> None:
    case = open_case("RC-1", description="It never arrived.")
    case.description = "It came broken."
    case.save(act=act_of("door"))

    assert desk("mei").queue("?q=broken") == ["RC-1"]
    assert desk("mei").queue("?q=arrived") == []


def test_a_search_is_one_question(desk: Desk, open_case: OpenCase) -> None:
    open_case("RC-1", description="It never arrived.")
    mei = desk("mei")
    with CaptureQueriesContext(connection) as asked:
        mei.queue("?q=arrived")

    assert len([one for one in asked if "refunds_casewords" in one["sql"] and "description" in one["sql"]]) <= 1
    assert len([one for one in asked if "refunds_casewords" in one["sql"]]) <= 2


def test_bare_digits_stand_for_a_case_number_of_this_year_or_one_before(desk: Desk, open_case: OpenCase) -> None:
    year = timezone.localdate().year
    open_case(f"RC-{year}-000123")
    open_case(f"RC-{year - 1}-000124")

    assert desk("mei").queue("?q=123") == [f"RC-{year}-000123"]
    assert desk("mei").queue("?q=124") == [f"RC-{year - 1}-000124"]


def test_a_whole_case_number_leads_straight_to_its_case(desk: Desk, case: RefundCase) -> None:
    answer = desk("mei").client.get(QUEUE, {"q": " rc-1 "})

    assert (answer.status_code, answer.url) == (302, f"{QUEUE}{case.pk}/change/")


def test_a_filter_looks_in_all_cases(desk: Desk, open_case: OpenCase, act_of: Callable[..., Act]) -> None:
    withdraw(open_case("RC-1").pk, act=act_of("mei", "by phone"))
    open_case("RC-2")

    assert desk("mei").queue("?state=withdrawn") == ["RC-1"]
    assert desk("mei").queue("?ground=goodwill") == []


@pytest.mark.parametrize(
    "probe", ["customer__email__startswith=l", "description__regex=.*", "assignee__password__startswith=p", "status=x"]
)
def test_no_field_can_be_probed_through_the_address(desk: Desk, case: RefundCase, probe: str) -> None:
    assert desk("mei").client.get(f"{QUEUE}?{probe}").status_code == 400


def test_the_queue_sorts_only_by_what_is_offered(desk: Desk, open_case: OpenCase) -> None:
    open_case("RC-2", requested_minor=1)
    open_case("RC-1", requested_minor=99)

    assert desk("mei").queue("?tab=open&o=number") == ["RC-1", "RC-2"]
    assert desk("mei").queue("?tab=open&o=-number") == ["RC-2", "RC-1"]
    assert desk("mei").queue("?tab=open&o=requested") == desk("mei").queue("?tab=open&o=-requested")


def test_an_empty_queue_says_what_to_do(desk: Desk, people: object) -> None:
    mei = desk("mei").client

    assert "Take the one that is due first" in mei.get(QUEUE).content.decode()
    assert "Check the spelling" in mei.get(QUEUE + "?q=ORD-99").content.decode()


def test_twenty_cases_cost_no_more_queries_than_two(desk: Desk, open_case: OpenCase) -> None:
    client = desk("mei").client

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(QUEUE + "?tab=open").status_code == 200
        return len(asked)

    open_case("RC-1"), open_case("RC-2")
    queries()
    few = queries()
    for number in range(3, 23):
        open_case(f"RC-{number}")

    assert queries() == few


def test_nobody_counts_cases(desk: Desk, case: RefundCase) -> None:
    with CaptureQueriesContext(connection) as asked:
        desk("mei").client.get(QUEUE + "?tab=closed")

    counts = [one["sql"] for one in asked if "count(" in one["sql"].lower()]
    assert counts
    assert all("refunds_queuecount" in sql for sql in counts)
    assert all(sql.count("FROM refunds_refundcase") == sql.count("LIMIT 100") for sql in counts)


def test_whoever_sees_no_cases_gets_no_queue(desk: Desk, case: RefundCase) -> None:
    assert desk("adam").client.get(QUEUE).status_code == 403
    assert desk("adam").sees(case).status_code == 403
