"""Running a try-out: every case judged by both versions, counted up, and left with the draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.db import transaction

from accounts.acts import Act
from accounts.models import StaffMember
from refunds.locks import lock_try_out
from refunds.models import PolicyVersion, TryOut, TryOutProgress
from refunds.models.try_out import NOT_OVER
from refunds.operations.perform import perform
from refunds.operations.try_out.processes import CHUNK, tallies
from refunds.operations.try_out.snapshots import Snapshots
from refunds.operations.working_calendar import working_calendar
from refunds.policies import POLICIES, Edition
from refunds.policies.versioning.batch import Task
from refunds.policies.versioning.tally import Tally

Clock = Callable[[], dt.datetime]
DRAFT_CHANGED = "The draft was changed after this try-out was asked for."
"""Stored in English, and read in any language (accounts/machine_reasons.py)."""
BREATH = dt.timedelta(seconds=1)
"""How often progress is stored, and a wish to stop is heard."""


class Stopped(Exception):
    """Somebody asked for an end."""


class TakenOver(Exception):
    """Somebody else ended this run, or began it again: nothing is left to do here."""


def run_try_out(try_out_id: int, *, by: StaffMember, clock: Clock) -> TryOut:
    """Run a try-out to its end, or until it is asked to stop; one that is over already stays as it ended.

    by: the account that runs it. One whose worker died in the middle is begun again, and the dead one's results don't
    count should it be alive after all. What keeps it from being run is kept with it and raised.
    """
    runner = _Runner(try_out_id, by, clock)
    try:
        if runner.begin():
            runner.finish(runner.judge())
    except TakenOver:
        pass  # whoever took it over leaves the result
    except Stopped:
        runner.end("stop")
    except Exception as error:
        runner.end("fail", problem=f"{type(error).__name__}: {error}")
        raise
    return TryOut.fetch(try_out_id)


class _Runner:
    """One run, by one account, by one clock."""

    def __init__(self, try_out_id: int, by: StaffMember, clock: Clock) -> None:
        self.id, self.by, self.clock = try_out_id, by, clock
        self.started_at: dt.datetime | None = None

    def take(self, step: str, **details: Any) -> None:
        """Take a step of the run that is ours. Raises TakenOver."""
        with transaction.atomic():
            row = lock_try_out(self.id)
            if row.status not in NOT_OVER or (self.started_at and row.started_at != self.started_at):
                raise TakenOver
            perform(row, step, Act(by=self.by, at=self.clock(), why="try-out"), **details)
            self.started_at = row.started_at

    def end(self, step: str, **details: Any) -> None:
        """Leave it stopped or failed, unless somebody took it over."""
        with suppress(TakenOver):
            self.take(step, **details)

    def begin(self) -> bool:
        """Whether there is anything to run. Raises Stopped."""
        self.row = TryOut.objects.select_related("version", "against").get(pk=self.id)
        if self.row.status not in NOT_OVER:
            return False
        if self.row.stop_asked_at is not None:
            raise Stopped
        version: PolicyVersion = self.row.version
        self.calendar = working_calendar()
        self.snapshots = Snapshots.of(version.policy, self.row.since)
        self.take("start", total=self.snapshots.total)
        if version.digest == self.row.digest:
            return True
        self.take("fail", problem=DRAFT_CHANGED)
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
        row = TryOut.fetch(self.id)
        if row.status not in NOT_OVER or row.started_at != self.started_at:
            raise TakenOver
        if row.stop_asked_at is not None:
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
