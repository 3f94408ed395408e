"""One refund in a real browser, as five people see it. No page may break a rule of its content policy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connections

from accounts.acts import Act
from refunds.models import Payout, RefundCase
from refunds.operations.assess import assess
from refunds.operations.findings import record_finding
from refunds.operations.pay import pay
from refunds.operations.triage import take
from tests.cast import MOMENT, PASSWORD
from tests.conftest import CHROMIUM
from tests.races.conftest import empty

pytestmark = pytest.mark.browser
QUIET = ("background-networking", "component-update", "sync")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", *(f"--disable-{what}" for what in QUIET)]


class Watched:
    """A browser whose every complaint is written down."""

    def __init__(self, browser: Any, address: str) -> None:
        self.browser, self.address = browser, address
        self.complaints: list[str] = []

    def sign_in(self, name: str) -> Any:
        """A window of its own, in which somebody has signed in."""
        window = self.browser.new_context().new_page()
        window.on("console", lambda said: self.hear(said.type in ("error", "warning"), f"console: {said.text}"))
        window.on("pageerror", lambda error: self.hear(True, f"script: {error}"))
        window.on("request", lambda asked: self.hear(not self.is_ours(asked.url), f"elsewhere: {asked.url}"))
        window.on("response", lambda answer: self.hear(answer.status >= 400, f"{answer.status}: {answer.url}"))
        window.goto(f"{self.address}/admin/")
        window.get_by_label("Username").fill(name)
        window.get_by_label("Password").fill(PASSWORD)
        window.get_by_role("button", name="Log in").click()
        return window

    def hear(self, is_complaint: bool, what: str) -> None:
        """Keep a complaint."""
        if is_complaint:
            self.complaints.append(what)

    def is_ours(self, url: str) -> bool:
        """Whether an address is on the server under test."""
        return urlsplit(url).netloc == urlsplit(self.address).netloc


@pytest.fixture
def transactional_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Rows that the server sees; emptied afterwards past the triggers that keep rows, as no flush can."""
    with django_db_blocker.unblock():
        yield
        empty()
        connections.close_all()


@pytest.fixture
def db(transactional_db: None) -> None:
    """The same database for the cast."""


@pytest.fixture
def watched(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """A browser at the server of the test; at its end nothing may have been complained about."""
    from playwright.sync_api import sync_playwright

    # Playwright's own loop makes Django take the test for asynchronous code.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        watched = Watched(browser, live_server.url)
        yield watched
        browser.close()
        connections.close_all()  # those of Playwright's loop, which are not those of the test
    assert watched.complaints == []


@pytest.fixture
def examined(case: RefundCase, people: SimpleNamespace) -> RefundCase:
    """Case RC-1, taken by Mei, its defect confirmed."""
    act = Act(by=people.mei, at=MOMENT, why="next in the queue")
    assess(case.pk, act=act)
    take(case.pk, act=act)
    record_finding(case.pk, subject="service_defect", result="confirmed", note="reproduced", act=act)
    return RefundCase.fetch(case.pk)


def test_one_refund_as_five_people_see_it(watched: Watched, examined: RefundCase, people: SimpleNamespace) -> None:
    agent_decides(watched.sign_in("mei"))
    supervisor_approves(watched.sign_in("sofia"))
    worker_pays(people)
    finance_sees_the_payout(watched.sign_in("fatima"))
    auditor_reads(watched.sign_in("anna"))


def agent_decides(window: Any) -> None:
    """The agent: from the start page to the decision, in a sheet beside the case."""
    window.get_by_role("link", name="RC-1").click()
    window.get_by_role("heading", name="Clause by clause").wait_for()
    window.get_by_role("link", name="Decide", exact=True).click()
    sheet = window.get_by_role("dialog")
    assert sheet.get_by_label("approve", exact=True).is_checked()
    sheet.get_by_label("Amount in USD").fill("100.01")
    sheet.get_by_role("button", name="Decide").click()
    sheet.get_by_text("Nothing was done").wait_for()
    assert sheet.get_by_label("Amount in USD").input_value() == "100.01"
    sheet.get_by_label("Amount in USD").fill("100.00")
    sheet.get_by_role("button", name="Decide").click()
    window.get_by_text("The decision is recorded.").wait_for()
    window.get_by_text("awaiting approval").first.wait_for()


def supervisor_approves(window: Any) -> None:
    """The supervisor: by keyboard alone, from the case to the approval."""
    window.get_by_role("link", name="Awaiting approval").click()
    window.get_by_role("link", name="RC-1").press("Enter")
    window.get_by_role("link", name="Approve").press("Enter")
    sheet = window.get_by_role("dialog")
    sheet.get_by_text("1,000 of 1,000 unused credits").wait_for()
    sheet.get_by_label("Remark for the history").press_sequentially("checked")
    sheet.get_by_role("button", name="Approve").press("Enter")
    window.get_by_text("Approved. The payout is under way.").wait_for()


def worker_pays(people: SimpleNamespace) -> None:
    """The worker has no browser."""
    pay(Payout.objects.get().pk, act=Act(by=people.worker, at=MOMENT, why="payout job"))


def finance_sees_the_payout(window: Any) -> None:
    """Finance: the payout in its list, paid."""
    window.get_by_role("link", name="Payouts").click()
    window.get_by_text("100.00 USD").first.wait_for()
    window.get_by_role("row", name="RC-1").get_by_text("paid").wait_for()


def auditor_reads(window: Any) -> None:
    """The auditor: the case is closed, the story is whole, no step is open, and dark or Chinese changes nothing."""
    window.get_by_label("Find a case").fill("RC-1")
    window.get_by_label("Find a case").press("Enter")
    window.get_by_role("heading", name="What happened").wait_for()
    assert window.get_by_text("Payout worker").count()
    assert window.locator("a[data-step]").count() == 0
    window.get_by_text("steps not possible now").click()
    assert window.get_by_text("Your role does not include this step.").first.is_visible()
    window.locator(".theme-toggle").click()
    window.get_by_role("button", name="简体中文").click()
    window.get_by_role("heading", name="RC-1").wait_for()
    assert window.locator("html").get_attribute("lang") == "zh-hans"
