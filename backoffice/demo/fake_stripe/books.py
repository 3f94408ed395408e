"""What the stand-in for Stripe knows: charges, refunds, disputes, and the events about them."""

from __future__ import annotations

import copy
import datetime as dt
import itertools
import threading
from collections.abc import Callable
from typing import Any

from backoffice.demo.fake_stripe.keys import Keys
from backoffice.demo.fake_stripe.refusals import Refusal, missing, wrong_parameter

Thing = dict[str, Any]
NEXT = {
    "requires_action": {"pending", "succeeded", "failed", "canceled"},
    "pending": {"succeeded", "failed"},
    "succeeded": {"failed"},
}
"""Which state of a refund may follow which; a failure after success is a card that was closed meanwhile."""
LIVE = {"requires_action", "pending", "succeeded"}
"""States in which a refund counts against its charge."""
ENDING_IN_ZERO = {"bhd": 10, "jod": 10, "kwd": 10, "omr": 10, "tnd": 10, "isk": 100, "ugx": 100}


def system_clock() -> dt.datetime:
    """Now."""
    return dt.datetime.now(dt.UTC)


class Books:
    """An account at Stripe, in memory. clock: what the time is, for tests that move it; keys_last: see Keys."""

    def __init__(
        self, clock: Callable[[], dt.datetime] = system_clock, keys_last: dt.timedelta = dt.timedelta(hours=24)
    ) -> None:
        self.clock = clock
        self.keys = Keys(clock, keys_last)
        self.charges: dict[str, Thing] = {}
        self.refunds: dict[str, Thing] = {}
        self.disputes: dict[str, Thing] = {}
        self.events: list[Thing] = []
        self._numbers = itertools.count(1)
        self.lock = threading.RLock()

    def charge(self, amount: int, currency: str, *, id: str = "", refunds_are: str = "succeeded") -> Thing:
        """Take a payment. refunds_are: the state in which a refund of it begins."""
        with self.lock:
            number = next(self._numbers)
            charge: Thing = {
                "id": id or f"ch_{number:024d}",
                "object": "charge",
                "amount": amount,
                "amount_refunded": 0,
                "currency": currency.lower(),
                "created": self._second(),
                "disputed": False,
                "payment_intent": f"pi_{number:024d}",
                "refunded": False,
                "status": "succeeded",
                "metadata": {"refunds_are": refunds_are},
            }
            self.charges[charge["id"]] = charge
            return charge

    def refund(self, asked: Thing) -> Thing:
        """Refund as POST /v1/refunds asks. Raises Refusal."""
        with self.lock:
            charge = self.charge_of(asked)
            left = charge["amount"] - charge["amount_refunded"]
            amount = whole(asked["amount"]) if "amount" in asked else left
            refuse_refund(charge, amount, left)
            refund = self._new_refund(charge, amount, asked.get("metadata") or {})
            self._count(charge)
            self._tell("refund.created", refund)
            self._tell("charge.refunded", charge)
            return refund

    def move(self, id: str, status: str, reason: str = "") -> Thing:
        """Let a refund come to its next state. reason: the failure_reason where it fails."""
        with self.lock:
            refund = self.refunds[id]
            if status not in NEXT.get(refund["status"], set()):
                raise wrong_parameter(f"a refund that is {refund['status']} doesn't become {status}")
            refund["status"] = status
            if status == "failed":
                refund["failure_reason"] = reason or "unknown"
                refund["failure_balance_transaction"] = f"txn_{next(self._numbers):024d}"
            self._count(self.charges[refund["charge"]])
            for kind in ("refund.updated", "charge.refund.updated", *(["refund.failed"] if status == "failed" else [])):
                self._tell(kind, refund)
            return refund

    def dispute(self, charge_id: str, reason: str = "fraudulent") -> Thing:
        """The customer disputes a charge at their bank."""
        with self.lock:
            charge = self.charges[charge_id]
            charge["disputed"] = True
            dispute = {
                "id": f"du_{next(self._numbers):024d}",
                "object": "dispute",
                "amount": charge["amount"] - charge["amount_refunded"],
                "charge": charge_id,
                "created": self._second(),
                "currency": charge["currency"],
                "is_charge_refundable": False,
                "payment_intent": charge["payment_intent"],
                "reason": reason,
                "status": "needs_response",
            }
            self.disputes[dispute["id"]] = dispute
            self._tell("charge.dispute.created", dispute)
            return dispute

    def move_dispute(self, id: str, status: str) -> Thing:
        """Let a dispute come to its next state; one that was won lets its charge be refunded again."""
        with self.lock:
            dispute = self.disputes[id]
            dispute["status"] = status
            closed = status in ("won", "lost", "warning_closed")
            if status in ("won", "warning_closed"):
                self.charges[dispute["charge"]]["disputed"] = False
            self._tell(f"charge.dispute.{'closed' if closed else 'updated'}", dispute)
            return dispute

    def charge_of(self, asked: Thing) -> Thing:
        """The charge that is asked for by itself or by its payment intent. Raises Refusal."""
        with self.lock:
            if id := asked.get("charge"):
                if id not in self.charges:
                    raise missing("charge", id)
                return self.charges[id]
            id = asked.get("payment_intent") or ""
            for charge in self.charges.values():
                if id and charge["payment_intent"] == id:
                    return charge
            raise missing("payment_intent", id) if id else wrong_parameter("One of charge, payment_intent is needed.")

    def list_refunds(self, asked: Thing) -> Thing:
        """Refunds as GET /v1/refunds gives them: the newest first, by pages. Raises Refusal."""
        with self.lock:
            found = list(self.refunds.values())[::-1]
            if "charge" in asked or "payment_intent" in asked:
                charge = self.charge_of(asked)
                found = [refund for refund in found if refund["charge"] == charge["id"]]
            return page_of(found, asked, "/v1/refunds")

    def list_events(self, asked: Thing) -> Thing:
        """Events as GET /v1/events gives them: of some types, the newest first, by pages. Raises Refusal."""
        with self.lock:
            types = set((asked.get("types") or {}).values())
            found = [event for event in self.events[::-1] if not types or event["type"] in types]
            return page_of(found, asked, "/v1/events")

    def _new_refund(self, charge: Thing, amount: int, metadata: Thing) -> Thing:
        refund = {
            "id": f"re_{next(self._numbers):024d}",
            "object": "refund",
            "amount": amount,
            "charge": charge["id"],
            "created": self._second(),
            "currency": charge["currency"],
            "metadata": metadata,
            "payment_intent": charge["payment_intent"],
            "reason": None,
            "status": charge["metadata"]["refunds_are"],
        }
        if refund["status"] == "failed":
            refund["failure_reason"] = "declined"
        self.refunds[refund["id"]] = refund
        return refund

    def _count(self, charge: Thing) -> None:
        """What of a charge is refunded, from its refunds."""
        of_it = [refund for refund in self.refunds.values() if refund["charge"] == charge["id"]]
        charge["amount_refunded"] = sum(refund["amount"] for refund in of_it if refund["status"] in LIVE)
        charge["refunded"] = charge["amount_refunded"] == charge["amount"]

    def _tell(self, kind: str, thing: Thing) -> None:
        self.events.append(
            {
                "id": f"evt_{next(self._numbers):024d}",
                "object": "event",
                "api_version": "2026-06-24",
                "created": self._second(),
                "data": {"object": copy.deepcopy(thing)},
                "livemode": False,
                "pending_webhooks": 1,
                "type": kind,
            }
        )

    def _second(self) -> int:
        return int(self.clock().timestamp())


def page_of(found: list[Thing], asked: Thing, url: str) -> Thing:
    """A page of a list, from what was asked for. Raises Refusal."""
    since = whole((asked.get("created") or {}).get("gte", 0))
    found = [thing for thing in found if thing["created"] >= since]
    if after := asked.get("starting_after"):
        found = found[[thing["id"] for thing in found].index(after) + 1 :]
    limit = whole(asked.get("limit", 10))
    return {"object": "list", "url": url, "has_more": len(found) > limit, "data": copy.deepcopy(found[:limit])}


def refuse_refund(charge: Thing, amount: int, left: int) -> None:
    """Raise the Refusal of a refund that the charge doesn't bear."""
    if charge["disputed"]:
        raise Refusal(400, "charge_disputed", f"Charge {charge['id']} has been charged back; cannot issue a refund.")
    if left <= 0:
        raise Refusal(400, "charge_already_refunded", f"Charge {charge['id']} has already been refunded.")
    if amount <= 0:
        raise wrong_parameter("Invalid positive integer")
    if amount > left:
        text = f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})"
        raise Refusal(400, "", text)
    if amount % ENDING_IN_ZERO.get(charge["currency"], 1):
        raise wrong_parameter(f"Invalid amount of {charge['currency']}: {amount}")


def whole(text: Any) -> int:
    """A whole number as a form gives it. Raises Refusal."""
    try:
        return int(text)
    except (TypeError, ValueError) as error:
        raise wrong_parameter(f"Invalid integer: {text}") from error
