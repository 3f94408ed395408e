"""How many calls run at one provider at the same time, over all processes and hosts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from accounts.rows import answer_of, lines_of


@contextmanager
def slot(provider: str, at_once: int) -> Iterator[bool]:
    """One of so many places at the provider while this lasts; false where all are taken.

    A place is an advisory lock of the database session, and so falls free by itself when its worker dies.
    """
    taken = next((place for place in range(at_once) if _try(provider, place)), None)
    try:
        yield taken is not None
    finally:
        if taken is not None:
            _release(provider, taken)


def _try(provider: str, place: int) -> bool:
    return bool(answer_of("SELECT pg_try_advisory_lock(hashtext(%s), %s::int)", f"provider {provider}", place))


def _release(provider: str, place: int) -> None:
    lines_of("SELECT pg_advisory_unlock(hashtext(%s), %s::int)", f"provider {provider}", place)
