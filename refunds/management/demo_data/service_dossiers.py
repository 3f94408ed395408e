"""Claims under the service policy, one kind a function."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from refunds.management.demo_data.pieces import Draft, Facts, charge, customer, document

CARDS = ["visa", "mastercard", "amex", "paypal", "apple_pay", "google_pay"]
PRICES = ["19.00", "29.00", "49.00", "99.00", "120.00", "240.00"]
SERVICES = ["image-generation", "video-generation", "chat-completion", "voice-cloning"]


def purchase(draft: Draft, *, ground: str, says: str, days: float = 8, consumed: int = 0, **known: Any) -> Facts:
    """An order with one charge and a quota, and a claim for all of it; `known` overrides whole facts."""
    price, service = draft.dice.choice(PRICES), draft.dice.choice(SERVICES)
    number, bought = f"ORD-{50_000 + draft.number}", draft.before(days=days)
    paid = charge(draft, amount=price, at=bought, method=draft.dice.choice(CARDS), order_number=number)
    return {
        "customer": customer(draft),
        "order": {
            "number": number,
            "kind": "subscription",
            "service": service,
            "purchased_at": bought,
            "amount": price,
            "currency": "USD",
            "lines": [{"id": "LN-1", "name": service, "third_party": False, "amount": price}],
        },
        "charges": [paid],
        "quota": {"granted": "1000", "consumed": str(consumed), "unit": "credits"},
        "claim": claim(draft, ground=ground, says=says, amount=price, charges=[paid["id"]]),
        **known,
    }


def claim(draft: Draft, *, ground: str, says: str, amount: str, charges: list[str], **known: Any) -> Facts:
    """A complete claim by contact form."""
    return {
        "type": "first",
        "ground": ground,
        "event_at": draft.before(days=2),
        "submitted_at": draft.before(),
        "channel": draft.dice.choice(["contact_form", "email", "live_chat"]),
        "requested_amount": amount,
        "currency": "USD",
        "description": says,
        "evidence": ["screenshot"],
        "order_number_given": True,
        "purchase_time_given": True,
        "reason_given": True,
        "charge_ids": charges,
        **known,
    }


def defect_confirmed(draft: Draft) -> dict[str, Any]:
    found = [{"subject": "service_defect", "result": "confirmed", "note": "reproduced on the purchased service"}]
    facts = purchase(draft, ground="service_unusable", says="Every request ends in an error page.", findings=found)
    return document(draft, "service", facts)


def defect_partly_used(draft: Draft) -> dict[str, Any]:
    found = [{"subject": "service_defect", "result": "confirmed", "note": "uploads over 4 MB always fail"}]
    says = "It worked for a week, since then uploads fail and I cannot use the rest."
    used = draft.dice.choice([150, 320, 480])
    facts = purchase(draft, ground="service_unusable", says=says, consumed=used, findings=found)
    return document(draft, "service", facts)


def defect_pleaded(draft: Draft) -> dict[str, Any]:
    facts = purchase(draft, ground="service_unusable", says="The voice sounds robotic and stops in mid-sentence.")
    return document(draft, "service", facts)


def too_late(draft: Draft) -> dict[str, Any]:
    found = [{"subject": "service_defect", "result": "confirmed", "note": "slow export confirmed"}]
    says = "I noticed that the export is much slower than promised."
    facts = purchase(draft, ground="service_unusable", says=says, days=43, findings=found)
    facts["claim"]["event_at"] = draft.before(days=38)
    return document(draft, "service", facts)


def unsatisfied(draft: Draft) -> dict[str, Any]:
    facts = purchase(draft, ground="goodwill", says="It is not what I hoped for, could you make an exception?")
    return document(draft, "service", facts)


def no_order_number(draft: Draft) -> dict[str, Any]:
    facts = purchase(draft, ground="service_unusable", says="I want my money back.")
    facts["claim"].update(order_number_given=False, purchase_time_given=False)
    return document(draft, "service", facts)


def charged_twice(draft: Draft) -> dict[str, Any]:
    facts = purchase(draft, ground="duplicate_charge", says="My card was charged twice for one order.", days=3)
    first = facts["charges"][0]
    facts["charges"].append({**first, "id": f"CH-{70_000 + draft.number}-2", "captured_at": draft.before(days=2.99)})
    facts["claim"]["charge_ids"] = [charge["id"] for charge in facts["charges"]]
    return document(draft, "service", facts)


def not_authorised(draft: Draft) -> dict[str, Any]:
    facts = purchase(draft, ground="unauthorised_charge", says="I did not make this payment.", days=5)
    facts["charges"][0]["authorized"] = False
    facts["findings"] = [{"subject": "unauthorised", "result": "confirmed", "note": "the issuer confirmed fraud"}]
    return document(draft, "service", facts)


def long_outage(draft: Draft) -> dict[str, Any]:
    facts = purchase(draft, ground="interruption", says="The service was down for more than a day.", consumed=210)
    outage = {
        "id": f"INC-{draft.number}",
        "services": [facts["order"]["service"]],
        "start": draft.before(days=3),
        "end": draft.before(days=1, hours=14),
        "cause": "platform",
    }
    return document(draft, "service", {**facts, "incidents": [outage]})


def in_court(draft: Draft) -> dict[str, Any]:
    facts = purchase(draft, ground="service_unusable", says="My lawyer has filed the claim.")
    filed = {"kind": "court", "filed_at": draft.before(days=1), "reference": f"C-{2_000 + draft.number}/26"}
    facts["claim"]["legal_proceedings"] = filed
    return document(draft, "service", facts)


def with_partner_line(draft: Draft) -> dict[str, Any]:
    found = [{"subject": "service_defect", "result": "confirmed", "note": "renders stay black"}]
    facts = purchase(draft, ground="service_unusable", says="All renders stay black.", findings=found)
    price = facts["order"]["amount"]
    own = str(Decimal(price) - 9)
    facts["order"]["lines"] = [
        {"id": "LN-1", "name": facts["order"]["service"], "third_party": False, "amount": own},
        {"id": "LN-2", "name": "partner-stock-library", "third_party": True, "amount": "9.00"},
    ]
    return document(draft, "service", facts)
