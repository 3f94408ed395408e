"""PostgreSQL is killed five times under load: nothing that was acknowledged to anybody is missing afterwards.

People approve on pages and bring cases in by the API, a worker pays through PayPal, and the server is killed with all
its processes at once and started again. The twin "forgetful" answers commits before they are on disk.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

from bench.drills.books import settle_everything, sums, told
from bench.drills.desk import Person, Seen, at_work
from bench.drills.line import drilled
from bench.drills.postgres import FORGETFUL, DrillPostgres, free_port
from bench.drills.stage import Cases, hang_up, process, staged
from tests.refunds.providers.paypal_simulator import PayPalSimulator

TWINS = ("forgetful",)
KILLS = 5
EACH = 8
"""How much is acknowledged between two kills."""
PATIENCE = 60.0
"""Seconds after which the next kill comes anyway."""
FAULTS = 0.1


@dataclass
class Load:
    """What people saw, and how often the worker had to be started."""

    approvals: list[Seen] = field(default_factory=lambda: [Seen(), Seen()])
    claims: list[Seen] = field(default_factory=lambda: [Seen(), Seen()])
    workers: int = 0

    def acknowledged(self) -> int:
        """How much was acknowledged so far."""
        return sum(len(seen.acknowledged) for seen in [*self.approvals, *self.claims])


def drill(seed: int, count: int, twin: str) -> dict[str, object]:
    """Run it; what is printed. count: cases that wait for an approval."""
    with staged(seed, faults=FAULTS, **(FORGETFUL if twin else {})) as (database, paypal):
        cases = Cases(seed, paypal)
        waiting = [cases.waiting(number) for number in range(count)]
        claims = [cases.document(10_000 + number) for number in range(5 * count)]
        hang_up()
        with web() as url:
            load = under_load(url, database, waiting, claims)
        return {"kills": database.kills, "workers": load.workers, **afterwards(paypal, load)}


@contextmanager
def web() -> Iterator[str]:
    """The web server, on a free port, when it is ready."""
    port = free_port()
    gunicorn = ("-m", "gunicorn", "backoffice.wsgi", f"--bind=127.0.0.1:{port}", "--worker-class=gthread")
    with process(*gunicorn, "--workers=2", "--threads=4", "--no-control-socket", "--log-level=critical"):
        url = f"http://127.0.0.1:{port}"
        Person(url, "anna").wait_until_served()
        yield url


def under_load(url: str, database: DrillPostgres, waiting: list[int], claims: list[dict]) -> Load:
    """Everybody works while the server is killed; returns when the last person has gone home."""
    over, load = Event(), Load()
    threads = [Thread(target=keep_a_worker, args=(over, load), daemon=True)]
    threads[0].start()
    for place, name in enumerate(("sofia", "ravi")):
        person = Person(url, name)
        threads.append(at_work(person, person.approve, waiting[place::2], over, load.approvals[place]))
    for place, name in enumerate(("mei", "tom")):
        person = Person(url, name)
        threads.append(at_work(person, person.bring_in, claims[place::2], over, load.claims[place]))
    for kill in range(KILLS):
        wait_for((kill + 1) * EACH, load)
        database.kill()
        database.start()
    wait_for((KILLS + 1) * EACH, load)
    over.set()
    for thread in threads:
        thread.join()
    return load


def wait_for(acknowledged: int, load: Load) -> None:
    """Let them work until so much was acknowledged."""
    deadline = time.monotonic() + PATIENCE
    while load.acknowledged() < acknowledged and time.monotonic() < deadline:
        time.sleep(0.05)


def keep_a_worker(over: Event, load: Load) -> None:
    """What an init system does: start the worker again when it has ended."""
    while not over.is_set():
        load.workers += 1
        with process("manage.py", "procrastinate", "worker", "--queues=payouts", "--concurrency=2") as worker:
            while worker.poll() is None and not over.is_set():
                time.sleep(0.1)


def afterwards(paypal: PayPalSimulator, load: Load) -> dict[str, object]:
    """What is there of what was acknowledged, and whether the three books agree in the end."""
    from refunds.models import Payout, RefundCase

    paypal.faults.share = 0.0
    still_open = settle_everything(paypal, dt.datetime.now(dt.UTC))
    approved = set(Payout.objects.values_list("case_id", flat=True))
    brought_in = set(RefundCase.objects.filter(door="api").values_list("door_reference", flat=True))
    approvals = [case for seen in load.approvals for case in seen.acknowledged]
    claims = [claim["id"] for seen in load.claims for claim in seen.acknowledged]
    missing = len(set(approvals) - approved) + len(set(claims) - brought_in)
    found = sums(paypal)
    return {
        "acknowledged_approvals": len(approvals),
        "acknowledged_cases": len(claims),
        "unknown": sum(len(seen.unknown) for seen in [*load.approvals, *load.claims]),
        "missing": missing,
        "open": still_open,
        **told(found),
        "ok": bool(approvals and claims) and not missing and not still_open and found.agree(),
    }


if __name__ == "__main__":
    drilled("postgres_killed", drill, TWINS, __doc__, count=60)
