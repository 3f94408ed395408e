"""Every page, by its address: the rules of WCAG 2.2 AA in both languages, in the light and in the dark.

The pages are those of accounts/routes.py that somebody may look at, those of rows in all their states, and the forms of
all steps, so that none can be forgotten: tests/examples says where an example is missing. No page may complain in the
console, break the content policy, or ask anything of another host.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib import admin

from tests.journeys.browser.accessible import broken_pages, windows_of
from tests.journeys.browser.every_page import Examples, visits
from tests.journeys.browser.watched import Watched

pytestmark = pytest.mark.browser


@pytest.fixture
def pages(
    address: Callable[[str], str], objects: Callable[[type], Any], examples: Examples, people: SimpleNamespace
) -> dict[str | None, list[str]]:
    """The addresses to look at, by who looks at them; every list has a row."""
    for model in admin.site._registry:
        objects(model)
    return visits(examples, people, address)


def test_no_page_breaks_a_rule_of_accessibility(
    watched: Watched, people: SimpleNamespace, pages: dict[str | None, list[str]]
) -> None:
    found = {}
    for who, addresses in pages.items():
        windows = windows_of(watched, getattr(people, who) if who else None)
        found |= broken_pages(windows, [watched.address + address for address in addresses])

    assert found == {}
