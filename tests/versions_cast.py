"""Versions of the service policy on their way: drafted by Sofia, proposed by her, published by Ravi."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.models import PolicyVersion
from refunds.operations.perform import perform
from tests.cast import MOMENT

IN_A_MONTH = MOMENT + dt.timedelta(days=30)
"""When the versions of the tests take effect."""


@pytest.fixture
def draft(act_of: Callable[..., Act]) -> PolicyVersion:
    """A draft of the service policy that changes nothing yet."""
    act = act_of("sofia")
    return PolicyVersion.objects.record(
        act,
        policy="service",
        version="2026-03",
        drafted_by=act.by,
        drafted_at=act.at,
        edited_by=act.by,
        edited_at=act.at,
        notified_at=MOMENT - dt.timedelta(days=1),
        effective_from=IN_A_MONTH,
    )


@pytest.fixture
def published(draft: PolicyVersion, act_of: Callable[..., Act]) -> PolicyVersion:
    """The same version, published by Ravi without having been tried out."""
    perform(draft, "propose", act_of("sofia"))
    act = act_of("ravi")
    perform(draft, "publish", act, posted_at=act.at, effective_from=IN_A_MONTH)
    return PolicyVersion.fetch(draft.pk)
