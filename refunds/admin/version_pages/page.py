"""The page of a version: what it is, what it changes, what stands in its way, and the whole of it to read."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timezone import now
from django.utils.translation import gettext as _

from refunds.admin.record import policy_words
from refunds.admin.try_out_pages.problem import Problem, problem_of_run
from refunds.admin.version_pages.comparison import address, changed
from refunds.admin.version_pages.document import document
from refunds.admin.version_pages.sides import Side
from refunds.models import PolicyVersion, TryOut
from refunds.models.try_out import NOT_OVER
from refunds.models.version_lifecycle import UNDER_WAY, VersionStatus
from refunds.operations.perform import refusals
from refunds.operations.policy_versions import replaced_by, version_faults
from refunds.policies import POLICIES, Policy
from refunds.policies.versioning import UNCHANGED


class Tried(NamedTuple):
    """A try-out in the list of its version.

    stale: why it says nothing about the version as it stands, if so; problem: why it failed.
    """

    try_out: TryOut
    is_under_way: bool
    changed: int | None
    cases: int | None
    stale: str
    problem: Problem | None


def version_page(request: HttpRequest, version: PolicyVersion) -> dict[str, Any]:
    """Everything about a stored version, for the person who asks."""
    policy = POLICIES[version.policy]
    here, before = Side(policy, version), Side(policy, replaced_by(version))
    sees_try_outs = request.user.has_perm("refunds.view_tryout")
    try_outs = tries(version, before.version) if sees_try_outs else []
    return {
        "version": version,
        "before": before,
        "changed": changed(before, here),
        "comparison": address(before, here),
        "faults": version_faults(version, now()) if version.status in UNDER_WAY else [],
        "is_under_way": version.status in UNDER_WAY,
        "may_edit": not refusals(version, "edit", request.user),
        "may_begin": request.user.has_perm("refunds.draft_policyversion"),
        "sees_try_outs": sees_try_outs,
        "try_outs": try_outs,
        "waits": any(one.is_under_way for one in try_outs),
        "sections": document(policy, here.terms, before.terms),
        "policy": policy,
        "people": people(version),
    }


def written_page(policy: Policy) -> dict[str, Any]:
    """A policy as it is written in code."""
    return {
        "policy": policy,
        "title": f"{_(policy.title)} {policy_words.version(policy.version)}",
        "sections": document(policy, UNCHANGED, UNCHANGED),
        "newest": PolicyVersion.objects.newest(policy.id),
    }


def people(version: PolicyVersion) -> list[tuple[Any, Any, Any]]:
    """Who did what to it, and when."""
    acts = [(_("Drafted"), version.drafted_by, version.drafted_at)]
    if version.revision > 1:
        acts.append((_("Last changed"), version.edited_by, version.edited_at))
    acts += [
        (_("Proposed"), version.proposed_by, version.proposed_at),
        (_("Published"), version.published_by, version.published_at),
        (_("Withdrawn"), version.withdrawn_by, version.withdrawn_at),
    ]
    return [act for act in acts if act[1]]


def tries(version: PolicyVersion, before: PolicyVersion | None) -> list[Tried]:
    """The try-outs of a version, the newest first."""
    rows: QuerySet[TryOut] = version.try_outs.select_related("asked_by", "against").order_by("-pk")
    return [tried(one, version, before) for one in rows]


def tried(one: TryOut, version: PolicyVersion, before: PolicyVersion | None) -> Tried:
    """One try-out, seen from its version as it stands."""
    result = one.result or {}
    stale = ""
    if one.digest != version.digest:
        stale = _("of other terms than the version has now")
    elif version.status in (VersionStatus.DRAFT, VersionStatus.PROPOSED) and one.against != before:
        stale = _("compared with another version than the one in force now")
    counted = result.get("changed"), result.get("cases")
    return Tried(one, one.status in NOT_OVER, *counted, stale, problem_of_run(one.problem))
