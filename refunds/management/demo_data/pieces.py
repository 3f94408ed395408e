"""The pieces that documents of the demo are made of."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

UTC8 = dt.timezone(dt.timedelta(hours=8))
Facts = dict[str, Any]

NAMES = """
Lin Hua|Zhou Min|Aiko Tanaka|Jonas Weber|Priya Nair|Omar Farouk|Chloé Martin|Diego Ramos|Wang Lei|
Hannah Schmidt|Noah Clarke|Li Na|Sara Lopes|Kim Ji-woo|Yusuf Demir|Emma Novak|Chen Jie|Anders Holm|
Fatou Diallo|Marco Conti|Zhang Wei|Ingrid Berg|Tariq Aziz|Lucía Vega|Xu Qing|Maya Cohen|
Piotr Zieliński|Gao Yan|Nadia Rahimi|Oliver Hughes
""".replace("\n", "").split("|")
REGIONS = ["CN", "SG", "JP", "DE", "US", "GB", "FR", "IN", "KW"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a document is drafted from: its number, its dice, and the instant at which the claim arrives."""

    number: int
    dice: random.Random
    submitted: dt.datetime

    def before(self, **ago: float) -> str:
        """An instant some time before the claim, as the dossier writes it."""
        return stamp(self.submitted - dt.timedelta(**ago))


def stamp(instant: dt.datetime) -> str:
    """An instant as a dossier writes it, in UTC+8 and whole seconds."""
    return instant.astimezone(UTC8).replace(microsecond=0).isoformat()


def customer(draft: Draft, **known: Any) -> Facts:
    """A customer in good standing; `known` overrides."""
    return {
        "id": f"CUS-{10_000 + draft.number}",
        "status": "active",
        "region": draft.dice.choice(REGIONS),
        "verified_real_name": True,
        "identity": {"provided": True, "matches_account": True},
        "is_account_holder": True,
        "violations": [],
        **known,
    }


def charge(
    draft: Draft, *, amount: str, at: str, method: str, order_number: str, place: int = 1, **known: Any
) -> Facts:
    """A captured charge; the merchant bore the fee."""
    return {
        "id": f"CH-{70_000 + draft.number}-{place}",
        "order_number": order_number,
        "amount": amount,
        "currency": "USD",
        "captured_at": at,
        "method": method,
        "fee": "0.00",
        "fee_bearer": "merchant",
        "authorized": True,
        "account_open": True,
        **known,
    }


def document(draft: Draft, policy: str, facts: Facts) -> dict[str, Any]:
    """The dossier of one claim, looked at the moment it arrives."""
    whole = {
        "incidents": [],
        "findings": [],
        "lots": [],
        "usage": [],
        "prior_refunds": [],
        "prior_applications": [],
        **facts,
    }
    return {"id": f"DEMO-{draft.number:03}", "policy": policy, "now": stamp(draft.submitted), "facts": whole}
