"""Page after page of the queue: each row once, forwards and backwards, in every order, whatever an address says."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.acts import Act
from refunds.models import RefundCase
from tests.at_the_desk import Desk
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
QUEUE = "/admin/refunds/refundcase/"
ORDERS = ["due", "-due", "number", "-number", ""]


@pytest.fixture
def of_three(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of three rows."""
    monkeypatch.setattr(admin.site.get_model_admin(RefundCase), "list_per_page", 3)


@pytest.fixture
def eight(open_case: Callable[..., RefundCase], act_of: Acts, of_three: None) -> list[RefundCase]:
    """Eight cases: four deadlines, two of them of the same instant, and four without any."""
    cases = [open_case(f"RC-{number}") for number in (3, 1, 4, 7, 5, 9, 2, 6)]
    for case, hours in zip(cases, (5, 1, 1, 9, None, None, None, None), strict=True):
        case.first_response_by = hours and MOMENT + dt.timedelta(hours=hours)
        case.save(act=act_of("door"))
    return cases


def walk(client: Any, address: str, way: str) -> Iterator[list[str]]:
    """The numbers on each page, following the links to the later or the earlier ones."""
    while address:
        page = client.get(QUEUE + address).context
        yield [row.number for row in page["cl"].result_list]
        address = page[way]


def last_page(client: Any, address: str) -> str:
    """The address of the last page."""
    while later := client.get(QUEUE + address).context["later"]:
        address = later
    return address


@pytest.mark.parametrize("sorted_by", ORDERS)
@pytest.mark.parametrize("where", ["tab=open", "tab=unassigned", "state=received", "q=rc-"])
def test_every_row_is_on_one_page_and_the_same_pages_lead_back(
    desk: Desk, eight: list[RefundCase], where: str, sorted_by: str
) -> None:
    client, begin = desk("mei").client, f"?{where}&o={sorted_by}"
    there = list(walk(client, begin, "later"))
    numbers = [number for page in there for number in page]

    assert sorted(numbers) == [f"RC-{number}" for number in (1, 2, 3, 4, 5, 6, 7, 9)]
    assert [len(page) for page in there] == [3, 3, 2]
    assert list(walk(client, last_page(client, begin), "earlier"))[::-1] == there


def test_the_case_without_a_deadline_stands_last_and_of_one_instant_the_older_first(
    desk: Desk, eight: list[RefundCase]
) -> None:
    pages = list(walk(desk("mei").client, "?tab=open", "later"))
    assert [number for page in pages for number in page] == [f"RC-{n}" for n in (1, 4, 3, 7, 5, 9, 2, 6)]


def test_a_row_that_leaves_meanwhile_moves_no_page(desk: Desk, eight: list[RefundCase], act_of: Acts) -> None:
    client = desk("mei").client
    first = client.get(QUEUE + "?tab=unassigned").context
    eight[1].assignee = act_of("tom").by
    eight[1].save(act=act_of("tom"))

    second = client.get(QUEUE + first["later"]).context
    assert [row.number for row in second["cl"].result_list] == ["RC-7", "RC-5", "RC-9"]


def test_the_links_keep_the_filters_and_drop_the_place_of_another_order(desk: Desk, eight: list[RefundCase]) -> None:
    page = desk("mei").client.get(QUEUE + "?tab=open&policy=service").context
    assert "tab=open" in page["later"]
    assert "policy=service" in page["later"]
    later = desk("mei").client.get(QUEUE + page["later"]).context
    assert "after" not in next(head.sort for head in later["heads"] if head.name == "number")


@pytest.mark.parametrize(
    "place",
    ["nonsense", "due.1", "due.x.1", "due.1.1.1", "number.RC-1.1", "due.999999999999999999.1", "due.1.-1", "due.1.9e9"],
)
@pytest.mark.parametrize("way", ["after", "before"])
def test_a_place_that_is_none_leads_to_the_first_page_and_says_so(
    desk: Desk, eight: list[RefundCase], way: str, place: str
) -> None:
    answer = desk("mei").client.get(QUEUE, {"tab": "open", way: place})

    assert [row.number for row in answer.context["cl"].result_list] == ["RC-1", "RC-4", "RC-3"]
    assert "This is where the list begins." in answer.content.decode()


def test_before_a_place_near_the_beginning_stands_the_whole_first_page(desk: Desk, eight: list[RefundCase]) -> None:
    client = desk("mei").client
    second = client.get(QUEUE + client.get(QUEUE + "?tab=open").context["later"]).context
    first = client.get(QUEUE + second["earlier"]).context

    assert [row.number for row in first["cl"].result_list] == ["RC-1", "RC-4", "RC-3"]
    assert first["earlier"] == ""


def test_a_choice_that_is_none_leads_back_to_the_queue(desk: Desk, case: RefundCase) -> None:
    answer = desk("mei").client.get(QUEUE, {"state": "nonsense"})
    assert (answer.status_code, answer.url) == (302, f"{QUEUE}?e=1")
    assert desk("mei").client.get(answer.url).status_code == 200


def plan_of(desk: Desk, address: str, index: str) -> str:
    """How the database reads the rows of a page from a table that has this index and no other.

    Of a few rows any index is as good as another, so which one is taken depends on when the table was last
    analysed; what does not is whether this one alone gives the rows in their order, without a sort.
    """
    with CaptureQueriesContext(connection) as asked:
        desk("mei").client.get(QUEUE + address)
    (rows,) = [one["sql"] for one in asked if '"due_order"' in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_indexdef(%s::regclass)", [index])
        (definition,) = cursor.fetchone()
        cursor.execute("CREATE TEMP TABLE refunds_refundcase (LIKE refunds_refundcase)")  # found before the other
        cursor.execute(definition.replace(" ON public.", " ON pg_temp."))
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {rows}")
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.parametrize(
    ("address", "index"),
    [
        ("?tab=mine", "refunds_case_mine_by_due"),
        ("?tab=unassigned", "refunds_case_nobodys_by_due"),
        ("?tab=due", "refunds_case_open_by_due"),
        ("?tab=approval", "refunds_case_state_by_due"),
        ("?tab=open", "refunds_case_open_by_due"),
        ("?tab=open&o=number", "refunds_case_open_by_number"),
        ("?tab=closed", "refunds_case_closed_latest"),
        ("?state=refunded", "refunds_case_status"),
        ("?ground=goodwill", "refunds_case_of_ground"),
        ("?policy=302ai", "refunds_case_of_policy"),
        ("?recommendation=reject", "refunds_case_recommended"),
    ],
)
def test_every_queue_is_read_in_its_order_from_an_index(
    desk: Desk, eight: list[RefundCase], address: str, index: str
) -> None:
    plan = plan_of(desk, address, index)
    assert index in plan
    assert not re.search(r"(?<!Incremental )Sort  \(", plan)
