"""Parts of a file that have no rows. Most have none, and one question costs less than twenty answers of nothing."""

from __future__ import annotations

from django.db import connection
from django.db.models import Model

from accounts.models import Violation
from refunds.models import (
    BankAccount,
    CaseIncident,
    CaseLot,
    CaseUsage,
    Decision,
    DocumentedVersion,
    Evidence,
    Finding,
    OrderLine,
    Payout,
    PriorApplication,
    PriorRefund,
    RefundCase,
    RequestedAmount,
    TechnicalAudit,
    UsageQuota,
    Voucher,
)

PARTS: dict[str, type[Model]] = {
    "case.case_usage": CaseUsage,
    "case.case_lots": CaseLot,
    "case.case_incidents": CaseIncident,
    "case.documented_versions": DocumentedVersion,
    "case.prior_refunds": PriorRefund,
    "case.prior_applications": PriorApplication,
    "case.requested_amounts": RequestedAmount,
    "case.vouchers": Voucher,
    "case.evidence": Evidence,
    "case.findings": Finding,
    "case.audits": TechnicalAudit,
    "case.decisions": Decision,
    "case.payouts": Payout,
    "case.bank_accounts": BankAccount,
    "customer.violations": Violation,
    "order.lines": OrderLine,
    "order.quotas": UsageQuota,
}
"""By whose they are and under which name."""

QUESTION = "SELECT " + ", ".join(  # noqa: S608 - of names of ours
    f"EXISTS (SELECT FROM {model._meta.db_table} WHERE {name.partition('.')[0]}_id = %s)"
    for name, model in PARTS.items()
)


def note_empty_parts(case: RefundCase) -> None:
    """Note of each part without rows that it is fetched, as a prefetch would have done that found nothing."""
    owners = {"case": case, "customer": case.customer, "order": case.order}
    whose = [owners[name.partition(".")[0]] for name in PARTS]
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, [owner.pk if owner else None for owner in whose])
        answers = cursor.fetchone()
    for (name, model), owner, has_rows in zip(PARTS.items(), whose, answers, strict=True):
        if owner is not None and not has_rows:
            _note_empty(owner, name.partition(".")[2], model)


def _note_empty(owner: Model, accessor: str, model: type[Model]) -> None:
    rows = model._default_manager.none()
    rows._result_cache = []
    if not hasattr(owner, "_prefetched_objects_cache"):
        owner._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    owner._prefetched_objects_cache[accessor] = rows  # type: ignore[attr-defined]
