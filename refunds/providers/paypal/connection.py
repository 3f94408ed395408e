"""The line to PayPal: one pool of connections and one access token for each process and account."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

import httpx
from django.utils.translation import gettext as _

from refunds.providers.base import Timing, Unreachable
from refunds.providers.paypal.answers import Answer, read

Clock = Callable[[], dt.datetime]
EARLY = dt.timedelta(minutes=1)
"""How long before its end a token isn't used any more."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who we are at PayPal. base: https://api-m.paypal.com, or that of its sandbox."""

    base: str
    client_id: str
    secret: str


class Connection:
    """Calls PayPal with a token that is kept until it ends, and renewed once where PayPal doesn't take it any more."""

    def __init__(
        self, account: Account, timing: Timing, now: Clock, transport: httpx.BaseTransport | None = None
    ) -> None:
        self.account, self.now = account, now
        limits = httpx.Limits(max_connections=timing.at_once)
        # The wait for a free connection of the pool is part of what the caller is told a call may take.
        self.http = httpx.Client(
            base_url=account.base, timeout=timing.timeout, limits=limits, transport=transport, trust_env=False
        )
        self._renewing = Lock()
        self._token, self._good_until = "", dt.datetime.min.replace(tzinfo=dt.UTC)

    def get(self, path: str, query: Mapping[str, str | int] | None = None) -> Answer:
        """Ask. Raises Unreachable, Busy."""
        return self._call("GET", path, params=query)

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Do. Raises Unreachable, Busy."""
        return self._call("POST", path, content=body, headers={"Content-Type": "application/json", **headers})

    def close(self) -> None:
        """Hang up."""
        self.http.close()

    def _call(self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **more: Any) -> Answer:
        """One call; a second one where the token was refused, which PayPal does before it looks at the request."""
        response = self._with_token(method, path, self._valid_token(), headers, more)
        if response.status_code == 401:
            response = self._with_token(method, path, self._renewed(response.request), headers, more)
        if response.status_code == 401:
            raise Unreachable(_("PayPal does not accept our credentials."))
        return read(response, self.now())

    def _with_token(
        self, method: str, path: str, token: str, headers: Mapping[str, str] | None, more: Mapping[str, Any]
    ) -> httpx.Response:
        return self._sent(method, path, headers={"Authorization": f"Bearer {token}", **(headers or {})}, **more)

    def _sent(self, method: str, path: str, **more: Any) -> httpx.Response:
        try:
            return self.http.request(method, path, **more)
        except httpx.TransportError as problem:
            raise Unreachable(_("PayPal gave no answer (%s).") % type(problem).__name__) from problem
        except httpx.DecodingError as problem:
            raise Unreachable(_("PayPal's answer can't be read.")) from problem

    def _valid_token(self) -> str:
        with self._renewing:
            if self.now() >= self._good_until:
                self._renew()
            return self._token

    def _renewed(self, refused: httpx.Request) -> str:
        """A new token in place of the refused one, unless another thread has just fetched it."""
        with self._renewing:
            if refused.headers["Authorization"] == f"Bearer {self._token}":
                self._renew()
            return self._token

    def _renew(self) -> None:
        response = self._sent(
            "POST",
            "/v1/oauth2/token",
            data={"grant_type": "client_credentials"},
            auth=(self.account.client_id, self.account.secret),
        )
        if response.status_code == 401:
            raise Unreachable(_("PayPal does not accept our credentials."))
        content = read(response, self.now()).content
        token, lasts = content.get("access_token"), content.get("expires_in")
        if not isinstance(token, str) or not isinstance(lasts, int):
            raise Unreachable(_("PayPal's answer can't be read."))
        self._token, self._good_until = token, self.now() + dt.timedelta(seconds=lasts) - EARLY


def connected(account: Account, timing: Timing, now: Clock) -> Connection:
    """The connection of this process. A forked child gets its own: two processes on one socket would mix answers."""
    return _of_process(account, timing, now, os.getpid())


@cache
def _of_process(account: Account, timing: Timing, now: Clock, pid: int) -> Connection:
    return Connection(account, timing, now)
