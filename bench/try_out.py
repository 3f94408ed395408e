"""How long a try-out takes over many stored cases, and how much memory.

    DATABASE_URL=postgres://… python -m bench.try_out 10000 100000 1000000

Limits: a million cases under three minutes on two processors, under 400 MB in all processes together whatever the
number, and a time that grows with the number of cases and no faster. The database is a new one beside that of
DATABASE_URL, filled by COPY with copies of the public dossiers of the service policy, and dropped at the end.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from bench.memory import PeakMemory
from bench.own_database import own_database

LIMIT_SECONDS_A_MILLION = 180
LIMIT_MB = 400
NUMBERS = {"purchase_limit_days": 14}


def main() -> None:
    """Measure each number of cases and print."""
    numbers = sorted(int(number) for number in sys.argv[1:] or ("10000", "100000", "1000000"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backoffice.settings.test")
    with own_database("bench"):
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", verbosity=0)
        try:
            measure(numbers)
        finally:
            connections.close_all()


def measure(numbers: list[int]) -> None:
    """One line for each number of cases."""
    from bench.stored_cases import StoredCases

    person, customer = people()
    cases, draft = StoredCases(person, customer.pk), draft_of(person)
    for number in numbers:
        cases.fill_up_to(number)
        report(number, one_run(draft, person))


def report(number: int, run: Run) -> None:
    """One line. On a machine that does other work, the seconds of the processors say what the clock can't."""
    processors, limit = len(os.sched_getaffinity(0)), LIMIT_SECONDS_A_MILLION * number / 1_000_000
    print(
        json.dumps(
            {
                "benchmark": "try_out",
                "cases": run.result["cases"],
                "changed": run.result["changed"],
                "seconds": round(run.taken, 1),
                "cpu_seconds": round(run.cpu, 1),
                "cpu_us_a_case": round(run.cpu / number * 1_000_000, 1),
                "of_the_database_us": round(run.database_cpu / number * 1_000_000, 1),
                "processors": processors,
                "load": round(os.getloadavg()[0], 1),
                "limit_s": limit,
                "within": run.taken < limit,
                "peak_mb": round(run.memory.most),
                "of_the_database_mb": round(run.memory.most_of_others),
                "limit_mb": LIMIT_MB,
                "within_memory": run.memory.most < LIMIT_MB,
            }
        ),
        flush=True,
    )


class Run(NamedTuple):
    """The seconds by the clock and of the processors, the database's beside them, the memory, and what came out."""

    taken: float
    cpu: float
    database_cpu: float
    memory: PeakMemory
    result: dict[str, Any]


def one_run(draft: Any, person: Any) -> Run:
    """A try-out from being asked for to its result."""
    from django.db import connection

    from accounts.acts import Act
    from accounts.service_accounts import service_account
    from refunds.operations.try_out import ask_try_out, run_try_out

    act = Act(by=person, at=datetime.now(UTC), why="benchmark")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    asked = ask_try_out(draft.pk, act=act, in_background=False)
    with PeakMemory([backend]) as memory:
        begun, cpu, database = perf_counter(), cpu_seconds(), cpu_seconds_of(backend)
        ended = run_try_out(asked.pk, by=service_account("examiner"), clock=lambda: datetime.now(UTC))
        taken, cpu, database = perf_counter() - begun, cpu_seconds() - cpu, cpu_seconds_of(backend) - database
    return Run(taken, cpu, database, memory, dict(ended.result or {}))


def cpu_seconds() -> float:
    """What this process and those that it started, and that have ended, took of the processors."""
    return sum(os.times()[:4])


def cpu_seconds_of(pid: int) -> float:
    """What a process of another took of the processors. Linux only."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def people() -> tuple[Any, Any]:
    """A supervisor and a customer."""
    from django.contrib.auth.models import Group
    from django.db import transaction

    from accounts.acts import Act
    from accounts.models import Customer, StaffMember
    from accounts.service_accounts import service_account

    installation = service_account("installation")
    act = Act(by=installation, at=datetime.now(UTC), why="benchmark")
    with transaction.atomic():
        person: Any = StaffMember.objects.record(act, username="bench", is_staff=True)
        person.hold(Group.objects.filter(name="supervisor"), act)
    return person, Customer.objects.record(act, reference="CUS-BENCH", name="Bench")


def draft_of(person: Any) -> Any:
    """A draft with another purchase limit, which changes the result of some cases."""
    from accounts.acts import Act
    from refunds.operations.policy_versions import draft_version, edit_draft
    from refunds.policies.versioning import VersionTerms

    act = Act(by=person, at=datetime.now(UTC), why="benchmark")
    draft = draft_version("service", act=act)
    content = {"effective_from": None, "notified_at": None, "note": ""}
    return edit_draft(draft.pk, revision=1, terms=VersionTerms(numbers=NUMBERS), act=act, **content)


if __name__ == "__main__":
    main()
