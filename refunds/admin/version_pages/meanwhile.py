"""What somebody else changed about a draft since it was read."""

from __future__ import annotations

from typing import Any

from refunds.admin.record.changes import Change, Names, changes
from refunds.admin.version_pages import words
from refunds.models import PolicyVersion
from refunds.policies import POLICIES
from refunds.policies.versioning import Difference, VersionTerms, differences

AS_TERMS = ("numbers", "wording", "switched_off", "revision", "edited_by", "edited_at")
"""Fields that are told as sentences about clauses, or that say only that something changed."""


def changed_since(version: PolicyVersion, revision: int) -> list[Difference | Change]:
    """The differences between the revision that was read and the draft as it is, clauses first."""
    rows = {row.revision: row for row in version.history.filter(revision__in=[revision, version.revision])}
    read, here = rows.get(revision), rows.get(version.revision)
    if read is None or here is None:
        return []
    own = [one for one in changes(read, here, Names([(read, here)])) if one.name not in AS_TERMS]
    return [*differences(POLICIES[version.policy], terms_of(read), version.terms, words.reader()), *own]


def terms_of(row: Any) -> VersionTerms:
    """The terms of a version of the row in its history."""
    return VersionTerms.read({"numbers": row.numbers, "wording": row.wording, "switched_off": list(row.switched_off)})
