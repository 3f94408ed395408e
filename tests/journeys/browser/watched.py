"""A browser that writes down whatever a page complains about, and whatever it asks of another host."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

PATIENCE = 15_000
"""Milliseconds that a slow machine may take for a page."""


class Watched:
    """A browser at the server under test."""

    def __init__(self, browser: Any, address: str) -> None:
        self.browser, self.address = browser, address
        self.windows: list[Any] = []
        self.complaints: list[str] = []

    def window(self, **options: Any) -> Any:
        """A window of its own, without cookies. options: of the browser's context."""
        window = self.browser.new_context(**options).new_page()
        window.set_default_timeout(PATIENCE)
        window.on(
            "console",
            lambda said: self.hear(said.type in ("error", "warning"), f"console: {said.text} at {window.url}"),
        )
        window.on("pageerror", lambda error: self.hear(True, f"script: {error} at {window.url}"))
        window.on("request", lambda asked: self.hear(not self.is_ours(asked.url), f"elsewhere: {asked.url}"))
        window.on("response", lambda answer: self.hear(answer.status >= 400, f"{answer.status}: {answer.url}"))
        self.windows.append(window)
        return window

    def window_of(self, person: Any, **options: Any) -> Any:
        """A window in which somebody has signed in; that the form of the sign-in works is another test's."""
        client, window = Client(), self.window(**options)
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        window.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.address}])
        return window

    def hear(self, is_complaint: bool, what: str) -> None:
        """Keep a complaint."""
        if is_complaint:
            self.complaints.append(what)

    def forgive(self, *words: str) -> None:
        """Strike the complaints that a test brought about on purpose, by words that are in them."""
        self.complaints = [one for one in self.complaints if not any(word in one for word in words)]

    def is_ours(self, url: str) -> bool:
        """Whether an address is on the server under test, or made by the page itself."""
        asked = urlsplit(url)
        return asked.scheme in ("data", "blob") or asked.netloc == urlsplit(self.address).netloc

    def close(self) -> None:
        """Close every window."""
        for window in self.windows:
            window.context.close()
