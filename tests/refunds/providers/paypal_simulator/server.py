"""The interface of the simulator over HTTP."""

from __future__ import annotations

import base64
import datetime as dt
import itertools
import json
import sys
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.refunds.providers.paypal_simulator.books import Books, Refused
from tests.refunds.providers.paypal_simulator.faults import Fault, Faults
from tests.refunds.providers.paypal_simulator.resources import capture_of, listed_of, order_of, refund_of
from tests.refunds.providers.paypal_simulator.signing import Signer

CLIENT, SECRET = "client-of-the-tests", "secret-of-the-tests"
PAGE_OF_HTML = b"<html><body>Be right back</body></html>"


class PayPalSimulator(ThreadingHTTPServer):
    """PayPal on a free port of loopback, until it is closed."""

    daemon_threads = True

    def __init__(self, now: dt.datetime) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.books, self.faults, self.signer = Books(now), Faults(), Signer(now)
        self.tokens: dict[str, dt.datetime] = {}
        self.tokens_given = itertools.count(1)
        self.may_search, self.page_size = True, 500
        self.takes = 0.0  # seconds of a refund, for drills that need something to be under way
        self.asked: list[str] = []
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"

    def close(self) -> None:
        """Stop."""
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that was killed is no error of ours."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def forget_tokens(self) -> None:
        """As PayPal does when a secret was changed."""
        self.tokens.clear()


class Handler(BaseHTTPRequestHandler):
    """One call."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: PayPalSimulator

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = urlsplit(self.path).path
        self.server.asked.append(f"POST {path}")
        if path == "/v1/oauth2/token":
            self._token()
        elif self._known():
            self._refund(unquote(path.split("/")[4]), body)

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        self.server.asked.append(f"GET {address.path}")
        if address.path.startswith("/v1/notifications/certs/"):
            self._certificate(address.path)
        elif self._known():
            try:
                self._say(200, self._shown(address.path, parse_qs(address.query)))
            except Refused as refusal:
                self._refuse(refusal)

    def _shown(self, path: str, query: dict[str, list[str]]) -> dict[str, Any]:
        books, last = self.server.books, unquote(path.rsplit("/", 1)[-1])
        if path.startswith("/v2/payments/captures/") and last in books.captures:
            return capture_of(books, books.captures[last], self.server.url)
        if path.startswith("/v2/payments/refunds/") and last in books.refunds:
            return refund_of(books.refunds[last], self.server.url)
        if path.startswith("/v2/checkout/orders/") and (order := order_of(books, last, self.server.url)):
            return order
        if path == "/v1/reporting/transactions":
            if not self.server.may_search:
                raise Refused("NOT_AUTHORIZED", 403)
            return listed_of(books, query, self.server.page_size)
        raise Refused("INVALID_RESOURCE_ID", 404)

    def _refund(self, capture: str, body: bytes) -> None:
        time.sleep(self.server.takes)
        fault = self.server.faults.next()
        if fault in BEFORE:
            self._fail(fault)
            return
        try:
            refund, new = self.server.books.refund(
                capture, self.headers["PayPal-Request-Id"], body, json.loads(body or b"{}")
            )
        except Refused as refusal:
            self._refuse(refusal)
            return
        answer = refund_of(refund, self.server.url)
        if fault == Fault.NONE:
            minimal = {name: answer[name] for name in ("id", "status", "links")}
            full = self.headers.get("Prefer") == "return=representation"
            self._say(201 if new else 200, answer if full else minimal)
        else:
            self._fail(fault, answer)

    def _fail(self, fault: Fault, answer: dict[str, Any] | None = None) -> None:
        whole = json.dumps(answer).encode()
        match fault:
            case Fault.RESET | Fault.AFTER_RESET:
                self.close_connection = True
            case Fault.AFTER_GARBAGE:
                self._send(200, PAGE_OF_HTML, {"Content-Type": "text/html"})
            case Fault.AFTER_HALF:
                self._send(201, whole[: len(whole) // 2], {}, length=len(whole))
            case Fault.AFTER_OTHER:
                self._say(201, {**(answer or {}), "custom_id": "refund-of-somebody-else"})
            case _:
                status, headers = PLAIN[fault]
                self._say(status, _error("ERROR", fault.name), headers)

    def _token(self) -> None:
        wanted = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {wanted}":
            self._say(401, {"error": "invalid_client", "error_description": "Client Authentication failed"})
            return
        token, lasts = f"token-{next(self.server.tokens_given)}", 32400
        self.server.tokens[token] = self.server.books.now + dt.timedelta(seconds=lasts)
        self._say(200, {"access_token": token, "token_type": "Bearer", "expires_in": lasts})

    def _known(self) -> bool:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        known = self.server.tokens.get(token, self.server.books.now) > self.server.books.now
        if not known:
            self._say(401, {"name": "AUTHENTICATION_FAILURE"})
        return known

    def _certificate(self, path: str) -> None:
        if path.endswith(self.server.signer.name):
            self._send(200, self.server.signer.certificate, {"Content-Type": "application/x-pem-file"})
        else:
            self._say(404, {"name": "RESOURCE_NOT_FOUND"})

    def _refuse(self, refusal: Refused) -> None:
        name = {403: refusal.issue, 404: "RESOURCE_NOT_FOUND"}.get(refusal.status, "UNPROCESSABLE_ENTITY")
        self._say(refusal.status, _error(name, refusal.issue))

    def _say(self, status: int, content: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        self._send(status, json.dumps(content).encode(), {"Content-Type": "application/json", **(headers or {})})

    def _send(self, status: int, body: bytes, headers: dict[str, str], length: int | None = None) -> None:
        with suppress(ConnectionError):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body) if length is None else length))
            self.end_headers()
            self.wfile.write(body)
        self.close_connection = self.close_connection or length is not None

    def log_message(self, *said: object) -> None:
        """Nothing."""


BEFORE = {Fault.RESET, Fault.ERROR, Fault.TOO_MANY, Fault.IN_PROGRESS, Fault.REDIRECT}
PLAIN = {
    Fault.ERROR: (500, {}),
    Fault.AFTER_ERROR: (503, {}),
    Fault.TOO_MANY: (429, {"Retry-After": "7"}),
    Fault.IN_PROGRESS: (409, {}),
    Fault.REDIRECT: (302, {"Location": "/elsewhere"}),
}


def _error(name: str, issue: str) -> dict[str, Any]:
    return {
        "name": name,
        "message": "The requested action could not be performed.",
        "details": [{"issue": issue, "description": f"In PayPal's words: {issue.lower()}."}],
        "debug_id": "90957fca61718",
    }
