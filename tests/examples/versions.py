"""A version of a policy in every state, and a try-out in every state.

Publishing asks for days to come, so these stories end on the day of the test and not at the moment of the cast.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils.timezone import now

from accounts.acts import Act
from accounts.service_accounts import service_account
from refunds.models import PolicyVersion, TryOut
from refunds.operations.perform import perform
from refunds.operations.policy_versions import propose_version, withdraw_version
from refunds.operations.try_out import ask_try_out, stop_try_out
from tests.cast import MOMENT
from tests.version_work import drafted, issued, tried_out

Acts = Callable[..., Act]
SHORT: dict[str, Any] = {"policy": "302ai", "notified_at": None}
"""The shorter of the two policies; nobody has to be told before."""
LATER = MOMENT + dt.timedelta(days=80)
UNEXPECTED = "ZeroDivisionError: division by zero"


@pytest.fixture
def today(act_of: Acts) -> Callable[..., Act]:
    """today("sofia"): an act of this very day."""
    return lambda name, why="because the test says so": act_of(name, why, seconds=(now() - MOMENT).total_seconds())


@pytest.fixture
def example_versions(act_of: Acts, today: Acts) -> list[PolicyVersion]:
    """Superseded, published, proposed, withdrawn; a draft that can be proposed, and one that changes worked cases."""
    first, second = issued(act_of, **SHORT), issued(act_of, at=40, **{**SHORT, "effective_from": LATER})
    soon = {**SHORT, "effective_from": now() + dt.timedelta(days=60)}
    proposed, withdrawn, ready = (drafted(today("sofia"), **soon) for _ in range(3))
    changes = drafted(today("sofia"), numbers={"application_window_working_days": 2}, **soon)
    for version in (proposed, ready, changes):
        tried_out(version, today("sofia"))
    propose_version(proposed.pk, act=today("sofia"))
    withdraw_version(withdrawn.pk, act=today("sofia", "Another one was begun."))
    return [PolicyVersion.fetch(one.pk) for one in (first, second, proposed, withdrawn, ready, changes)]


@pytest.fixture
def example_try_outs(example_versions: list[PolicyVersion], today: Acts) -> list[TryOut]:
    """Finished, waiting, running, stopped; failed for an error of ours, and because its draft changed."""
    waiting, running, stopped, broken, changed = (
        ask_try_out(drafted(today("sofia")).pk, act=today("sofia"), in_background=False) for _ in range(5)
    )
    stop_try_out(stopped.pk, act=today("sofia"))
    examiner = Act(by=service_account("examiner"), at=now(), why="try-out")
    with transaction.atomic():
        perform(running, "start", examiner, total=120)
        perform(broken, "fail", examiner, problem=UNEXPECTED)
        perform(changed, "fail", examiner, problem="The draft was changed after this try-out was asked for.")
    finished = example_versions[-1].try_outs.get()
    return [TryOut.fetch(one.pk) for one in (finished, waiting, running, stopped, broken, changed)]
