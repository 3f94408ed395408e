"""What the rules of WCAG 2.0 to 2.2, A and AA, say of a page, as axe measures it."""

from __future__ import annotations

from typing import Any

from tests.journeys.browser.seat import BROWSERS
from tests.journeys.browser.watched import Watched

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCHEMES = ("light", "dark")
PREPARE = """() => {
    const still = new CSSStyleSheet();
    still.replaceSync("* { transition: none !important; animation: none !important }");
    document.adoptedStyleSheets = [still];
    for (const fold of document.querySelectorAll("#content details")) fold.open = true;
}"""
"""A colour on its way to another is neither, and what is folded is read as well."""
MEASURE = """async ([rules, around]) => {
    const runOnly = { type: "tag", values: rules };
    const options = { runOnly, resultTypes: ["violations"], preload: false, iframes: false };
    const found = await axe.run({ exclude: around.map(one => [one]) }, options);
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`);
}"""
AROUND = [".masthead", "#keys", "#palette"]
"""What every page has around its content."""
OFTEN = 10
"""What is around them is measured on every tenth page."""


def broken_rules(window: Any, around: list[str]) -> list[str]:
    """What is broken on the page that a window shows: the scheme, the rule, and the first element that breaks it.

    around: what is left out, as selectors.
    """
    from axe_playwright_python.base import AXE_SCRIPT

    window.evaluate(AXE_SCRIPT)
    window.evaluate(PREPARE)
    found = []
    for scheme in SCHEMES:
        window.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {broken}" for broken in window.evaluate(MEASURE, [WCAG, around])]
    return found


def broken_pages(windows: list[Any], addresses: list[str]) -> dict[tuple[str, str], list[str]]:
    """What is broken on each page in each window, by the address and the language of the window.

    The page of one window is on its way while that of the other is measured.
    """
    found = {}
    turns = [(window, address) for address in addresses for window in windows]
    windows[0].goto(addresses[0])
    for number, ((window, address), (other, coming)) in enumerate(zip(turns, [*turns[1:], turns[-1]], strict=True)):
        around = AROUND if number // len(windows) % OFTEN else []
        if (window, address) == (other, coming):
            broken = broken_rules(window, around)
        else:
            with other.expect_navigation():
                other.evaluate("address => { setTimeout(() => location.assign(address)) }", coming)
                broken = broken_rules(window, around)
        if broken:
            found[address, window.locator("html").get_attribute("lang")] = broken
    return found


def windows_of(watched: Watched, person: Any) -> list[Any]:
    """A window in each language of somebody, or of nobody, so high that all parts of a page are in sight."""
    each = [{"locale": code, "viewport": {"width": 1440, "height": 3000}} for code in BROWSERS.values()]
    return [watched.window_of(person, **options) if person else watched.window(**options) for options in each]
