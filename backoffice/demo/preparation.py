"""What must be true before the demo serves anything."""

import os
import socket
from typing import cast

from django.core.management import CommandError, call_command
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

from backoffice.database import why_unusable


class DemoRefused(Exception):
    """The demo cannot run; the message says in one line why and what to do."""


def refuse_taken_port(port: int) -> None:
    """Find out before a minute's work that nothing could be served.

    :raises DemoRefused: when something listens on the port already, or it may not be used
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port that was just left is free
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or "no such port"
            raise DemoRefused(
                f"Port {port} cannot be used ({reason}): choose another, `make demo PORT=8123`."
            ) from None


def prepare_database(*, reset: bool) -> None:
    """Have a database with every migration and the example cases.

    :param reset: begin with an empty one
    :raises DemoRefused: when the database cannot be used
    """
    if reset and os.environ.get("DATABASE_URL"):
        raise DemoRefused("RESET=1 empties the embedded PostgreSQL only: empty the one at DATABASE_URL yourself.")
    if why := why_unusable():
        raise DemoRefused(why)
    if reset:
        _empty()
    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_demo")
    except CommandError as error:
        raise DemoRefused(str(error)) from error
    finally:
        connections.close_all()
        cast(DatabaseWrapper, connections["default"]).close_pool()  # its threads would outlive the preparation


def _empty() -> None:
    from backoffice.embedded_postgres.base import CLUSTER

    CLUSTER.empty()
