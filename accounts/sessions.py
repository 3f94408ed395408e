"""Sessions in the database, whose half hour begins again with every click but is not written for every one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.utils.timezone import now

from accounts.prepared import preparing_cursor

WRITTEN_EVERY = dt.timedelta(minutes=1)
"""A click within it leaves the end where it is: a session ends 29 to 30 minutes after the last one, never later."""
ASKED = "SELECT session_data, expire_date FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(DatabaseSessions):
    """The stock store, which is told to write once the end has to be put off."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing where it has ended."""
        at = now()
        with preparing_cursor() as cursor:
            cursor.execute(ASKED, [self.session_key, at])
            stored = cursor.fetchone()
        if stored is None:
            self._session_key = None
            return {}
        written, ends = stored
        self.modified = self.modified or ends - at < dt.timedelta(seconds=settings.SESSION_COOKIE_AGE) - WRITTEN_EVERY
        kept: dict[str, Any] = self.decode(written)
        return kept
