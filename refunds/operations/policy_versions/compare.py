"""Two versions side by side."""

from __future__ import annotations

from django.utils.translation import get_language

from refunds.models import PolicyVersion
from refunds.policies import POLICIES, Edition
from refunds.policies.versioning import UNCHANGED, Difference, differences


def replaced_by(version: PolicyVersion) -> PolicyVersion | None:
    """The version that this one follows: the one it superseded, or would supersede; None for the built-in one."""
    before: PolicyVersion | None = PolicyVersion.objects.filter(superseded_by=version).first()
    if before is None and version.published_at is None:
        before = PolicyVersion.objects.newest(version.policy)
    return before


def edition_of(version: PolicyVersion | None, policy: str) -> Edition:
    """A version ready to judge by; None is the built-in one."""
    return POLICIES[policy].built_in if version is None else version.edition


def changes(old: PolicyVersion | None, new: PolicyVersion) -> list[Difference]:
    """How a version differs from another of its policy, None being the built-in one; `str()` of each is a sentence."""
    before = UNCHANGED if old is None else old.terms
    return differences(POLICIES[new.policy], before, new.terms, get_language() or "en")
