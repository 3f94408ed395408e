"""Quotas: units granted by an order, or by one charge of it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from refunds.models import Charge, Order, UsageQuota
from refunds.operations.perform import Refused
from refunds.operations.platform_records.report import Report, named, take_over
from refunds.policies import facts as said


def record_quota(
    facts: said.Quota | said.QuotaGrant, order: Order, report: Report, charge: Charge | None = None
) -> UsageQuota:
    """The quota's row as the platform now reports it; `charge` where a charge granted one of its own (S27).

    Raises Refused where more was consumed than a refund left.
    """
    reported = {
        "granted": facts.get("granted"),
        "consumed": facts.get("consumed"),
        "unit": (facts.get("unit") or "") if isinstance(facts, said.Quota) else "",
    }
    quota = UsageQuota.objects.filter(charge=charge).first() if charge else order.quotas.filter(charge=None).first()
    if quota is None:
        new: UsageQuota = report.new(UsageQuota, order=order, charge=charge, **reported)
        return new
    changed = take_over(quota, reported, report)
    if changed and quota.revoked and (quota.granted or 0) < (quota.consumed or 0) + quota.revoked:
        raise Refused(
            _("%(quota)s: %(consumed)s units are reported as consumed, but a refund took back %(revoked)s of them.")
            % {"quota": named(quota), "consumed": quota.consumed, "revoked": quota.revoked}
        )
    report.store(quota, changed=changed)
    return quota
