"""A provider with books of its own in another database, that fails by seed: it errs, cuts, forgets its answer, is busy.

It remembers no keys: whoever sends twice pays twice, and only looking up tells what became of a call. A worker killed
in the middle takes nothing of these books with it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time

import psycopg

from refunds.money import Money
from refunds.providers.base import Busy, Instruction, Listing, Receipt, Timing, Unreachable

BOOKS = """
CREATE TABLE IF NOT EXISTS transfer (
    id bigserial PRIMARY KEY, key text NOT NULL, payment text NOT NULL, amount bigint NOT NULL, currency text NOT NULL
);
CREATE INDEX IF NOT EXISTS transfer_key ON transfer (key);
CREATE TABLE IF NOT EXISTS heard (id bigserial PRIMARY KEY, key text NOT NULL, kind text NOT NULL);
CREATE TABLE IF NOT EXISTS webhook (
    id bigserial PRIMARY KEY, key text NOT NULL, reference text NOT NULL, due double precision NOT NULL, told bool
);
"""
FAULTS = ("error", "lost_answer", "cut_before", "cut_after", "busy")
"""error, cut_before: nothing happens. lost_answer, cut_after: the money moves and nobody hears of it. busy: 429."""
MOVES = frozenset({"none", "lost_answer", "cut_after"})


class StormyProvider:
    """The contract of refunds/providers/base.py over books that can't be walked around.

    rate: how many calls of a hundred go wrong. delay: seconds that a call takes. webhooks: how many copies at most.
    """

    name = "stormy"
    keys_last: dt.timedelta | None = None
    visible_after = dt.timedelta(0)
    timing = Timing(timeout=10, at_once=64)

    def __init__(self, url: str, seed: int, *, rate: int = 40, delay: float = 0.005, webhooks: int = 0) -> None:
        self.url, self.seed, self.rate, self.delay, self.webhooks = url, seed, rate, delay, webhooks
        self._connection: psycopg.Connection | None = None
        self._process = 0

    def send(self, instruction: Instruction) -> Receipt:
        """Pay, or fail as the seed says for this call about this payment."""
        number = self._heard(instruction.key, "send")
        fault = self._fault(f"{instruction.payment} {number}")
        time.sleep(self.delay)
        reference = self._transfer(instruction) if fault in MOVES else ""
        if fault == "busy":
            raise Busy("429", dt.timedelta(seconds=self._draw(f"wait {instruction.key} {number}") % 3 / 10))
        if fault != "none":
            raise Unreachable(fault)
        return Receipt.paid(reference)

    def look_up(self, instruction: Instruction) -> Receipt | None:
        """The first transfer under the key; look-ups go wrong as well."""
        number = self._heard(instruction.key, "look")
        fault = self._fault(f"look {instruction.key} {number}")
        if fault in ("error", "cut_before"):
            raise Unreachable(fault)
        if fault == "busy":
            raise Busy("429")
        row = self._run("SELECT id FROM transfer WHERE key = %s ORDER BY id LIMIT 1", instruction.key).fetchone()
        return Receipt.paid(f"T-{row[0]}") if row else None

    def list_since(self, cursor: str) -> Listing:
        """Not part of this drill."""
        return Listing((), cursor)

    def transfers(self) -> list[tuple[str, str, Money]]:
        """Everything that was paid: key, payment, amount."""
        rows = self._run("SELECT key, payment, amount, currency FROM transfer ORDER BY id").fetchall()
        return [(key, payment, Money(amount, currency)) for key, payment, amount, currency in rows]

    def calls(self, key: str) -> list[str]:
        """What was heard under a key, in order: send and look."""
        return [kind for (kind,) in self._run("SELECT kind FROM heard WHERE key = %s ORDER BY id", key).fetchall()]

    def due_webhooks(self, now: float) -> list[tuple[int, str, str]]:
        """Messages whose time has come: their number, the key, the reference."""
        return self._run("SELECT id, key, reference FROM webhook WHERE told IS NULL AND due <= %s", now).fetchall()

    def told(self, number: int) -> None:
        """A message was delivered."""
        self._run("UPDATE webhook SET told = true WHERE id = %s", number)

    def prepare(self) -> None:
        """Make the books."""
        self._run(BOOKS)

    def close(self) -> None:
        """Let go of the connection, as before a fork."""
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
        self._connection = None

    def _transfer(self, told: Instruction) -> str:
        insert = "INSERT INTO transfer (key, payment, amount, currency) VALUES (%s, %s, %s, %s) RETURNING id"
        row = self._run(insert, told.key, told.payment, told.amount.minor, told.amount.currency).fetchone()
        assert row
        reference = f"T-{row[0]}"
        copies = 1 + self._draw(f"copies {reference}") % self.webhooks if self.webhooks else 0
        for copy in range(copies):
            late = time.time() + self._draw(f"late {reference} {copy}") % 100 / 20
            self._run("INSERT INTO webhook (key, reference, due) VALUES (%s, %s, %s)", told.key, reference, late)
        return reference

    def _heard(self, key: str, kind: str) -> int:
        row = self._run("INSERT INTO heard (key, kind) VALUES (%s, %s) RETURNING id", key, kind).fetchone()
        assert row
        return int(row[0])

    def _fault(self, about: str) -> str:
        draw = self._draw(about)
        return "none" if draw % 100 >= self.rate else FAULTS[draw // 100 % len(FAULTS)]

    def _draw(self, about: str) -> int:
        return int.from_bytes(hashlib.sha256(f"{self.seed} {about}".encode()).digest()[:6])

    def _run(self, sql: str, *parameters: object) -> psycopg.Cursor:
        if self._connection is None or self._process != os.getpid():
            self._connection, self._process = psycopg.connect(self.url, autocommit=True), os.getpid()
        return self._connection.execute(sql, parameters or None)  # type: ignore[arg-type]
