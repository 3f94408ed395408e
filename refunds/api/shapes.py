"""The shapes of documents, for the OpenAPI description. What a dossier may hold is in docs/dossier.md."""

from __future__ import annotations

from typing import Any

INSTANT = {"type": "string", "format": "date-time"}
OPTIONAL_INSTANT = {**INSTANT, "nullable": True}
TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
OBJECTS = {"type": "array", "items": {"type": "object", "additionalProperties": True}}
MONEY = {
    "type": "object",
    "nullable": True,
    "properties": {"amount": {**TEXT, "description": "decimal, in the major unit"}, "currency": TEXT},
    "required": ["amount", "currency"],
}
POLICY = {"type": "string", "enum": ["service", "302ai"]}


def shape(**properties: Any) -> dict[str, Any]:
    """An object with exactly these properties."""
    return {"type": "object", "properties": properties, "required": list(properties)}


DOSSIER = shape(
    id={**TEXT, "description": "the sender's own name for the case; a repeat finds the same case"},
    policy=POLICY,
    now={**INSTANT, "description": "the instant at which the case is looked at"},
    facts={"type": "object", "additionalProperties": True},
)
EVALUATION = shape(
    id=TEXT,
    policy=POLICY,
    policy_version=TEXT,
    recommendation=TEXT,
    amount={**TEXT, "nullable": True},
    currency={**TEXT, "nullable": True},
    grounds=TEXTS,
    bars=TEXTS,
    missing=TEXTS,
    process=TEXTS,
    deadlines={"type": "object", "additionalProperties": OPTIONAL_INSTANT},
    payout_method={**TEXT, "nullable": True},
    payouts=OBJECTS,
    calculation=OBJECTS,
    findings=OBJECTS,
)
APPROVAL = {
    "type": "object",
    "properties": {
        "decision": {"type": "integer", "description": "the decision that you looked at"},
        "why": {**TEXT, "description": "a remark for the history"},
    },
    "required": ["decision"],
}
PENDING = {
    **shape(
        decision={"type": "integer"},
        outcome=TEXT,
        amounts={"type": "array", "items": MONEY},
        prepared_by={**TEXT, "description": "who can't be the second person"},
    ),
    "nullable": True,
}
CASE = shape(
    number=TEXT,
    state=TEXT,
    policy=POLICY,
    door=TEXT,
    door_reference=TEXT,
    received_at=INSTANT,
    customer={**TEXT, "description": "the customer's id at the platform"},
    order={**TEXT, "nullable": True},
    ground=TEXT,
    requested={"type": "array", "items": MONEY},
    recommendation=TEXT,
    recommended=MONEY,
    pending=PENDING,
    due=shape(kind=TEXT, at=OPTIONAL_INSTANT),
    deadlines={"type": "object", "additionalProperties": OPTIONAL_INSTANT},
    evaluation={**EVALUATION, "nullable": True},
)
PROBLEM = {
    "type": "object",
    "properties": {
        "type": {**TEXT, "format": "uri"},
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "path": {**TEXT, "description": "the field of the document that is wrong"},
        "reasons": TEXTS,
        "case": {**TEXT, "description": "the case that is there already"},
    },
    "required": ["type", "title", "status"],
}


def answers(*problems: int, **good: Any) -> dict[Any, Any]:
    """The answers of an address, as drf-spectacular takes them: problems by status, beside `ok` and `made`."""
    statuses = {"ok": 200, "made": 201}
    said: dict[Any, Any] = {(statuses[name], "application/json"): found for name, found in good.items()}
    return {**said, **{(status, "application/problem+json"): PROBLEM for status in (401, 403, *problems)}}
