"""Payouts settled a second by 1, 2, 4 and 8 workers against the sandbox, and what we add to the provider's call.

`python -m bench.payouts [--each 40]`

A line of JSON for each number of workers. Limit: what a payout takes beside the bare call of the provider (claim,
settle, books, letter) is under 15 ms at the median of one worker. A PostgreSQL of its own, as in production (fsync on).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from multiprocessing import get_context
from statistics import median
from typing import Any

from bench.drills.postgres import DrillPostgres
from bench.drills.stage import hang_up

LIMIT_MS = 15.0
WORKERS = (1, 2, 4, 8)


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=40, help="payouts for each worker")
    each = parser.parse_args().each
    postgres = DrillPostgres()
    postgres.create()
    try:
        set_up(postgres, each * sum(WORKERS))
        for workers in WORKERS:
            print(json.dumps(measured(workers, each)), flush=True)
    finally:
        hang_up()
        postgres.destroy()


def set_up(postgres: DrillPostgres, count: int) -> None:
    """Approved payouts that the sandbox pays."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="backoffice.settings.development",
        DATABASE_URL=postgres.url,
        DATABASE_POOL_SIZE="1",
        LOG_LEVEL="CRITICAL",
        DEBUG="false",
    )
    import django

    django.setup()
    from django.core.management import call_command

    from accounts.service_accounts import service_account
    from bench.drills.many_payouts import make_payouts

    call_command("migrate", verbosity=0, interactive=False)
    service_account("worker")
    make_payouts(count, "sandbox", sent=False)


def measured(workers: int, each: int) -> dict[str, Any]:
    """So many workers, each with payouts of its own."""
    from refunds.models import Payout

    ids = list(Payout.objects.filter(status="reserved").order_by("pk").values_list("pk", flat=True)[: workers * each])
    hang_up()
    fork = get_context("fork")
    started = time.perf_counter()
    with fork.Pool(workers) as pool:
        times = [pair for found in pool.map(work, [ids[n::workers] for n in range(workers)]) for pair in found]
    seconds = time.perf_counter() - started
    ours = [(whole - call) * 1000 for whole, call, _cpu in times]
    return {
        "benchmark": "payouts",
        "workers": workers,
        "payouts": len(times),
        "seconds": round(seconds, 2),
        "per_second": round(len(times) / seconds, 1),
        "per_second_per_worker": round(len(times) / seconds / workers, 1),
        "call_ms": round(median(call for _whole, call, _cpu in times) * 1000, 1),
        "overhead_ms": round(median(ours), 1),
        "processor_ms": round(median(cpu for _whole, _call, cpu in times) * 1000, 1),
        "limit_ms": LIMIT_MS,
        "load": round(os.getloadavg()[0], 1),
    }


def work(ids: list[int]) -> list[tuple[float, float, float]]:
    """Pay them one after the other; for each the seconds of the whole, of the provider's call, of the processor."""
    from django.utils import timezone

    from accounts.acts import Act
    from accounts.models import StaffMember
    from refunds.operations.pay import pay
    from refunds.providers.sandbox import Sandbox

    calls: list[float] = []
    send = Sandbox.send

    def timed(self: Sandbox, instruction: Any) -> Any:
        began = time.perf_counter()
        try:
            return send(self, instruction)
        finally:
            calls.append(time.perf_counter() - began)

    Sandbox.send = timed  # type: ignore[method-assign]
    worker, found = StaffMember.objects.get(username="worker"), []
    for payout_id in ids:
        began, cpu = time.perf_counter(), time.process_time()
        pay(payout_id, act=Act(by=worker, at=timezone.now(), why="bench"), chance=random.random)
        found.append((time.perf_counter() - began, calls[-1], time.process_time() - cpu))
    hang_up()
    return found


if __name__ == "__main__":
    main()
