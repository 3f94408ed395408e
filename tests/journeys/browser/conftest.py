"""A real browser at a real server: its rows are committed, and whatever it complains about is written down."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connections

from tests.cast import PASSWORD
from tests.conftest import CHROMIUM
from tests.races.conftest import empty

QUIET = ("background-networking", "component-update", "sync")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", *(f"--disable-{what}" for what in QUIET)]


class Watched:
    """A browser whose every complaint is written down."""

    def __init__(self, browser: Any, address: str) -> None:
        self.browser, self.address = browser, address
        self.complaints: list[str] = []

    def sign_in(self, name: str, **options: Any) -> Any:
        """A window of its own, in which somebody has signed in. options: of the browser's context."""
        window = self.browser.new_context(**options).new_page()
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
