"""Statements of every page, prepared once for each connection: planning them takes longer than answering them."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import connection
from django.db.backends.postgresql import base

Bound: Any = base.ServerBindingCursor


class Text(NamedTuple):
    """A statement as the driver sends it."""

    query: bytes


class PreparingCursor(Bound):
    """A cursor that has the server parse and plan each statement once and only sends the parameters afterwards."""

    def execute(self, query: Any, params: Any = None) -> Any:
        """Run a statement; it is prepared with the first run on a connection."""
        answer = super().execute(query, params, prepare=True)
        # The driver keeps no text of what is prepared; Django's log of statements reads it here.
        self._query = Text(query.encode())
        return answer


def preparing_cursor() -> Any:
    """As `connection.cursor()`, for statements whose text is always the same."""
    ours: Any = connection
    ours.close_if_health_check_failed()
    ours.ensure_connection()
    with ours.wrap_database_errors:
        return ours._prepare_cursor(PreparingCursor(ours.connection))
