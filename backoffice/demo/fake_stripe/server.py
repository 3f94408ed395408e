"""The stand-in for Stripe as a server on this machine."""

from __future__ import annotations

import copy
import json
import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from backoffice.demo.fake_stripe import form
from backoffice.demo.fake_stripe.books import Books, whole
from backoffice.demo.fake_stripe.faults import Fault, Faults
from backoffice.demo.fake_stripe.keys import Answer
from backoffice.demo.fake_stripe.refusals import Refusal, broken, missing, too_many

API_KEY = "sk_test_stand_in"
RETRY_AFTER = 2
"""Seconds that a busy answer asks for."""


class FakeStripe:
    """Serves the books of an account while the block runs. port 0 takes a free one."""

    def __init__(self, books: Books, *, faults: Faults | None = None, port: int = 0, api_key: str = API_KEY) -> None:
        self.books, self.faults, self.api_key = books, faults or Faults(), api_key
        self.calls: list[tuple[str, str, str]] = []
        handler = type("OneCall", (Call,), {"stripe": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> FakeStripe:
        threading.Thread(target=self.serve, daemon=True, name="fake stripe").start()
        return self

    def __exit__(self, *problem: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def serve(self) -> None:
        """Answer until somebody leaves the block."""
        self._server.serve_forever(poll_interval=0.05)


class Call(BaseHTTPRequestHandler):
    """One call of the API: its fault first, then the books."""

    stripe: FakeStripe
    replayed = False
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Look something up."""
        self.answer("GET", "")

    def do_POST(self) -> None:
        """Do something."""
        self.answer("POST", self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode())

    def answer(self, method: str, body: str) -> None:
        """Answer as the fault of this call has it."""
        address, self.replayed = urlsplit(self.path), False
        self.stripe.calls.append((method, address.path, body))
        fault = self.stripe.faults.next()
        try:
            self.refuse_early(fault)
            status, said = self.kept_answer(method, address.path, form.read(body or address.query), fault)
        except Refusal as refusal:
            status, said = refusal.status, {"error": refusal.error}
        self.give(status, said, fault)

    def refuse_early(self, fault: Fault) -> None:
        """Raise what is said before anything is looked at."""
        if fault in (Fault.BUSY, Fault.LOCKED):
            raise too_many("lock_timeout" if fault == Fault.LOCKED else "rate_limit")
        if fault == Fault.UNAVAILABLE:
            raise Refusal(503, "", "The gateway got no answer.", type="api_error", stored=False)
        if self.headers.get("Authorization") != f"Bearer {self.stripe.api_key}":
            raise Refusal(401, "", "Invalid API Key provided.", stored=False)

    def kept_answer(self, method: str, path: str, asked: dict[str, Any], fault: Fault) -> Answer:
        """The first answer of the key again, or what is done now. Raises Refusal."""
        key = self.headers.get("Idempotency-Key") if method == "POST" else None
        if not key:
            return self.done(method, path, asked, fault)
        keys = self.stripe.books.keys
        with keys.working(key):
            if (first := keys.known(key, (path, asked))) is not None:
                self.replayed = True
                return first
            try:
                answer = self.done(method, path, asked, fault)
            except Refusal as refusal:
                if refusal.stored:
                    keys.remember(key, (path, asked), (refusal.status, {"error": refusal.error}))
                raise
            keys.remember(key, (path, asked), answer)
            return answer

    def done(self, method: str, path: str, asked: dict[str, Any], fault: Fault) -> Answer:
        """Do it. Raises Refusal; a failure of Stripe's own may come before or after."""
        if fault == Fault.RESETS_BEFORE:
            raise Refusal(503, "", "Cut off before anything was done.", stored=False)
        if fault == Fault.FAILS_BEFORE:
            raise broken(stored=True)
        answer = self.routed(method, path.strip("/").split("/")[1:], asked)
        if fault == Fault.FAILS_AFTER:
            raise broken(stored=True)
        return answer

    def routed(self, method: str, path: list[str], asked: dict[str, Any]) -> Answer:
        """What the books say to a call."""
        books = self.stripe.books
        with books.lock:
            match [method, *path]:
                case ["POST", "refunds"]:
                    found = books.refund(asked)
                case ["GET", "refunds"]:
                    found = books.list_refunds(asked)
                case ["GET", "refunds", id] if id in books.refunds:
                    found = books.refunds[id]
                case ["GET", "events"]:
                    found = books.list_events(asked)
                case ["POST", "charges"]:
                    state = (asked.get("metadata") or {}).get("refunds_are", "succeeded")
                    found = books.charge(whole(asked.get("amount")), asked["currency"], refunds_are=state)
                case ["GET", "charges", id] if id in books.charges:
                    found = books.charges[id]
                case _:
                    raise missing("thing", "/".join(path))
            return 200, copy.deepcopy(found)

    def give(self, status: int, said: dict[str, Any], fault: Fault) -> None:
        """Send the answer, or what is left of it."""
        if fault in (Fault.RESETS_BEFORE, Fault.RESETS_AFTER):
            self.reset()
        elif fault == Fault.TIMES_OUT:
            self.rfile.read(1)  # ends when the caller hangs up
            self.close_connection = True
        else:
            text = json.dumps(said).encode()
            self.write(status, text[: len(text) // 2] if fault == Fault.GARBAGE else text)

    def write(self, status: int, text: bytes) -> None:
        """Send an answer with its headers."""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Request-Id", f"req_{len(self.stripe.calls):06d}")
        if status == 429:
            self.send_header("Retry-After", str(RETRY_AFTER))
        if self.replayed:
            self.send_header("Idempotent-Replayed", "true")
        self.end_headers()
        self.wfile.write(text)

    def reset(self) -> None:
        """Cut the connection off with no word."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing of every call."""
