"""Everything that lies in the file of a case, fetched in a number of queries that doesn't grow with the file."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from refunds.models import (
    GOING_BACK,
    CaseCharge,
    CaseIncident,
    CaseLot,
    CaseUsage,
    Decision,
    Dispute,
    Finding,
    LedgerEntry,
    Message,
    RefundCase,
    Ruling,
    TechnicalAudit,
    UsageQuota,
)
from refunds.operations.dossier.empty_parts import note_empty_parts

FINAL = Decision.objects.filter(ruling__in=[Ruling.APPROVED, Ruling.NOT_NEEDED]).order_by("prepared_at", "pk")


PARTS: Any = (
    "customer__violations",
    "order__lines",
    Prefetch("order__quotas", UsageQuota.objects.filter(charge__isnull=True)),
    Prefetch("case_charges", CaseCharge.objects.select_related("charge__order")),
    Prefetch("case_charges__charge__quotas", UsageQuota.objects.order_by("pk")),
    Prefetch("case_charges__charge__disputes", Dispute.objects.order_by("pk")),
    Prefetch("case_usage", CaseUsage.objects.select_related("usage")),
    "case_usage__usage__draws",
    Prefetch("case_lots", CaseLot.objects.select_related("lot")),
    Prefetch("case_incidents", CaseIncident.objects.select_related("incident")),
    Prefetch("audits", TechnicalAudit.objects.order_by("pk")),
    Prefetch("findings", Finding.objects.filter(retracted_at__isnull=True).order_by("position")),
    "evidence",
    "vouchers",
    "requested_amounts",
    "prior_applications",
    "prior_refunds__entry__charge",
    "prior_refunds__entry__usage",
    "documented_versions",
    Prefetch("messages", Message.objects.filter(reported=True).order_by("pk")),
    Prefetch("decisions", FINAL.select_related("prepared_by", "ruled_by")),
    Prefetch("previous__decisions", FINAL.select_related("prepared_by", "ruled_by")),
)
"""The rows that a dossier is written from."""


def with_files(cases: QuerySet[RefundCase]) -> QuerySet[RefundCase]:
    """The cases with all the rows that their dossiers are written from."""
    return _with_owners(cases).prefetch_related(*PARTS)


def file_of(case_id: int) -> RefundCase:
    """One case with all the rows that its dossier is written from, as they are now."""
    case = _with_owners(RefundCase.objects.all()).get(pk=case_id)
    note_empty_parts(case)
    prefetch_related_objects([case], *PARTS)
    return case


def _with_owners(cases: QuerySet[RefundCase]) -> QuerySet[RefundCase]:
    return cases.select_related("customer", "order", "previous__order")


def other_entries(case: RefundCase) -> list[LedgerEntry]:
    """Refunds on the case's charges and deductions that its document did not bring; those that came back left out."""
    charges = [row.charge for row in case.case_charges.all()]
    usage = [row.usage for row in case.case_usage.all()]
    about = (
        Q(charge__in=charges)
        | Q(usage__in=usage)
        | Q(charge__isnull=True, charge_reference__in=[charge.reference for charge in charges])
        | Q(usage__isnull=True, usage_reference__in=[u.reference for u in usage], case__customer=case.customer_id)
    )
    entries = LedgerEntry.objects.filter(about).exclude(pk__in=[link.entry_id for link in case.prior_refunds.all()])
    back = LedgerEntry.objects.filter(kind__in=GOING_BACK)
    standing = entries.exclude(kind__in=GOING_BACK).exclude(
        Q(payout__in=back.filter(payout__isnull=False).values("payout"))
        | Q(dispute__in=back.filter(dispute__isnull=False).values("dispute"))
    )
    return list(standing.select_related("charge", "usage").order_by("completed_at", "pk"))
