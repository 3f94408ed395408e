"""The timeline of a case, and what of it came after a page was opened."""

from __future__ import annotations

from refunds.admin.timeline.events import Act, Event, acts
from refunds.admin.timeline.kept import kept_of
from refunds.admin.timeline.versions import versions_of
from refunds.models import RefundCase


def timeline(case: RefundCase) -> list[Act]:
    """Everything that happened, newest first. Messages and charges come from the fetched file."""
    return acts([*versions_of(case), *kept_of(case)])


def marker(story: list[Act]) -> str:
    """How far the story went: the last key of each source, for a form that must know whether it went on."""
    last: dict[str, int] = {}
    for event in events(story):
        last[event.source] = max(event.key, last.get(event.source, 0))
    return " ".join(f"{source}:{key}" for source, key in sorted(last.items()))


def since(story: list[Act], mark: str) -> list[Act]:
    """The acts with something that came after the mark. A mark that can't be read is older than everything."""
    seen = dict(pair.split(":", 1) for pair in mark.split() if ":" in pair)
    return [act for act in story if any(is_later(event, seen) for event in act.events)]


def is_later(event: Event, seen: dict[str, str]) -> bool:
    """Whether an event was not there yet."""
    key = seen.get(event.source, "0")
    return event.key > (int(key) if key.isascii() and key.isdigit() and len(key) < 20 else 0)


def events(story: list[Act]) -> list[Event]:
    """The events of all acts."""
    return [event for act in story for event in act.events]
