from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import psycopg

from backoffice.database import connection_arguments


@contextmanager
def reserved_name(wanted: str) -> Iterator[str]:
    """The wanted name of a test database, or the first of wanted_1, wanted_2, ... that no other run has reserved.

    The server keeps the reservation for as long as we are connected. A run that is killed gives it back with the
    connection, and the next run takes over and clears the database it left.
    """
    arguments = connection_arguments(dbname="postgres")
    with psycopg.connect(**arguments, autocommit=True) as connection:
        for number in count():
            name = f"{wanted}_{number}" if number else wanted
            reserved = connection.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [name]).fetchone()
            if reserved == (True,):
                yield name
                return
