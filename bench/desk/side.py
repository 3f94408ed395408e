"""Our side of a comparison: for each line {"op": name} it runs an operation and answers in JSON what that took.

wall, cpu: seconds of this process. db: CPU seconds of the PostgreSQL processes that served it, where they run on this
machine. queries: statements through Django's connection. rss, rise: MiB at the end, and since the start.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db import connection

from bench.desk.operations import Desk


def serve() -> None:
    """Answer until nobody asks any more. Whatever an operation prints goes to standard error."""
    out = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    operations = Desk().operations
    print(json.dumps({"operations": sorted(operations)}), file=out)
    for line in sys.stdin:
        try:
            answer = measured(operations[json.loads(line)["op"]])
        except Exception as error:  # noqa: BLE001 - the driver is told
            traceback.print_exc()
            answer = {"error": f"{type(error).__name__}: {error}"[:300]}
        print(json.dumps(answer), file=out)


def measured(operation: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Run it once."""
    statements = 0

    def count(execute: Any, *asked: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*asked)

    before, db = resident(), database_seconds()
    wall, cpu = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(count):
        answer = operation()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    rss = resident()
    took = {"wall": wall, "cpu": cpu, "db": database_seconds() - db, "queries": statements}
    return {**took, "rss": rss, "rise": rss - before, **answer}


def resident() -> float:
    """MiB of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def database_seconds() -> float:
    """CPU seconds of the PostgreSQL process of Django's connection; 0 where it runs elsewhere."""
    connection.ensure_connection()
    with suppress(OSError):
        schedule = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
        return int(schedule.split()[0]) / 1e9
    return 0.0
