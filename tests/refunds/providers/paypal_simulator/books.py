"""What PayPal remembers: captures, refunds, and the request ids for 45 days by a clock that is set."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from threading import RLock
from typing import Any

KEYS_LAST = dt.timedelta(days=45)
REFUNDABLE_FOR = dt.timedelta(days=180)
LISTED_AFTER = dt.timedelta(hours=3)
WITHOUT_DECIMALS = {"HUF", "JPY", "TWD"}
CURRENCIES = {"AUD", "CAD", "CHF", "CNY", "EUR", "GBP", "HKD", "HUF", "JPY", "SGD", "TWD", "USD"}


class Refused(Exception):
    """PayPal refuses: its issue, and the status of HTTP."""

    def __init__(self, issue: str, status: int = 422) -> None:
        super().__init__(issue)
        self.issue, self.status = issue, status


@dataclass
class Capture:
    """A payment that was captured. order: its number, empty for payments of old interfaces."""

    id: str
    value: Decimal
    currency: str
    created_at: dt.datetime
    order: str = ""
    told: str = ""
    """The issue with which every refund of it is refused."""
    answers_later: bool = False
    """Whether refunds of it are PENDING first, as those of electronic cheques."""


@dataclass
class Refund:
    """One refund of a capture."""

    id: str
    capture: Capture
    value: Decimal
    custom_id: str
    invoice_id: str
    created_at: dt.datetime
    status: str = "COMPLETED"


@dataclass
class Books:
    """The state behind the interface; moved by requests, and by tests that play PayPal or the people at it."""

    now: dt.datetime
    captures: dict[str, Capture] = field(default_factory=dict)
    refunds: dict[str, Refund] = field(default_factory=dict)
    posts: list[tuple[str, bytes]] = field(default_factory=list)
    """Every refund that was asked for, with its request id and body, in the order of arrival."""
    invoice_once: bool = True
    """Whether the account is set to take each invoice number once."""

    def __post_init__(self) -> None:
        self.lock = RLock()
        self._keys: dict[str, tuple[dt.datetime, bytes, str]] = {}
        self._numbers = itertools.count(1)

    def captured(self, id: str, value: str, currency: str = "USD", **more: Any) -> Capture:
        """A payment of the day before."""
        at = more.pop("created_at", self.now - dt.timedelta(days=1))
        capture = Capture(id, Decimal(value), currency, at, **{"order": f"ORDER-{id}", **more})
        self.captures[id] = capture
        return capture

    def refund(self, capture_id: str, key: str, body: bytes, asked: dict[str, Any]) -> tuple[Refund, bool]:
        """Refund once for each request id; whether the refund is new. Raises Refused."""
        with self.lock:
            self.posts.append((key, body))
            known = self._keys.get(key)
            if known and self.now - known[0] < KEYS_LAST:
                if known[1] != body:
                    raise Refused("DUPLICATE_REQUEST_ID")
                return self.refunds[known[2]], False
            refund = self._new(self._capture(capture_id), asked)
            self._keys[key] = (self.now, body, refund.id)
            return refund, True

    def forget_keys(self) -> None:
        """As after 45 days."""
        self._keys.clear()

    def by_hand(self, capture_id: str, value: str) -> Refund:
        """A refund that somebody makes on PayPal's own pages."""
        asked = {"amount": {"value": value, "currency_code": self._capture(capture_id).currency}}
        return self._new(self._capture(capture_id), asked)

    def refunds_of(self, capture_id: str) -> list[Refund]:
        """All refunds of a payment, in their order."""
        return [refund for refund in self.refunds.values() if refund.capture.id == capture_id]

    def refunded(self, capture_id: str) -> Decimal:
        """What went back, or will."""
        counted = (refund for refund in self.refunds_of(capture_id) if refund.status in ("COMPLETED", "PENDING"))
        return sum((refund.value for refund in counted), Decimal(0))

    def listed(self, start: dt.datetime, end: dt.datetime) -> Iterator[Refund]:
        """The refunds between two instants that are in the list of transactions by now."""
        seen_until = min(end, self.now - LISTED_AFTER)
        return (refund for refund in self.refunds.values() if start <= refund.created_at <= seen_until)

    def _capture(self, id: str) -> Capture:
        if id not in self.captures:
            raise Refused("INVALID_RESOURCE_ID", 404)
        return self.captures[id]

    def _new(self, capture: Capture, asked: dict[str, Any]) -> Refund:
        left = capture.value - self.refunded(capture.id)
        amount = asked.get("amount") or {"value": str(left), "currency_code": capture.currency}
        self._examine(capture, asked, amount, left)
        refund = Refund(
            id=f"REFUND{next(self._numbers):011d}",
            capture=capture,
            value=Decimal(amount["value"]),
            custom_id=asked.get("custom_id", ""),
            invoice_id=asked.get("invoice_id", ""),
            created_at=self.now,
            status="PENDING" if capture.answers_later else "COMPLETED",
        )
        self.refunds[refund.id] = refund
        return refund

    def _examine(self, capture: Capture, asked: dict[str, Any], amount: dict[str, str], left: Decimal) -> None:
        value, currency = Decimal(amount["value"]), amount["currency_code"]
        invoices = {refund.invoice_id for refund in self.refunds.values()} - {""}
        examined = {
            "INVALID_CURRENCY_CODE": currency not in CURRENCIES,
            "DECIMALS_NOT_SUPPORTED": currency in WITHOUT_DECIMALS and "." in amount["value"],
            "DECIMAL_PRECISION": -value.as_tuple().exponent > 2,
            "CANNOT_BE_ZERO_OR_NEGATIVE": value <= 0,
            "REFUND_CAPTURE_CURRENCY_MISMATCH": currency != capture.currency,
            "REFUND_TIME_LIMIT_EXCEEDED": self.now - capture.created_at > REFUNDABLE_FOR,
            "CAPTURE_FULLY_REFUNDED": left == 0,
            "DUPLICATE_INVOICE_ID": self.invoice_once and asked.get("invoice_id") in invoices,
            "REFUND_AMOUNT_EXCEEDED": value > left,
        }
        found = [issue for issue, holds in examined.items() if holds]
        if capture.told or found:
            raise Refused(capture.told or found[0])
