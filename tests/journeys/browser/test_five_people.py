"""One refund in a real browser, as five people see it. No page may break a rule of its content policy."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from accounts.acts import Act
from refunds.models import Payout, RefundCase
from refunds.operations.assess import assess
from refunds.operations.findings import record_finding
from refunds.operations.pay import pay
from refunds.operations.triage import take
from tests.cast import MOMENT
from tests.journeys.browser.conftest import Watched

pytestmark = pytest.mark.browser


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
    window.get_by_role("searchbox", name="Find a case").fill("RC-1")
    window.get_by_role("searchbox", name="Find a case").press("Enter")
    window.get_by_role("heading", name="What happened").scroll_into_view_if_needed()
    window.get_by_text("Payout worker").first.wait_for()
    assert window.locator("a[data-step]").count() == 0
    window.get_by_text("steps not possible now").click()
    assert window.get_by_text("Your role does not include this step.").first.is_visible()
    window.locator(".theme-toggle").click()
    window.get_by_role("button", name="简体中文").click()
    window.get_by_role("heading", name="RC-1").wait_for()
    assert window.locator("html").get_attribute("lang") == "zh-hans"
