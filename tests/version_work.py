"""What supervisors do with versions of a policy, told shortly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from accounts.acts import Act
from accounts.service_accounts import service_account
from refunds.models import PolicyVersion, TryOut
from refunds.operations.perform import Refused
from refunds.operations.policy_versions import draft_version, edit_draft, propose_version, publish_version
from refunds.operations.try_out import ask_try_out, run_try_out
from refunds.policies.versioning import VersionTerms
from tests.cast import MOMENT
from tests.versions_cast import IN_A_MONTH

NOTIFIED = MOMENT - dt.timedelta(days=1)


def edited(version: PolicyVersion, act: Act, *, terms: VersionTerms | None = None, **content: Any) -> PolicyVersion:
    """The draft with something else in it; the rest stays."""
    said = {
        "effective_from": version.effective_from,
        "notified_at": version.notified_at,
        "note": version.note,
        "accepted_scenarios": version.accepted_scenarios,
    }
    return edit_draft(
        version.pk, revision=version.revision, terms=terms or version.terms, **{**said, **content}, act=act
    )


def drafted(
    act: Act,
    *,
    policy: str = "service",
    numbers: dict[str, Any] | None = None,
    effective_from: dt.datetime | None = IN_A_MONTH,
    notified_at: dt.datetime | None = NOTIFIED,
    **content: Any,
) -> PolicyVersion:
    """A draft that says something, in force in a month."""
    draft = draft_version(policy, act=act)
    terms = VersionTerms.read({"numbers": numbers or {}, **content.pop("terms", {})})
    return edited(draft, act, terms=terms, effective_from=effective_from, notified_at=notified_at, **content)


def tried_out(version: PolicyVersion, act: Act, **asked: Any) -> TryOut:
    """A try-out of the version, run to its end a minute later."""
    try_out = ask_try_out(version.pk, act=act, in_background=False, **asked)
    return run_try_out(try_out.pk, by=service_account("examiner"), clock=lambda: act.at + dt.timedelta(minutes=1))


def issued(act_of: Callable[..., Act], *, at: float = 0, **said: Any) -> PolicyVersion:
    """A version drafted, tried out and proposed by Sofia and published by Ravi. at: days after the moment."""
    draft = drafted(act_of("sofia", days=at), **said)
    tried_out(draft, act_of("sofia", days=at))
    propose_version(draft.pk, act=act_of("sofia", days=at, minutes=2))
    return publish_version(draft.pk, act=act_of("ravi", days=at, minutes=3))


def refused(step: Callable[..., Any], *arguments: Any, **details: Any) -> list[str]:
    """The sentences with which a step is refused."""
    with pytest.raises(Refused) as refusal:
        step(*arguments, **details)
    return refusal.value.sentences
