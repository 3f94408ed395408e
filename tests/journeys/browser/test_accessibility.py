"""The pages that people work in, measured by the rules of WCAG 2.2 AA, in the light and in the dark."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from accounts.acts import Act
from refunds.models import Decision, RefundCase
from tests.journeys.browser.watched import Watched
from tests.version_work import drafted, tried_out

pytestmark = pytest.mark.browser
Make = Callable[..., RefundCase]

PAGES = {
    "mei": [
        "/admin/",
        "/admin/refunds/refundcase/?tab=open",
        "{mine}change/",
        "{mine}steps/decide/",
        "{mine}steps/reply/",
        "{mine}same-as/{other}/",
        "/admin/refunds/refundcase/views/save/?tab=mine",
    ],
    "sofia": [
        "{waiting}change/",
        "{waiting}steps/approve/",
        "{mine}steps/assign/",
        "/admin/refunds/cannedreply/write/",
    ],
    "anna": ["{waiting}history/", "/admin/refunds/charge/", "/admin/accounts/customer/"],
    "fatima": ["/admin/refunds/payout/"],
    "ravi": [
        "/admin/refunds/policyversion/",
        "/admin/refunds/policyversion/begin/",
        "/admin/refunds/policyversion/compare/?before=service&after={version}",
        "/admin/refunds/policyversion/written/302ai/",
        "/admin/refunds/policyversion/{version}/change/",
        "/admin/refunds/policyversion/{version}/draft/",
        "/admin/refunds/policyversion/{version}/steps/try_out/",
        "/admin/refunds/tryout/{try_out}/change/",
    ],
    "adam": [
        "/admin/refunds/calendarday/",
        "/admin/refunds/calendarday/?year=2027",
        "/admin/refunds/calendarday/enter/",
        "/admin/refunds/calendarday/2027/complete/",
    ],
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_accessibility(
    watched: Watched,
    scheme: str,
    open_case: Make,
    prepared: Callable[..., Decision],
    examined: Make,
    people: SimpleNamespace,
    act_of: Callable[..., Act],
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    rows = {"waiting": prepared(open_case("RC-1")).case, "mine": examined(open_case("RC-2"))}
    places = {name: f"/admin/refunds/refundcase/{case.pk}/" for name, case in rows.items()}
    places["other"] = str(rows["waiting"].pk)
    draft = drafted(act_of("sofia"), numbers={"purchase_limit_days": 5})
    places |= {"version": str(draft.pk), "try_out": str(tried_out(draft, act_of("sofia")).pk)}

    found = []
    for name, addresses in PAGES.items():
        window = watched.window_of(getattr(people, name), color_scheme=scheme)
        for address in addresses:
            window.goto(watched.address + address.format(**places))
            for fold in window.locator("main details").all():
                fold.evaluate("fold => { fold.open = true }")
            broken = Axe().run(window, options={"preload": False}).response["violations"]
            found += [(address, rule["id"], rule["nodes"][0]["html"][:120]) for rule in broken]

    assert found == []
