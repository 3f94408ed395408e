"""A real browser at a real server: its rows are committed, and whatever it complains about is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connections

from tests.conftest import CHROMIUM
from tests.journeys.browser.seat import BROWSERS, Seat
from tests.journeys.browser.watched import Watched
from tests.races.conftest import empty

QUIET = ("background-networking", "component-update", "sync")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", *(f"--disable-{what}" for what in QUIET)]
DESK = {"width": 1440, "height": 900}


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """One browser for all of these tests: starting it takes longer than most of them."""
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as driver:
        # Playwright's own loop makes Django take the tests for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()
        connections.close_all()  # those of Playwright's loop, which are not those of the other tests


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
def watched(browser: Any, live_server: Any) -> Iterator[Watched]:
    """The browser at the server of the test; at its end nothing may have been complained about."""
    watched = Watched(browser, live_server.url)
    yield watched
    watched.close()
    assert watched.complaints == []


@pytest.fixture
def seat(watched: Watched, people: SimpleNamespace) -> Callable[..., Seat]:
    """seat("mei", "zh-hans"): Mei has signed in, and her browser asks for Chinese."""

    def make(name: str, language: str = "en") -> Seat:
        window = watched.window_of(getattr(people, name), locale=BROWSERS[language], viewport=DESK)
        return Seat(window, watched.address, language, name)

    return make


@pytest.fixture
def waiting(
    open_case: Callable[..., Any], examined: Callable[..., Any], act_of: Callable[..., Any]
) -> Callable[..., Any]:
    """waiting("RC-1"): examined by Tom, who put it back; whoever takes it next can decide it."""
    from refunds.models import RefundCase
    from refunds.operations.triage import return_to_queue

    def make(number: str, defect: str = "confirmed") -> RefundCase:
        case = examined(open_case(number), by="tom", defect=defect)
        return return_to_queue(case.pk, act=act_of("tom", "my day is over", minutes=2))

    return make
