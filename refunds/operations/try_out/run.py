"""Running a try-out: every case judged by both versions, counted up, and left with the draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.models import StaffMember
from refunds.locks import lock_try_out
from refunds.models import PolicyVersion, TryOut, TryOutProgress, TryOutStatus
from refunds.operations.perform import perform
from refunds.operations.try_out.processes import CHUNK, tallies
from refunds.operations.try_out.snapshots import Snapshots
from refunds.operations.working_calendar import working_calendar
from refunds.policies import POLICIES, Edition
from refunds.policies.versioning.batch import Task
from refunds.policies.versioning.tally import Tally

Clock = Callable[[], dt.datetime]
BREATH = dt.timedelta(seconds=1)
"""How often progress is stored, and a wish to stop is heard."""


class Stopped(Exception):
    """Somebody asked for an end."""


def run_try_out(try_out_id: int, *, by: StaffMember, clock: Clock) -> TryOut:
    """Run a try-out to its end, or until it is asked to stop; one that is over already stays as it ended.

    by: the account that runs it. One whose worker died in the middle is begun again. What keeps it from being run is
    kept with it and raised.
    """
    runner = _Runner(try_out_id, by, clock)
    if runner.begin():
        try:
            runner.finish(runner.judge())
        except Stopped:
            runner.take("stop")
        except Exception as error:
            runner.take("fail", problem=f"{type(error).__name__}: {error}")
            raise
    return TryOut.fetch(try_out_id)


class _Runner:
    """One run, by one account, by one clock."""

    def __init__(self, try_out_id: int, by: StaffMember, clock: Clock) -> None:
        self.id, self.by, self.clock = try_out_id, by, clock

    def take(self, step: str, **details: Any) -> None:
        with transaction.atomic():
            act = Act(by=self.by, at=self.clock(), why="try-out")
            perform(lock_try_out(self.id), step, act, **details)

    def begin(self) -> bool:
        """Whether there is anything to run."""
        self.row = TryOut.objects.select_related("version", "against").get(pk=self.id)
        if self.row.status not in (TryOutStatus.QUEUED, TryOutStatus.RUNNING):
            return False
        version: PolicyVersion = self.row.version
        self.calendar = working_calendar()
        self.snapshots = Snapshots.of(version.policy, self.row.since)
        self.take("start", total=self.snapshots.total)
        if version.digest == self.row.digest:
            return True
        self.take("fail", problem=_("The draft was changed after this try-out was asked for."))
        return False

    def judge(self) -> Tally:
        """Every case, counted up. Raises Stopped."""
        tally, told = Tally(), self.clock()
        for part in tallies(self.task(), self.snapshots.chunks(CHUNK), self.snapshots.total):
            tally += part
            if self.clock() - told >= BREATH:
                told = self.clock()
                self.breathe(len(tally), told)
        return tally

    def task(self) -> Task:
        policy = POLICIES[self.row.version.policy]
        before = policy.built_in if self.row.against is None else self.row.against.edition
        return Task(policy.id, _told(before), _told(self.row.version.edition), self.calendar)

    def breathe(self, done: int, at: dt.datetime) -> None:
        TryOutProgress.objects.create(try_out_id=self.id, done=done, at=at)
        if TryOut.objects.filter(pk=self.id, stop_asked_at__isnull=False).exists():
            raise Stopped

    def finish(self, tally: Tally) -> None:
        task = self.task()
        result = {
            "policy": task.policy,
            "version": task.after[0],
            "against": task.before[0],
            "since": self.row.since.isoformat() if self.row.since else None,
            "calendar": self.calendar.version,
            **tally.as_document(POLICIES[task.policy].clauses),
        }
        self.take("finish", result=result)


def _told(edition: Edition) -> tuple[str, dict[str, Any]]:
    return edition.name, edition.terms.as_document()
