"""The versions among which the policy finds the one that governs a case."""

from __future__ import annotations

import datetime as dt

from refunds.models import DocumentedVersion, PolicyVersion, RefundCase
from refunds.models.documented_version import DocumentedStatus
from refunds.operations.dossier.writing import Json, instant, stated


def policy_versions(case: RefundCase) -> list[Json]:
    """Those that came with the case; otherwise those of ours that were published when it came in.

    They are written as they stood at that time: what is published later doesn't change the facts of the case.
    """
    own = case.documented_versions.all()
    if own:
        return [_documented(version) for version in own]
    known = PolicyVersion.objects.published_by(case.policy, case.received_at)
    return [_issued(version, case.received_at) for version in known]


def _documented(version: DocumentedVersion) -> Json:
    return stated(
        version=version.version,
        status=version.status,
        posted_at=instant(version.posted_at),
        notified_at=instant(version.notified_at),
        effective_from=instant(version.effective_from),
        effective_to=instant(version.effective_to),
        terms=version.terms or None,
    )


def _issued(version: PolicyVersion, at: dt.datetime) -> Json:
    """One of ours in the words of the dossier, as of an instant. Its words and switches are no facts of the case."""
    superseded = version.superseded_at is not None and version.superseded_at <= at
    return stated(
        version=version.version,
        status=DocumentedStatus.SUPERSEDED.value if superseded else DocumentedStatus.IN_FORCE.value,
        posted_at=instant(version.posted_at),
        notified_at=instant(version.notified_at),
        effective_from=instant(version.effective_from),
        effective_to=instant(version.effective_to) if superseded else None,
        terms=version.numbers or None,
    )
