"""What holds on every page: the start page by role, the menu, the content policy, the languages, the errors."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import translation
from django.views.defaults import server_error

from accounts.acts import Act
from refunds.calendars import LAST_YEAR
from refunds.models import Payout, RefundCase
from refunds.operations.audit import start_audit
from refunds.operations.triage import take
from tests.at_the_desk import Desk

pytestmark = pytest.mark.django_db
TEMPLATES = sorted((Path(__file__).parents[3] / "templates").rglob("*.html"))


def test_the_start_page_shows_the_queues_with_their_counts(desk: Desk, case: RefundCase) -> None:
    page = desk("mei").client.get("/admin/")

    counts = {tab.key: count for tab, count, _url in page.context["queues"]}
    assert counts == {"mine": "0", "unassigned": "1", "due": "0", "approval": "0", "open": "1"}
    assert page.context["first"].key == "mine"


def test_the_day_of_a_technical_auditor_begins_with_the_audits_by_their_clock(
    desk: Desk, case: RefundCase, open_case: Callable[..., RefundCase], act_of: Callable[..., Act]
) -> None:
    for number, minutes in (("RC-2", 1), ("RC-3", 2)):
        asked = open_case(number)
        take(asked.pk, act=act_of("mei", minutes=minutes))
        start_audit(asked.pk, question="What do the logs say?", act=act_of("mei", minutes=minutes + 1))
    wei = desk("wei")
    assert sorted(wei.queue()) == ["RC-2", "RC-3"]
    assert "?tab=audits" in wei.client.get("/admin/").content.decode()
    assert desk("mei").queue("?tab=audits") == wei.queue()


def test_the_start_page_of_the_technical_auditor_counts_audits(desk: Desk, case: RefundCase) -> None:
    assert desk("wei").client.get("/admin/").context["audits"] == 0
    assert desk("mei").client.get("/admin/").context["audits"] is None


def test_the_administrator_starts_with_what_they_administer(desk: Desk, case: RefundCase) -> None:
    page = desk("adam").client.get("/admin/")

    assert "queues" not in page.context
    assert "RC-1" not in page.content.decode()


def test_the_menu_holds_only_what_the_person_may_see(desk: Desk, case: RefundCase) -> None:
    assert "Charges" in desk("mei").client.get("/admin/").content.decode()
    assert "Charges" not in desk("adam").client.get("/admin/").content.decode()


def test_no_template_carries_a_script_or_a_style_of_its_own() -> None:
    own = re.compile(
        r"<style|\sstyle=|\son(click|change|load|submit|input|key\w+|focus|blur)=|javascript:|<script(?![^>]*\ssrc=)"
    )

    offending = [path.name for path in TEMPLATES if own.search(path.read_text(encoding="utf-8"))]

    assert offending == []


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/refunds/refundcase/", "/admin/refunds/charge/", "/admin/login/"]
)
def test_no_page_carries_a_script_or_a_style_of_its_own(desk: Desk, payout: Payout, address: str) -> None:
    page = desk("sofia").client.get(address, follow=True).content.decode()

    assert not re.search(r"<style|\sstyle=\"|<script(?![^>]*\ssrc=)", page)


def test_the_language_is_switched_and_comes_back_to_the_page(client: Client) -> None:
    answer = client.post("/language/", {"language": "zh-hans", "next": "/admin/login/"})

    assert (answer.status_code, answer.url) == (302, "/admin/login/")
    assert '<html lang="zh-hans"' in client.get("/admin/login/").content.decode()


def test_the_language_switch_leads_to_no_other_host(client: Client) -> None:
    answer = client.post("/language/", {"language": "zh-hans", "next": "https://elsewhere.test/"})

    assert answer.url == "/"


def test_amounts_and_instants_are_written_for_the_reader(desk: Desk, case: RefundCase) -> None:
    from refunds.admin.record import words
    from refunds.money import Money

    with translation.override("en"):
        assert words.amount(Money(1_234_50, "USD")) == "1,234.50 USD"
        assert words.amount(Money(7_500, "JPY")) == "7,500 JPY"
        assert words.amount(Money(1_234_567, "KWD")) == "1,234.567 KWD"
        assert words.instant(case.submitted_at) == "11 Mar 2026, 09:00"
        assert [words.answer(value) for value in (True, False, None)] == ["yes", "no", "not known"]


def test_a_page_that_is_not_there_says_so_calmly(client: Client) -> None:
    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert "This page is not there" in answer.content.decode()


def test_a_page_of_another_role_says_that_nothing_was_changed(desk: Desk, case: RefundCase) -> None:
    answer = desk("adam").sees(case)

    assert answer.status_code == 403
    assert "Your role does not include this" in answer.content.decode()


def test_a_fault_of_ours_has_a_page_that_needs_nothing(rf: RequestFactory) -> None:
    answer = server_error(rf.get("/admin/"))

    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()


def test_the_administrator_is_told_that_the_calendar_ends_soon(desk: Desk, settings: Any) -> None:
    settings.CALENDAR_NOTICE_DAYS = 40_000
    page = desk("adam").client.get("/admin/").content.decode()
    assert f"The working calendar is known to {LAST_YEAR}-12-31" in page
    assert f"arrangement for {LAST_YEAR + 1}" in page
    assert "The working calendar is known to" not in desk("mei").client.get("/admin/").content.decode()


def test_the_administrator_is_not_told_while_the_calendar_reaches_far_enough(desk: Desk, settings: Any) -> None:
    settings.CALENDAR_NOTICE_DAYS = -40_000
    assert "The working calendar" not in desk("adam").client.get("/admin/").content.decode()
