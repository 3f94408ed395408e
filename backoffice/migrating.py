"""A migration may work longer than a request may.

The limits of a connection (`CONNECTION_LIMITS`) protect requests from each other. Building an index over all charges
takes as long as it takes, so the command `migrate` works without the two limits on duration. The limit on waiting
for a lock stays: a migration that waits for a lock makes every request queue behind it, and had better fail.
"""

from typing import Any

from django.db import connections

LIFTED = ["statement_timeout", "idle_in_transaction_session_timeout"]


def lift_limits(*, using: str, **signal: Any) -> None:
    """Before migrations: no limit on duration on the connection that migrates."""
    with connections[using].cursor() as cursor:
        for limit in LIFTED:
            cursor.execute(f"SET {limit} = 0")


def restore_limits(*, using: str, **signal: Any) -> None:
    """After migrations: the limits the connection was opened with, as tests go on with the same connection."""
    with connections[using].cursor() as cursor:
        for limit in LIFTED:
            cursor.execute(f"RESET {limit}")
