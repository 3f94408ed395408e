"""People at the desk over HTTP, who remember what was acknowledged to them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

import httpx

from accounts.demo_sign_ins import PASSWORD

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
MARKER = re.compile(r'name="marker" value="([^"]*)"')


@dataclass
class Seen:
    """What one person saw: done for sure, and asked for without an answer that says so, with what came instead."""

    acknowledged: list[Any] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


class Person:
    """Somebody who is signed in, and signs in again where that was lost."""

    def __init__(self, url: str, name: str) -> None:
        self.name = name
        self.http = httpx.Client(base_url=url, timeout=20, trust_env=False, headers={"Referer": url})

    def wait_until_served(self) -> None:
        """Return when the web server answers that it is ready."""
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            with suppress(httpx.HTTPError):
                if self.http.get("/readyz").status_code == 200:
                    return
            time.sleep(0.2)
        raise TimeoutError("the web server does not start")

    def approve(self, case: int) -> None:
        """Open the form and send it. Raises HTTPError where the answer does not say that it was done."""
        address = f"/admin/refunds/refundcase/{case}/steps/approve/"
        page = self._open(address)
        marker = MARKER.search(page.text)
        assert marker, page.text[:300]
        sent = self.http.post(
            address, data={"csrfmiddlewaretoken": _token(page), "marker": marker[1].replace("&#x27;", "'"), "why": ""}
        )
        _must_be(302, sent)

    def bring_in(self, document: dict[str, Any]) -> None:
        """Post a case to the API. Raises HTTPError where the answer does not say that it was made."""
        self._open("/admin/")
        headers = {"X-CSRFToken": self.http.cookies["csrftoken"]}
        _must_be(201, self.http.post("/api/v1/cases", json=document, headers=headers))

    def _open(self, address: str) -> httpx.Response:
        page = self.http.get(address)
        if page.status_code == 302:
            form = self.http.get("/admin/login/")
            typed = {"username": self.name, "password": PASSWORD, "next": "/admin/"}
            self.http.post("/admin/login/", data={"csrfmiddlewaretoken": _token(form), **typed})
            page = self.http.get(address)
        page.raise_for_status()
        return page


def _must_be(status: int, answer: httpx.Response) -> None:
    if answer.status_code != status:
        raise httpx.HTTPError(f"{answer.status_code} {answer.text[:200]}")


def _token(page: httpx.Response) -> str:
    token = TOKEN.search(page.text)
    if token is None:
        raise httpx.HTTPError("a page without a form")
    return token[1]


def at_work(person: Person, does: Callable[[Any], None], things: Iterable[Any], over: Event, seen: Seen) -> Thread:
    """A thread in which somebody does one thing after the other, waiting where the desk is down, until it is over."""

    def work() -> None:
        for thing in things:
            if over.is_set():
                return
            try:
                does(thing)
            except httpx.HTTPError as problem:
                seen.unknown.append(str(problem) or type(problem).__name__)
                person.wait_until_served()
            else:
                seen.acknowledged.append(thing)

    thread = Thread(target=work, daemon=True)
    thread.start()
    return thread
