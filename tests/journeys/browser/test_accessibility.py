"""The pages that people work in, measured by the rules of WCAG 2.2 AA, in the light and in the dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from refunds.models import Decision, RefundCase
from tests.journeys.browser.conftest import Watched

pytestmark = pytest.mark.browser
Make = Callable[..., RefundCase]

PAGES = {
    "mei": ["/admin/", "/admin/refunds/refundcase/?tab=open", "{mine}change/", "{mine}steps/decide/"],
    "sofia": ["{waiting}change/", "{waiting}steps/approve/", "{mine}steps/assign/"],
    "anna": ["{waiting}history/", "/admin/refunds/charge/", "/admin/accounts/customer/"],
    "fatima": ["/admin/refunds/payout/"],
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_accessibility(
    watched: Watched, scheme: str, open_case: Make, prepared: Callable[..., Decision], examined: Make
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    rows = {"waiting": prepared(open_case("RC-1")).case, "mine": examined(open_case("RC-2"))}
    places = {name: f"/admin/refunds/refundcase/{case.pk}/" for name, case in rows.items()}

    found = []
    for name, addresses in PAGES.items():
        window = watched.sign_in(name, color_scheme=scheme)
        for address in addresses:
            window.goto(watched.address + address.format(**places))
            for fold in window.locator("main details").all():
                fold.evaluate("fold => { fold.open = true }")
            broken = Axe().run(window, options={"preload": False}).response["violations"]
            found += [(address, rule["id"], rule["nodes"][0]["html"][:120]) for rule in broken]

    assert found == []
