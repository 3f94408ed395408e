"""What the platform's own records say of each deduction in a file, and the finding that they suggest to the auditor.

The suggestion is no finding: the log is only what the log says, and the auditor's word prevails (reading R17).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from refunds.models import CaseUsage, DeductionFinding, Incident, RefundCase, UsageRecord
from refunds.models.vocabulary import EffectiveResult, PolicyId, UsageCause, UsageStatus

OURS = (UsageCause.PLATFORM, UsageCause.UPSTREAM_SUPPLIER)
"""Causes for which the platform answers to its users; the supplier's fault is one of them (pick T5)."""


class Suggestion(NamedTuple):
    """What the records suggest, why, and how many PTC it concerns; None where the records don't say how many."""

    finding: DeductionFinding
    why: str
    abnormal: Decimal | None = None


class Deduction(NamedTuple):
    """One deduction as the workbench shows it. incidents: outages of its service at that time."""

    usage: UsageRecord
    claimed: bool
    incidents: list[Incident]
    suggestion: Suggestion


def deductions_of(case: RefundCase) -> list[Deduction]:
    """Every deduction in the file, those claimed first, each beside the outages that the platform has on record."""
    filed = sorted(case.case_usage.all(), key=lambda row: (row.claimed_position is None, row.position))
    outages = outages_around([row.usage for row in filed])
    return [_deduction(row, outages, case.policy) for row in filed]


def outages_around(usage: Iterable[UsageRecord]) -> list[Incident]:
    """The outages on record, in or out of the file, that may have met one of these."""
    instants = [at for record in usage if (at := instant_of(record))]
    if not instants:
        return []
    still = Q(end__isnull=True) | Q(end__gte=min(instants))
    return list(Incident.objects.filter(still, start__lte=max(instants)).order_by("start", "pk"))


def instant_of(usage: UsageRecord) -> dt.datetime | None:
    """When it happened: when it was deducted, or else when the task began."""
    return usage.deducted_at or usage.started_at


def _deduction(row: CaseUsage, outages: list[Incident], policy: str) -> Deduction:
    met = [outage for outage in outages if meets(outage, row.usage)]
    return Deduction(row.usage, row.claimed_position is not None, met, suggestion(row.usage, met, policy))


def meets(outage: Incident, usage: UsageRecord) -> bool:
    """Whether a record falls into an outage of its service; one without services is of all of them."""
    at = instant_of(usage)
    concerned = not outage.services or not usage.service or usage.service in outage.services
    return bool(concerned and at and outage.start and outage.start <= at and (outage.end is None or at <= outage.end))


def suggestion(usage: UsageRecord, outages: list[Incident], policy: str = PolicyId.AI302) -> Suggestion:
    """The first thing that the records show; what they don't settle can't be told by them.

    policy: of the case; only 302.AI has clauses about a deduction.
    """
    unsettled = Suggestion(DeductionFinding.UNDECIDED, _("The records do not settle it."))
    return next(_shown(usage, outages, policy), unsettled)


def _shown(usage: UsageRecord, outages: list[Incident], policy: str) -> Iterator[Suggestion]:
    deducted = usage.ptc_deducted
    if usage.duplicate_of:
        again = _("Deducted again for %s (302-II.2).") if policy == PolicyId.AI302 else _("The same task again as %s.")
        why = again % usage.duplicate_of
        yield Suggestion(DeductionFinding.ABNORMAL, why, deducted)
    if deducted is not None and usage.ptc_correct is not None and deducted > usage.ptc_correct:
        why = _("%(deducted)s PTC deducted where the price was %(correct)s (302-II.2).")
        words = {"deducted": f"{deducted.normalize():f}", "correct": f"{usage.ptc_correct.normalize():f}"}
        yield Suggestion(DeductionFinding.ABNORMAL, why % words, deducted - usage.ptc_correct)
    if gave_nothing(usage) or usage.effective_result == EffectiveResult.PARTIAL:
        yield _without_result(usage, outages, policy)
    if usage.effective_result == EffectiveResult.YES:
        yield Suggestion(DeductionFinding.IN_ORDER, _("The task gave an effective result."), Decimal(0))


def gave_nothing(usage: UsageRecord) -> bool:
    """No effective result, by the record of the result or else by the state of the task."""
    unfinished = usage.status not in ("", UsageStatus.COMPLETED)
    return usage.effective_result == EffectiveResult.NO or (not usage.effective_result and unfinished)


def _without_result(usage: UsageRecord, outages: list[Incident], policy: str) -> Suggestion:
    partial = usage.effective_result == EffectiveResult.PARTIAL
    nothing = _("No effective result (302-II.1)") if policy == PolicyId.AI302 else _("No effective result")
    what = _("Only a part of the result was delivered") if partial else nothing
    if usage.cause == UsageCause.USER:
        return Suggestion(DeductionFinding.IN_ORDER, _("%s; the log names the user as the cause.") % what, Decimal(0))
    if usage.cause in OURS:
        by = UsageCause(usage.cause).label
        return Suggestion(
            DeductionFinding.ABNORMAL,
            _("%(what)s; cause in the log: %(by)s.") % {"what": what, "by": by},
            _lost(usage, partial=partial),
        )
    if outages:
        met = _("%(what)s during outage %(outage)s.") % {"what": what, "outage": outages[0]}
        return Suggestion(DeductionFinding.ABNORMAL, met, _lost(usage, partial=partial))
    return Suggestion(DeductionFinding.UNDECIDED, _("%s; neither the log nor an outage says why.") % what)


def _lost(usage: UsageRecord, *, partial: bool) -> Decimal | None:
    """The PTC for which nothing came; of a batch the share that was not delivered."""
    if not partial or usage.ptc_deducted is None:
        return usage.ptc_deducted
    if usage.items_total and usage.items_delivered is not None:
        return usage.ptc_deducted * (usage.items_total - usage.items_delivered) / usage.items_total
    return None
