"""The file of a case, fetched at once: the same number of queries however thick it is."""

from __future__ import annotations

from django.db.models import Prefetch, prefetch_related_objects

from refunds.models import (
    AuditedDeduction,
    CaseCharge,
    CaseIncident,
    CaseLot,
    CaseUsage,
    Decision,
    DecisionPart,
    Evidence,
    EvidenceFile,
    Finding,
    Message,
    Payout,
    PriorRefund,
    RefundCase,
    TechnicalAudit,
)
from refunds.operations.dossier.empty_parts import note_empty_parts

MESSAGES = Prefetch("messages", Message.objects.select_related("by"))
CHARGES = Prefetch("case_charges", CaseCharge.objects.select_related("charge"))
PARTS = (
    "customer__violations",
    "order__lines",
    "order__quotas",
    CHARGES,
    "case_charges__charge__disputes",
    Prefetch("case_usage", CaseUsage.objects.select_related("usage")),
    Prefetch("case_lots", CaseLot.objects.select_related("lot")),
    Prefetch("case_incidents", CaseIncident.objects.select_related("incident")),
    Prefetch("prior_refunds", PriorRefund.objects.select_related("entry__charge", "entry__usage")),
    "prior_applications",
    "requested_amounts",
    "vouchers",
    Prefetch("evidence", Evidence.objects.select_related("recorded_by")),
    Prefetch("evidence__file", EvidenceFile.objects.select_related("stored", "uploaded_by").defer("stored__content")),
    Prefetch("findings", Finding.objects.select_related("recorded_by")),
    Prefetch("audits", TechnicalAudit.objects.select_related("auditor")),
    Prefetch("audits__deductions", AuditedDeduction.objects.select_related("usage")),
    Prefetch("decisions", Decision.objects.select_related("prepared_by", "ruled_by")),
    Prefetch("decisions__parts", DecisionPart.objects.select_related("charge")),
    "bank_accounts",
    Prefetch("payouts", Payout.objects.select_related("charge", "approved_by")),
)


def fetch_file(case: RefundCase) -> None:
    """Fetch every part of the file, so that reading it asks the database nothing more."""
    fetch_facts(case)
    prefetch_related_objects([case], MESSAGES)


def fetch_facts(case: RefundCase) -> None:
    """Fetch every part of the file but what was said, of which a page shows the latest only."""
    note_empty_parts(case)
    prefetch_related_objects([case], *PARTS)


def fetch_told(case: RefundCase) -> None:
    """Fetch what the timeline reads of the file."""
    prefetch_related_objects([case], CHARGES, MESSAGES)
