"""Whether deciding a case opens the next one: a choice that lasts as long as the session."""

from __future__ import annotations

from django.http import HttpRequest

OPEN_NEXT = "open_next"
"""The key in the session, and the name of the tick box."""


def opens_next(request: HttpRequest) -> bool:
    """What the person chose; nobody who did not begin to work case after case is carried on."""
    return bool(request.session.get(OPEN_NEXT, False))


def choose(request: HttpRequest) -> None:
    """Keep what the tick box under a step says."""
    chosen = bool(request.POST.get(OPEN_NEXT))
    if chosen != opens_next(request):
        request.session[OPEN_NEXT] = chosen


def set_out(request: HttpRequest) -> None:
    """Who takes the next case from the queue works case after case, unless they said otherwise."""
    request.session.setdefault(OPEN_NEXT, True)
