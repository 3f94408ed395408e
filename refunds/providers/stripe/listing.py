"""Where a listing of Stripe's refunds stands: it gives the newest first, page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from refunds.providers.base import Listed

OVERLAP = dt.timedelta(minutes=5)
"""How far the next listing reaches back behind the newest refund of this one: a slower one may still turn up."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """since: the second from which on refunds are listed, 0 for all; newest: the latest second seen in this listing so
    far; below: the refund under which the next page begins, empty for the first page."""

    since: int = 0
    newest: int = 0
    below: str = ""

    @classmethod
    def read(cls, text: str) -> Self:
        """The cursor as it was written; "" begins with the first refund. Raises ValueError for anything else."""
        since, newest, below = (text.split(":") if ":" in text else (text, "0", "")) if text else ("0", "0", "")
        return cls(int(since), int(newest), below)

    def __str__(self) -> str:
        return f"{self.since}:{self.newest}:{self.below}" if self.below else str(self.since)

    def question(self, limit: int) -> Any:
        """The parameters of Stripe's list for the next page."""
        asked: dict[str, Any] = {"limit": limit}
        if self.since:
            asked["created"] = {"gte": self.since}
        if self.below:
            asked["starting_after"] = self.below
        return asked

    def after(self, page: Sequence[Listed], *, more: bool) -> Cursor:
        """Where to go on after a page: below its last refund, or next time from shortly before the newest one."""
        newest = max([self.newest, *(int(refund.created_at.timestamp()) for refund in page)])
        if more and page:
            return Cursor(self.since, newest, page[-1].provider_reference)
        return Cursor(max(self.since, newest - int(OVERLAP.total_seconds())))
