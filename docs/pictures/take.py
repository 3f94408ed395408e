"""Takes the pictures of the documentation from a running demo, and changes nothing in it.

make demo, and beside it make pictures
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
sys.path += [str(HERE.parents[1]), str(HERE)]

import smaller  # noqa: E402

from accounts.demo_sign_ins import PASSWORD  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--lang=en-GB",
]
WIDTH = 1440
CASES = "/admin/refunds/refundcase/"


class Desk:
    """A browser at the demo, with a window of its own for each person."""

    def __init__(self, browser: Any, address: str) -> None:
        self.browser, self.address = browser, address

    @contextmanager
    def of(self, name: str) -> Iterator[Any]:
        """The window of somebody who has signed in. Addresses in it may leave out the server."""
        options = {"viewport": {"width": WIDTH, "height": 900}, "color_scheme": "light", "locale": "en-GB"}
        context = self.browser.new_context(base_url=self.address, **options)
        window = context.new_page()
        window.goto("/admin/")
        window.get_by_label("Username").fill(name)
        window.get_by_label("Password").fill(PASSWORD)
        window.get_by_role("button", name="Log in").click()
        window.get_by_role("heading", level=1).first.wait_for()
        yield window
        context.close()


def keep(window: Any, name: str, height: int = 900) -> None:
    """Keep what the window shows from the top of the page. height: in pixels."""
    window.set_viewport_size({"width": WIDTH, "height": height})
    window.wait_for_load_state("networkidle")
    window.mouse.move(0, 0)
    path = HERE / f"{name}.png"
    path.write_bytes(smaller.png(window.screenshot()))
    print(f"{path.name}: {path.stat().st_size // 1000} kB")  # noqa: T201


def opens(window: Any, question: str, text: str = "") -> None:
    """Open the first case that a list of cases shows, or the first with a text in its row. question: of the list."""
    window.goto(f"{CASES}?{question}")
    row = window.locator("#result_list tbody tr", has_text=text).first
    row.get_by_role("link").first.click()
    window.get_by_role("navigation", name="Steps").wait_for()


def agent(desk: Desk) -> None:
    """The queue, a case in review, and its decision."""
    with desk.of("tom") as window:
        window.goto(f"{CASES}?tab=mine")
        keep(window, "agent-queue", 620)
        opens(window, "state=in_review&recommendation=approve_partial", "Tom")
        keep(window, "case-page", 1100)
        window.get_by_role("link", name="Decide", exact=True).click()
        window.get_by_role("dialog").get_by_text("The letter as it goes out").wait_for()
        keep(window, "agent-decision")


def technical_auditor(desk: Desk) -> None:
    """The queue of audits, and the workbench."""
    with desk.of("wei") as window:
        window.goto(f"{CASES}?tab=audits")
        keep(window, "technical-auditor-queue", 480)
        opens(window, "tab=audits", "302.AI")
        window.get_by_role("link", name="Conclude the audit").click()
        window.get_by_role("dialog").get_by_text("The question").wait_for()
        keep(window, "technical-auditor-workbench")


def supervisor(desk: Desk) -> None:
    """An approval, the two sides of a review, and the desk as a whole."""
    with desk.of("sofia") as window:
        opens(window, "tab=approval")
        window.get_by_role("link", name="Approve", exact=True).click()
        window.get_by_role("dialog").get_by_text("What will be paid").wait_for()
        keep(window, "supervisor-approval")
        opens(window, "state=secondary_review")
        window.get_by_role("link", name="Both sides, what changed, and precedents").first.click()
        keep(window, "supervisor-review")
        window.goto("/admin/refunds/decision/oversight/")
        keep(window, "supervisor-oversight")


def finance(desk: Desk) -> None:
    """What waits, the payouts with their totals, and a report before its file is taken."""
    today = dt.datetime.now(dt.UTC).date()
    with desk.of("fatima") as window:
        keep(window, "finance-day", 620)
        window.goto("/admin/refunds/payout/")
        keep(window, "finance-payouts", 760)
        window.goto("/admin/refunds/exportrecord/")
        window.locator(".page-head").get_by_role("link", name="Payouts").click()
        window.get_by_label("From").fill((today - dt.timedelta(days=30)).isoformat())
        window.get_by_label("To, included").fill(today.isoformat())
        window.get_by_role("button", name="Show the totals").click()
        window.get_by_role("row", name="USD").first.wait_for()
        keep(window, "finance-report", 560)


def compliance_auditor(desk: Desk) -> None:
    """The log of the whole site, and the story of a case."""
    with desk.of("anna") as window:
        window.goto("/admin/refunds/refusal/log/")
        window.get_by_label("Who:").select_option(label="Sofia Rossi")
        window.get_by_role("button", name="Apply").click()
        window.wait_for_url("**who=*")
        keep(window, "compliance-auditor-log")
        opens(window, "state=refunded")
        window.goto(f"{window.url.split('?')[0].removesuffix('change/')}history/")
        keep(window, "compliance-auditor-story")


def administrator(desk: Desk) -> None:
    """The staff, and the working calendar."""
    with desk.of("admin") as window:
        window.goto("/admin/accounts/staffmember/")
        keep(window, "administrator-staff", 640)
        window.goto("/admin/refunds/calendarday/")
        keep(window, "administrator-calendar", 670)


GUIDES: tuple[Callable[[Desk], None], ...] = (
    agent,
    technical_auditor,
    supervisor,
    finance,
    compliance_auditor,
    administrator,
)


def main(address: str) -> None:
    """All pictures, or those of the guides that are named behind the address."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, "--lang=en-GB"])
        for guide in GUIDES:
            if not sys.argv[2:] or guide.__name__ in sys.argv[2:]:
                guide(Desk(browser, address))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000")
