"""What an evaluation says: the recommendation with its amount, and for every clause looked at why."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from refunds.money import Money

from .language import APPLIES, DOES_NOT_APPLY, NOT_KNOWN, Clause

APPROVE, APPROVE_PARTIAL, REJECT = "approve", "approve_partial", "reject"
NEEDS_INFORMATION, NEEDS_TECHNICAL_AUDIT = "needs_information", "needs_technical_audit"
NEEDS_SUPERVISOR, LEGAL_HOLD = "needs_supervisor", "legal_hold"

RECOMMENDATIONS = (
    APPROVE,
    APPROVE_PARTIAL,
    REJECT,
    NEEDS_INFORMATION,
    NEEDS_TECHNICAL_AUDIT,
    NEEDS_SUPERVISOR,
    LEGAL_HOLD,
)

MISSING = (
    "order_number",
    "purchase_time",
    "reason",
    "evidence",
    "usage_records",
    "cancellation",
    "additional_evidence",
    "official_application",
    "payout_account",
    "real_name_verification",
    "identity_document",
    "topup_voucher",
    "requested_amount",
    "event_time",
    "description",
)


class Finding(NamedTuple):
    """One clause looked at: its outcome, one sentence, the facts asked for, and the fact that was lacking."""

    clause: Clause
    outcome: str
    reason: str
    facts: tuple[str, ...]
    lacking: str | None
    quoted: Mapping[str, Any]

    @property
    def applies(self) -> bool:
        return self.outcome == APPLIES

    @property
    def excluded(self) -> bool:
        return self.outcome == DOES_NOT_APPLY

    @property
    def open(self) -> bool:
        return self.outcome == NOT_KNOWN

    def told(self, language: str = "en") -> str | None:
        """The sentence for the customer, or None when the clause does not apply or is never told."""
        return self.clause.tell(self.quoted, language) if self.applies else None

    def as_document(self) -> dict[str, Any]:
        document = {"clause": self.clause.id, "outcome": self.outcome, "reason": self.reason, "facts": list(self.facts)}
        return document if self.lacking is None else {**document, "lacking": self.lacking}


class Payout(NamedTuple):
    """Money that goes back to one charge."""

    charge_id: str
    amount: Money

    def as_document(self) -> dict[str, Any]:
        return {"charge_id": self.charge_id, "amount": self.amount.major, "currency": self.amount.currency}


class CalculationStep(NamedTuple):
    """One step of the amount: what was done, by which clause, and the running total (~ where it is no whole cent)."""

    step: str
    clause: str | None
    total: str
    currency: str

    def as_document(self) -> dict[str, Any]:
        return self._asdict()


class Verdict(NamedTuple):
    """Where the procedure stopped: the recommendation, and what goes with it."""

    recommendation: str
    missing: tuple[str, ...] = ()
    amount: Money | None = None
    payouts: tuple[Payout, ...] = ()
    payout_method: str | None = None
    calculation: tuple[CalculationStep, ...] = ()


class Evaluation(NamedTuple):
    """The evaluation of one dossier. Immutable; `as_document()` is its JSON form.

    `amount` is only there to be paid and only of one currency; `payouts` splits it over the charges. `deadlines` are
    instants by name, None where the published calendar does not reach that far.
    """

    id: str
    policy: str
    policy_version: str
    recommendation: str
    amount: Money | None
    currency: str | None
    grounds: tuple[str, ...]
    bars: tuple[str, ...]
    missing: tuple[str, ...]
    process: tuple[str, ...]
    deadlines: Mapping[str, datetime | None]
    payout_method: str | None
    payouts: tuple[Payout, ...]
    calculation: tuple[CalculationStep, ...]
    findings: tuple[Finding, ...]

    def finding(self, clause: str) -> Finding | None:
        """What was found on one clause, or None when it was not looked at."""
        return next((finding for finding in self.findings if finding.clause.id == clause), None)

    def as_document(self) -> dict[str, Any]:
        """The evaluation as JSON types, in the form of docs/dossier.md."""
        return {
            "id": self.id,
            "policy": self.policy,
            "policy_version": self.policy_version,
            "recommendation": self.recommendation,
            "amount": None if self.amount is None else self.amount.major,
            "currency": self.currency,
            "grounds": list(self.grounds),
            "bars": list(self.bars),
            "missing": list(self.missing),
            "process": list(self.process),
            "deadlines": {name: at and at.isoformat() for name, at in self.deadlines.items()},
            "payout_method": self.payout_method,
            "payouts": [payout.as_document() for payout in self.payouts],
            "calculation": [step.as_document() for step in self.calculation],
            "findings": [finding.as_document() for finding in self.findings],
        }
