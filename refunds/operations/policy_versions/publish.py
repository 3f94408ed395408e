"""Publishing a version: proposed by who prepared it, issued by somebody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import lock_name, lock_version
from refunds.models import PolicyVersion, TryOut, TryOutStatus
from refunds.operations.perform import Refused, perform, refusals
from refunds.operations.policy_versions.compare import replaced_by
from refunds.operations.policy_versions.faults import said, version_faults
from refunds.policies import POLICIES


def propose_version(version_id: int, *, act: Act) -> PolicyVersion:
    """Put a draft before a second person. What it says is fixed from here on. Raises Refused with every fault."""
    with transaction.atomic():
        version = lock_version(version_id)
        if found := [*refusals(version, "propose", act.by), *version_faults(version, act.at)]:
            raise Refused(*found)
        perform(version, "propose", act)
    return PolicyVersion.fetch(version_id)


def publish_version(version_id: int, *, act: Act) -> PolicyVersion:
    """Issue a proposed version; the one before it governs until this one begins.

    Raises Refused with every reason against it: a number out of range, a date that is past, an overlap, missing notice,
    a missing translation, a clause out of reach, a worked case that changes without being accepted, no try-out of it as
    it stands, or the same person.
    """
    with transaction.atomic():
        lock_name("policy version", PolicyVersion.fetch(version_id).policy)
        version = lock_version(version_id)
        if found := reasons_against(version, act.by, act.at):
            raise Refused(*found)
        begins = version.effective_from or act.at
        posted = act.at if POLICIES[version.policy].latitude.needs_notice else begins
        before = replaced_by(version)
        if before is not None:
            perform(lock_version(before.pk), "supersede", act, by=version, effective_to=begins)
        perform(version, "publish", act, posted_at=posted, effective_from=begins)
    return PolicyVersion.fetch(version_id)


def reasons_against(version: PolicyVersion, person: Any, at: dt.datetime) -> list[str]:
    """Every reason why this person may not publish this version now; empty when they may. A button shows them."""
    found = [*refusals(version, "publish", person), *version_faults(version, at)]
    return [*found, *_notice_not_given_yet(version, at), *_not_tried_out(version)]


def _notice_not_given_yet(version: PolicyVersion, at: dt.datetime) -> Iterator[str]:
    if POLICIES[version.policy].latitude.needs_notice and version.notified_at and version.notified_at > at:
        yield _("Users are to be notified %s: publish once that is done (S-1.5).") % said(version.notified_at)


def _not_tried_out(version: PolicyVersion) -> Iterator[str]:
    """The very terms have to have been tried out, against the version that they will replace."""
    finished = TryOut.objects.filter(version=version, status=TryOutStatus.FINISHED, digest=version.digest)
    latest: TryOut | None = finished.order_by("-ended_at", "-pk").first()
    if latest is None:
        yield _("There is no finished try-out of this version as it stands. Try it out first.")
        return
    before = replaced_by(version)
    if latest.against_id != (before.pk if before else None):
        yield _("The try-out compared with another version than the one in force now. Try it out again.")
    if latest.result and (broken := latest.result["not_evaluated"]["broken"]):
        yield _("%s cases can't be evaluated by this version any more; the try-out names them.") % broken
