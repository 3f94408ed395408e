"""Claims under the 302.AI policy, one kind a function."""

from __future__ import annotations

from typing import Any

from refunds.management.demo_data.pieces import Draft, Facts, charge, customer, document

METHODS = ["alipay", "wechat_pay", "visa"]
PROOF = ["service_log", "ptc_detail_screenshot", "fault_page_screenshot"]


def deduction(draft: Draft, *, says: str, ground: str = "no_result", days: float = 1.5, **known: Any) -> Facts:
    """A top-up of 10,000 PTC for 100.00, one failed call that took PTC, and a complete claim; `known` overrides."""
    number, bought = f"TOP-{50_000 + draft.number}", draft.before(days=20)
    paid = charge(draft, amount="100.00", at=bought, method=draft.dice.choice(METHODS), order_number=number)
    lot = f"LOT-{draft.number}"
    ptc = draft.dice.choice(["500", "1200", "2600"])
    call = failed_call(draft, ptc=ptc, lot=lot, days=days)
    return {
        "customer": customer(draft, region="CN"),
        "order": {"number": number, "kind": "topup", "purchased_at": bought, "amount": "100.00", "currency": "USD"},
        "charges": [paid],
        "usage": [call],
        "lots": [paid_lot(lot, paid["id"], bought)],
        "claim": claim(draft, ground=ground, says=says, amount=f"{int(ptc) // 100}.00", call=call, charge=paid["id"]),
        **known,
    }


def failed_call(draft: Draft, *, ptc: str, lot: str, days: float) -> Facts:
    """A call that took PTC and gave nothing."""
    return {
        "id": f"US-{draft.number}-1",
        "service": draft.dice.choice(["chat-completion", "image-batch", "file-parser"]),
        "started_at": draft.before(days=days),
        "deducted_at": draft.before(days=days),
        "status": "failed",
        "ptc_deducted": ptc,
        "effective_result": False,
        "downloaded": False,
        "drawn_from": [{"lot": lot, "ptc": ptc}],
        "cause": "platform",
    }


def paid_lot(lot: str, charge_id: str, at: str) -> Facts:
    """10,000 PTC for 100.00."""
    return {
        "id": lot,
        "source": "paid",
        "ptc": "10000",
        "price_paid": "100.00",
        "currency": "USD",
        "charge_id": charge_id,
        "credited_at": at,
    }


def claim(draft: Draft, *, ground: str, says: str, amount: str, call: Facts, charge: str) -> Facts:
    """A complete claim by the chat in the platform."""
    return {
        "type": "first",
        "ground": ground,
        "event_at": call["deducted_at"],
        "submitted_at": draft.before(),
        "channel": "in_platform_chat",
        "requested_amount": amount,
        "currency": "USD",
        "description": says,
        "evidence": PROOF,
        "order_number_given": True,
        "time_given": True,
        "description_given": True,
        "vouchers": [{"charge_id": charge, "payer_name_matches_account": True}],
        "usage_ids": [call["id"]],
    }


def audit_open(draft: Draft) -> dict[str, Any]:
    facts = deduction(draft, says="The call hung and returned nothing, PTC are gone.")
    return document(draft, "302ai", facts)


def audit_confirmed(draft: Draft) -> dict[str, Any]:
    facts = deduction(draft, says="Three minutes of waiting, an error, and PTC deducted.")
    facts["audit"] = {
        "status": "confirmed",
        "abnormal_usage_ids": [facts["usage"][0]["id"]],
        "concluded_at": draft.before(hours=1),
        "finding": "time-out of the model server; no output was stored",
    }
    return document(draft, "302ai", facts)


def too_late(draft: Draft) -> dict[str, Any]:
    facts = deduction(draft, says="I only saw the deduction in last month's statement.", days=19)
    return document(draft, "302ai", facts)


def no_evidence(draft: Draft) -> dict[str, Any]:
    facts = deduction(draft, says="PTC are missing.", ground="other_abnormal")
    facts["claim"]["evidence"] = []
    return document(draft, "302ai", facts)


def accidental_topup(draft: Draft) -> dict[str, Any]:
    facts = deduction(draft, says="I topped up twice as much as I wanted.", ground="accidental_topup")
    facts["claim"].update(usage_ids=[], requested_amount="100.00")
    return document(draft, "302ai", {**facts, "usage": []})


def alleged_violation(draft: Draft) -> dict[str, Any]:
    facts = deduction(draft, says="The batch stopped in the middle and took the full price.")
    record = {
        "id": "V-1",
        "type": "unauthorized_api_use",
        "status": "alleged",
        "recorded_at": draft.before(days=4),
        "note": "key seen from two countries within a minute",
    }
    facts["customer"]["violations"] = [record]
    return document(draft, "302ai", facts)
