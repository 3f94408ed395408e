"""Takes the pictures of the documentation from a running demo.

make demo PORT=8000
.venv/bin/python docs/pictures/take.py http://127.0.0.1:8000
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1]))

from accounts.demo_sign_ins import PASSWORD  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def sign_in(window: Any, address: str, name: str) -> None:
    """One of the people of the demo."""
    window.goto(f"{address}/admin/")
    window.get_by_label("Username").fill(name)
    window.get_by_label("Password").fill(PASSWORD)
    window.get_by_role("button", name="Log in").click()


def case_page(window: Any, address: str) -> None:
    """A case of Tom's in review that the policy would grant in part."""
    sign_in(window, address, "tom")
    window.goto(f"{address}/admin/refunds/refundcase/?state=in_review&recommendation=approve_partial")
    window.locator("#result_list tbody tr", has_text="Tom").first.get_by_role("link").click()
    window.screenshot(path=HERE / "case-page.png")


def main(address: str) -> None:
    """All pictures, in the light and 1440 pixels wide."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        case_page(browser.new_page(viewport={"width": 1440, "height": 1100}, color_scheme="light"), address)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000")
