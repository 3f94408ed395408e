"""The same arithmetic as two public dossiers ask for, written by hand: no clauses, no explanation, nothing unknown.

These are the peers of the benchmark. They are told prepared values, as `evaluate` is told a dossier that was read.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from refunds.calendars import CHINA, CLOSE_OF_BUSINESS, END_OF_DAY

Json = dict[str, Any]


class Answer(NamedTuple):
    """What is recommended, what is paid in minor units by charge, and until when what is due."""

    recommendation: str
    payouts: dict[str, int]
    deadlines: dict[str, datetime | None]


def prepared(document: Json) -> Json:
    """The document with its instants read and its amounts as fractions of a minor unit."""

    def read(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: read(held, key) for key, held in value.items()}
        if isinstance(value, list):
            return [read(item, name) for item in value]
        if isinstance(value, str) and (name == "now" or name.endswith("_at")):
            return datetime.fromisoformat(value)
        if isinstance(value, str) and name in NUMBERS:
            return Fraction(value)
        return value

    return dict(read(document))


NUMBERS = {"amount", "price_paid", "ptc", "ptc_deducted", "requested_amount", "granted", "consumed", "units", "fee"}


def of_draws(document: Json) -> Answer:
    """AI-049: the price of the PTC drawn from each lot, within seven working days (302-III.2, 302-IV.3)."""
    facts, now = document["facts"], document["now"]
    claim, lots = facts["claim"], {lot["id"]: lot for lot in facts["lots"]}
    event = min(usage["deducted_at"] for usage in facts["usage"] if usage["id"] in claim["usage_ids"])
    last = deadline(event, 7, END_OF_DAY)
    if last is None or claim["submitted_at"] > last:
        return Answer("reject", {}, {})
    paid: dict[str, Fraction] = {}
    for usage in facts["usage"]:
        if usage["id"] in facts["audit"]["abnormal_usage_ids"] and not usage["effective_result"]:
            for draw in usage["drawn_from"]:
                lot = lots[draw["lot"]]
                share = lot["price_paid"] * 100 * draw["ptc"] / lot["ptc"]
                paid[lot["charge_id"]] = paid.get(lot["charge_id"], Fraction()) + share
    until = {
        "application_by": last,
        "audit_by": deadline(claim["submitted_at"], 3, END_OF_DAY),
        "payout_by": deadline(now, 7, END_OF_DAY),
    }
    return Answer("approve", {charge: rounded(amount) for charge, amount in paid.items()}, until)


def of_unused_part(document: Json) -> Answer:
    """SV-044: what was not taken of a pack, within thirty days (S-3.1, S-3.3.b, S-7.1)."""
    facts, now = document["facts"], document["now"]
    claim, quota = facts["claim"], facts["quota"]
    (charge,) = (charge for charge in facts["charges"] if charge["id"] in claim["charge_ids"])
    last = facts["order"]["purchased_at"] + timedelta(days=30)
    if claim["submitted_at"] > last:
        return Answer("reject", {}, {})
    used = sum(usage["units"] for usage in facts["usage"] if usage["status"] == "completed" or usage["downloaded"])
    left = min(charge["amount"] * 100 * (quota["granted"] - used) / quota["granted"], claim["requested_amount"] * 100)
    until = {
        "first_response_by": claim["submitted_at"] + timedelta(hours=24),
        "review_by": deadline(claim["submitted_at"], 2, CLOSE_OF_BUSINESS),
        "refund_window_end": last,
        "payout_by": deadline(now, 5, CLOSE_OF_BUSINESS),
    }
    whole = left == charge["amount"] * 100
    return Answer("approve" if whole else "approve_partial", {charge["id"]: rounded(left)}, until)


def deadline(start: datetime, days: int, clock: time) -> datetime | None:
    """The end of so many working days, by the same calendar."""
    return CHINA.deadline(start, days, clock)


def rounded(amount: Fraction) -> int:
    """Half a minor unit goes up."""
    return int(amount + Fraction(1, 2))
