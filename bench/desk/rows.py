"""What the rows of the other cases hold: expressions of SQL in n, the number of the case; the server makes the rows.

Nothing is drawn by chance: the same size is the same data but for the instants, which end now. One in ten is
unassigned, in one of a thousand the customer writes of a chargeback, and a customer has four cases.
"""

from __future__ import annotations

import random

SYLLABLES = ("ba", "re", "li", "to", "mu", "sa", "ne", "vi", "do", "ka", "pe", "ru", "shi", "la", "gon", "ter", "min")
SENTENCES = 8191

MIXED = "((n * 2654435761) & 4294967295)"
CUSTOMER = f"({MIXED} % greatest({{cases}} / 4, 1) + 2)"
PART = f"({MIXED} / 7 % 100)"
STATUS = (
    f"CASE WHEN {PART} < 10 THEN 'received' WHEN {PART} < 13 THEN 'in_review' WHEN {PART} < 15 THEN 'awaiting_customer'"
    f" WHEN {PART} < 20 THEN 'approved' WHEN {PART} < 80 THEN 'refunded' ELSE 'rejected' END"
)
RECEIVED = "now() - interval '1095 days' * (1 - n::float / {cases})"
SAID = "(SELECT string_agg(s.said, ' ') FROM sentences s WHERE s.place = ANY (ARRAY[{picks}]))".format(
    picks=", ".join(f"(n * {step} + {step}) % {SENTENCES}" for step in (7919, 104729, 1299709, 15485863, 3571, 611953))
)
GROUNDS = "ARRAY['service_unusable', 'no_result', 'duplicate_charge', 'interruption', 'goodwill', 'poor_quality']"
RECOMMENDED = "ARRAY['approve', 'approve_partial', 'reject', 'needs_information', 'needs_technical_audit', '']"

VALUES: dict[str, dict[str, str]] = {
    "accounts_customer": {
        "id": "n + 1",
        "reference": "'CUS-' || lpad(n::text, 8, '0')",
        "name": "(ARRAY['Anna','Ben','Carla','David','Elena','Felix','Greta','Hugo'])[n % 8 + 1] || ' ' ||"
        " (ARRAY['Meyer','Rossi','Garcia','Smith','Novak','Dubois','Jansen'])[n / 8 % 7 + 1]",
        "email": "'customer' || n || '@mail' || n % 97 || '.example'",
    },
    "refunds_order": {"id": "n + 1", "number": "'SO-' || lpad(n::text, 8, '0')", "customer_id": CUSTOMER},
    "refunds_charge": {
        "id": "n + 1",
        "reference": "'ch_' || lpad(to_hex(n), 12, '0')",
        "order_number": "'SO-' || lpad(n::text, 8, '0')",
        "provider_payment": "'pi_' || n",
        "customer_id": CUSTOMER,
        "order_id": "n + 1",
    },
    "refunds_refundcase": {
        "id": "n + 1",
        "number": "'RC-' || lpad(n::text, 8, '0')",
        "door_reference": "'RC-' || n",
        "customer_id": CUSTOMER,
        "order_id": "n + 1",
        "status": STATUS,
        "ground": f"({GROUNDS})[{MIXED} / 11 % 6 + 1]",
        "recommendation": f"({RECOMMENDED})[{MIXED} / 13 % 6 + 1]",
        "requested_minor": f"{MIXED} / 13 % 50000",
        "received_at": RECEIVED,
        "submitted_at": RECEIVED,
        "assignee_id": f"CASE WHEN {PART} < 10 THEN NULL ELSE (SELECT min(id) FROM accounts_staffmember"
        f" WHERE username = 'agent01') + {MIXED} / 4 % 20 END",
        "due_at": f"CASE WHEN {PART} < 13 OR {PART} BETWEEN 15 AND 19"
        f" THEN now() + interval '1 minute' * ({MIXED} / 19 % 42000 - 300) END",
        "due_kind": f"CASE WHEN {PART} < 13 THEN 'review_by' WHEN {PART} BETWEEN 15 AND 19 THEN 'payout_by'"
        " ELSE '' END",
        "description": f"{SAID} || CASE WHEN n % 1000 = 1 THEN ' chargeback' ELSE '' END",
    },
    "refunds_casecharge": {"id": "n + 1", "case_id": "n + 1", "charge_id": "n + 1"},
}
"""Columns that differ from those of the first row of each table."""

USAGE = {
    "id": "n * {usage} + k",
    "customer_id": CUSTOMER,
    "order_id": "n + 1",
    "reference": "'USE-' || n || '-' || k",
    "started_at": RECEIVED,
}


def sentences() -> list[str]:
    """Made-up sentences of nine words, whose frequencies are those of a language (Zipf)."""
    rng = random.Random(7)
    vocabulary = sorted({"".join(rng.choices(SYLLABLES, k=rng.choice((2, 3, 4)))) for _ in range(4000)})
    weights = [1 / (rank + 1) for rank in range(len(vocabulary))]
    return [" ".join(rng.choices(vocabulary, weights, k=9)).capitalize() + "." for _ in range(SENTENCES)]
