"""What happened, one event for each row written, and events of one act together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from refunds.admin.record.changes import Change


class Event(NamedTuple):
    """One row written.

    source, key: where it stands, by which a page knows what came after it. derived: changes that an evaluation wrote.
    """

    at: dt.datetime
    by: Any
    why: str
    source: str
    key: int
    what: str
    changes: list[Change]
    body: str = ""
    tone: str = ""
    derived: Sequence[Change] = ()


class Act(NamedTuple):
    """What one person did at one instant."""

    at: dt.datetime
    by: Any
    whys: list[str]
    events: list[Event]

    @property
    def derived(self) -> list[Change]:
        """What an evaluation wrote on the case, all events of the act together."""
        return [change for event in self.events for change in event.derived]

    @property
    def told(self) -> list[Event]:
        """The events that say something: a row saved without a change says nothing beside others."""
        return [event for event in self.events if event.what or event.changes or event.derived]


def acts(events: Iterable[Event]) -> list[Act]:
    """The events as acts, newest first."""
    ordered = sorted(events, key=lambda event: (event.at, str(event.by), event.source, event.key), reverse=True)
    together = (list(group) for _who, group in groupby(ordered, key=lambda event: (event.at, event.by)))
    return [act for act in map(act_of, together) if act.told]


def act_of(events: list[Event]) -> Act:
    """Events of one person at one instant, each reason said once."""
    whys = dict.fromkeys(event.why for event in events if event.why)
    return Act(
        events[0].at, events[0].by, list(whys), sorted(events, key=lambda event: (event.source != "case", event.key))
    )
