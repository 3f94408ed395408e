"""Asking for a try-out, and stopping it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import lock_try_out, lock_version
from refunds.models import PolicyVersion, TryOut, TryOutStatus
from refunds.operations.perform import Refused, perform, refusals
from refunds.operations.policy_versions.compare import replaced_by
from refunds.operations.policy_versions.faults import said
from refunds.operations.try_out.job import enqueue_try_out
from refunds.policies import POLICIES
from refunds.policies.versioning import faults


def ask_try_out(version_id: int, *, since: dt.datetime | None = None, act: Act, in_background: bool = True) -> TryOut:
    """Try a draft or a proposal out against the version that it would replace. Raises Refused.

    since: only cases received from then on. in_background: a worker runs it; otherwise the caller does.
    """
    with transaction.atomic():
        version = lock_version(version_id)
        if found := [*reasons_against_trying(version, act.by), *_future(since, act.at)]:
            raise Refused(*found)
        try_out: TryOut = TryOut.objects.record(
            act,
            version=version,
            digest=version.digest,
            against=replaced_by(version),
            since=since,
            asked_by=act.by,
            asked_at=act.at,
        )
        if in_background:
            enqueue_try_out(try_out.pk)
        return try_out


def reasons_against_trying(version: PolicyVersion, person: Any) -> list[str]:
    """Every reason why this person may not try this version out now; empty when they may. A button shows them."""
    return [*refusals(version, "try_out", person), *_hindrances(version)]


def _hindrances(version: PolicyVersion) -> list[str]:
    if version.try_outs.filter(status__in=[TryOutStatus.QUEUED, TryOutStatus.RUNNING]).exists():
        return [_("A try-out of this version is under way. Stop it first, or wait for its result.")]
    language = get_language() or "en"
    policy = POLICIES[version.policy]
    return [fault.told(policy, language) for fault in faults(policy, version.terms)]


def _future(since: dt.datetime | None, at: dt.datetime) -> list[str]:
    if since is None or since <= at:
        return []
    return [_("No case can have come in since %s, which is yet to come. Give an earlier day.") % said(since)]


def stop_try_out(try_out_id: int, *, act: Act) -> TryOut:
    """Stop a try-out: at once while it waits, at its next breath while it runs. Raises Refused.

    One that runs gets a job besides, which ends it even where its worker died and nobody is there to hear the wish.
    """
    with transaction.atomic():
        row = lock_try_out(try_out_id)
        perform(row, "ask_to_stop", act)
        if row.status == TryOutStatus.RUNNING:
            enqueue_try_out(row.pk)
    return TryOut.fetch(try_out_id)
