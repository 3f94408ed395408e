"""The dossier as a whole, its parts in the order of docs/dossier.md."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import QuerySet

from refunds.models import RefundCase
from refunds.operations.dossier.claim import claim_facts
from refunds.operations.dossier.customer import customer_facts
from refunds.operations.dossier.earlier import prior_applications, prior_refunds
from refunds.operations.dossier.established import audit_facts, findings, incidents
from refunds.operations.dossier.purchase import chargeback, charges, order_facts, quota_facts, quota_grants
from refunds.operations.dossier.remarks import company_contacts, earlier_contacts, staff_notes
from refunds.operations.dossier.rows import file_of, with_files
from refunds.operations.dossier.third_parties import mediation_facts, processing_fee
from refunds.operations.dossier.usage import lots, usage
from refunds.operations.dossier.versions import policy_versions
from refunds.operations.dossier.writing import Json, instant, stated

CASES_AT_ONCE = 200


def dossier_of(case: RefundCase, now: dt.datetime | None = None) -> Json:
    """The dossier of a case from the rows as they are: the same rows always give the same document.

    now: the instant to look from; without it the one of the imported document. Raises ValueError without either.
    """
    return _document(file_of(case.pk), now)


def dossiers_of(cases: QuerySet[RefundCase], now: dt.datetime) -> Iterator[tuple[RefundCase, Json]]:
    """Each case with its dossier, in the order of the query. now: for cases that no imported document looks at."""
    for case in with_files(cases).iterator(chunk_size=CASES_AT_ONCE):
        yield case, _document(case, case.examined_at or now)


def _document(case: RefundCase, now: dt.datetime | None) -> Json:
    looked_at = now or case.examined_at
    if looked_at is None:
        raise ValueError(f"{case.number} was not imported: say as of which instant to look at it")
    return {
        "id": case.door_reference if case.examined_at else case.number,
        "policy": case.policy,
        "now": instant(looked_at),
        "facts": _facts(case),
    }


def _facts(case: RefundCase) -> Json:
    return stated(
        customer=customer_facts(case) or None,
        order=order_facts(case) or None,
        charges=charges(case),
        quota=quota_facts(case),
        quota_grants=quota_grants(case),
        usage=usage(case),
        lots=lots(case),
        incidents=incidents(case),
        audit=audit_facts(case),
        findings=findings(case),
        claim=claim_facts(case) or None,
        prior_refunds=prior_refunds(case),
        prior_applications=prior_applications(case),
        policy_versions=policy_versions(case),
        refund_processing_fee=processing_fee(case),
        chargeback=chargeback(case),
        mediation=mediation_facts(case),
        company_contacts=company_contacts(case),
        earlier_contacts=earlier_contacts(case),
        staff_notes=staff_notes(case),
    )
