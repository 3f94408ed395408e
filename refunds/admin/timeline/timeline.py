"""The timeline of a case, and what of it came after a page was opened."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

from refunds.admin.timeline.events import Act, Event, acts
from refunds.admin.timeline.kept import kept_of
from refunds.admin.timeline.versions import versions_of
from refunds.models import RefundCase


def timeline(case: RefundCase) -> list[Act]:
    """Everything that happened, newest first. Messages and charges come from the fetched file."""
    return acts([*versions_of(case), *kept_of(case)])


def marker(case: RefundCase, story: list[Act]) -> str:
    """How far the story went: the last key of each source, for a form that must know whether it went on.

    Signed for the case: keys are counted over all cases, and those of another one would be later than what is new here.
    """
    last: dict[str, int] = {}
    for event in events(story):
        last[event.source] = max(event.key, last.get(event.source, 0))
    return signer_for(case).sign(" ".join(f"{source}:{key}" for source, key in sorted(last.items())))


def since(case: RefundCase, story: list[Act], mark: str) -> list[Act]:
    """The acts with something that came after the mark. One that we did not give out is older than everything."""
    try:
        seen = dict(pair.split(":") for pair in signer_for(case).unsign(mark).split())
    except BadSignature:
        seen = {}
    return [act for act in story if any(is_later(event, seen) for event in act.events)]


def signer_for(case: RefundCase) -> Signer:
    """What signs the marks of a case, and knows those of no other."""
    return Signer(salt=f"story of case {case.pk}")


def is_later(event: Event, seen: dict[str, str]) -> bool:
    """Whether an event was not there yet."""
    return event.key > int(seen.get(event.source, 0))


def events(story: list[Act]) -> list[Event]:
    """The events of all acts."""
    return [event for act in story for event in act.events]
