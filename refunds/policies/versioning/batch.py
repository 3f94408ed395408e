"""Many frozen facts judged by two versions, a chunk at a time: the work of one process, or of several."""

import gc
import json
import os
from collections.abc import Iterable
from datetime import datetime
from multiprocessing import parent_process
from threading import Thread
from typing import Any, NamedTuple

from refunds.calendars import WorkingCalendar
from refunds.policies.dossier import Dossier, read_facts
from refunds.policies.fields import DossierError

from .comparison import Comparison
from .edition import Edition
from .tally import Tally
from .terms import VersionTerms


class Snapshot(NamedTuple):
    """The facts that one case was judged by: its name, the instant it was looked at, and the facts as JSON.

    own: the case is judged by a version of its own, which came with its document or was chosen by somebody.
    """

    name: str
    as_of: datetime
    facts: str
    own: bool = False


class Task(NamedTuple):
    """What to judge by, in plain values that another process can be told: two versions, each a name and its terms."""

    policy: str
    before: tuple[str, dict[str, Any]]
    after: tuple[str, dict[str, Any]]
    calendar: WorkingCalendar


class Judge:
    """Judges snapshots by the two versions of a task."""

    def __init__(self, task: Task) -> None:
        from refunds.policies import POLICIES

        self.policy = POLICIES[task.policy]
        self.before, self.after = (
            Edition(self.policy, name, VersionTerms.read(terms)) for name, terms in (task.before, task.after)
        )
        self.calendar = task.calendar
        self.comparison = Comparison(self.before, self.after, task.calendar)

    def judge(self, snapshots: Iterable[Snapshot]) -> Tally:
        """The tally of some snapshots; what can't be judged is in it with the reason."""
        tally = Tally()
        for snapshot in snapshots:
            if snapshot.own:
                tally.own += 1
            else:
                self._judge(snapshot, tally)
        return tally

    def _judge(self, snapshot: Snapshot, tally: Tally) -> None:
        try:
            facts = read_facts(json.loads(snapshot.facts), self.policy)
            dossier = Dossier(snapshot.name, self.policy.id, snapshot.as_of, facts)
        except DossierError as error:
            tally.leave_out(snapshot.name, f"the facts can't be read: {error}")
            return
        try:
            tally.add(snapshot.name, *self.comparison.of(dossier))
        except Exception as error:  # noqa: BLE001 - one case that a clause stumbles over is told and doesn't end the rest
            tally.leave_out(snapshot.name, f"{type(error).__name__}: {error}", broken=self._can_judge_before(dossier))

    def _can_judge_before(self, dossier: Any) -> bool:
        try:
            self.policy.evaluate(dossier, self.calendar, under=self.before)
        except Exception:  # noqa: BLE001 - the version after is not to blame; the case is in the tally with its reason
            return False
        return True


_judge: Judge | None = None


def prepare_process(task: Task) -> None:
    """Makes this process ready to judge chunks of a task. It ends with the one that started it: nobody else ends it."""
    global _judge
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent,), daemon=True).start()
    _judge = Judge(task)
    # What was imported stays for good: the collector of cyclic garbage need not look at it after every few cases.
    gc.collect()
    gc.freeze()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def judge_chunk(snapshots: list[Snapshot]) -> Tally:
    """The tally of one chunk, in a process that was prepared."""
    assert _judge is not None, "prepare_process() comes first"
    return _judge.judge(snapshots)
