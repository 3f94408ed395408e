"""10,000 approved payouts, 8 workers, one killed with -9 every 200 ms, a provider that fails on 40 % of its calls.

`python -m bench.drills.payout_storm [--seed 1] [--payouts 10000] [--workers 8] [--kill-ms 200] [--twin NAME]`

The provider keeps no keys, so that only our own order of things keeps a payout from being paid twice; it sends word of
what it paid one to three times, late and in any order. One line of JSON; exit code 1 where anything was paid twice,
lost, or booked otherwise than paid. The twins (payout_twins.py) are sabotaged and have to fail.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from typing import Any

from bench.drills.payout_twins import TWINS
from bench.drills.postgres import DrillPostgres

PROVIDER = "stormy"


def main() -> None:
    """Run the drill; a line of JSON and an exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--payouts", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--kill-ms", type=int, default=200)
    parser.add_argument("--lease", type=float, default=15.0, help="seconds after which a killed attempt is looked up")
    parser.add_argument("--limit", type=float, default=1800.0, help="seconds after which the drill gives up")
    parser.add_argument("--twin", choices=sorted(TWINS))
    arguments = parser.parse_args()
    postgres = DrillPostgres(fsync="off", synchronous_commit="off", full_page_writes="off")
    postgres.create()
    try:
        result = drill(postgres, arguments)
    finally:
        postgres.destroy()
    print(json.dumps(result))
    sys.exit(0 if result["ok"] else 1)


def drill(postgres: DrillPostgres, arguments: argparse.Namespace) -> dict[str, Any]:
    """Approve the payouts, let the storm go over them, compare the books."""
    provider = set_up(postgres, arguments)
    started, deadline = time.monotonic(), time.monotonic() + arguments.limit
    kills = storm(provider, arguments, deadline)
    found = compare(provider)
    result = {
        "drill": "payout_storm",
        "twin": arguments.twin,
        "seed": arguments.seed,
        "payouts": arguments.payouts,
        "workers": arguments.workers,
        "kills": kills,
        "seconds": round(time.monotonic() - started, 1),
        **found,
    }
    sums = {found["approved"], found["provider"], found["books"]}
    result["ok"] = not found["double"] and not found["lost"] and len(sums) == 1 and not found["reserved"]
    return result


def set_up(postgres: DrillPostgres, arguments: argparse.Namespace) -> Any:
    """Django on the drill's books, the provider in the place of one of ours, and the approved payouts."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="backoffice.settings.development",
        DATABASE_URL=postgres.url,
        DATABASE_POOL_SIZE="1",
        LOG_LEVEL="CRITICAL",
        DEBUG="false",
        PAYOUT_RETRIES_PER_MINUTE="1000000",  # the storm is about money, not about manners
        PAYOUT_BREAKER_REST_SECONDS="1",
    )
    import django

    django.setup()
    import datetime as dt

    from django.core.management import call_command

    from accounts.service_accounts import service_account
    from backoffice.embedded_postgres.programs import run
    from bench.drills.many_payouts import make_payouts
    from bench.drills.stormy_provider import StormyProvider
    from refunds.operations import attempt, cashier
    from refunds.operations.executor import patience

    run("createdb", "-h", "127.0.0.1", "-p", str(postgres.port), "-U", "drill", "outside")
    provider = StormyProvider(postgres.url.rsplit("/", 1)[0] + "/outside", arguments.seed, webhooks=3)
    provider.prepare()
    cashier.MAKERS[PROVIDER] = lambda: provider
    attempt.LEASE = dt.timedelta(seconds=arguments.lease)
    patience.STEPS = tuple(dt.timedelta(seconds=seconds) for seconds in (0.5, 1, 2))
    patience.SOON = dt.timedelta(seconds=0.5)
    attempt.PEOPLE_AFTER = 1000
    call_command("migrate", verbosity=0, interactive=False)
    service_account("worker")
    make_payouts(arguments.payouts, PROVIDER, sent=False)
    if arguments.twin:
        TWINS[arguments.twin]()
    return provider


def storm(provider: Any, arguments: argparse.Namespace, deadline: float) -> int:
    """Fork workers and one who brings the provider's messages; kill a worker now and then until all is final."""
    from django.db import connections

    def let_go() -> None:
        connections.close_all()
        for connection in connections.all(initialized_only=True):
            connection.close_pool()  # type: ignore[attr-defined]
        provider.close()

    chance, kills, asked_at = random.Random(arguments.seed), 0, 0.0
    let_go()
    workers = [fork(work, number) for number in range(arguments.workers)]
    messenger = fork(bring_webhooks, provider)
    left = arguments.payouts
    while left and time.monotonic() < deadline:
        time.sleep(arguments.kill_ms / 1000)
        place = chance.randrange(len(workers))
        end(workers[place])
        kills += 1
        workers[place] = fork(work, kills)
        if time.monotonic() - asked_at > 2:
            left, asked_at = how_many_are_left(provider), time.monotonic()
            let_go()
    for child in (*workers, messenger):
        end(child)
    return kills


def how_many_are_left(provider: Any) -> int:
    """Payouts that are not final, and messages not yet delivered."""
    from refunds.models import Payout

    return int(Payout.objects.live().count()) + len(provider.due_webhooks(time.time() + 3600))


def fork(job: Callable[[Any], None], argument: Any) -> int:
    """A process of its own, warm from the start; its number."""
    child = os.fork()
    if child:
        return child
    try:
        job(argument)
    except BaseException:  # noqa: BLE001 - nobody above would see it
        traceback.print_exc()
    finally:
        os._exit(1)


def end(child: int) -> None:
    """kill -9."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def work(number: int) -> None:
    """Pay what is due, as the jobs do, until somebody ends it. An error is what a job dies of; the next one goes on."""
    from django.utils import timezone

    from accounts.acts import Act
    from accounts.models import StaffMember
    from refunds.models import Payout
    from refunds.operations.pay import pay

    chance, worker = random.Random(number), StaffMember.objects.get(username="worker")
    while True:
        due = list(Payout.objects.due(timezone.now()).order_by("pk").values_list("pk", flat=True)[:64])
        for payout_id in chance.sample(due, min(len(due), 8)):
            with contextlib.suppress(Exception):
                pay(payout_id, act=Act(by=worker, at=timezone.now(), why="storm"), chance=chance.random)
        if not due:
            time.sleep(0.05)


def bring_webhooks(provider: Any) -> None:
    """Deliver the provider's messages when their time has come, in any order. What is refused comes again."""
    from django.utils import timezone

    from accounts.acts import Act
    from accounts.models import StaffMember
    from refunds.models import Payout
    from refunds.operations.settle import settle
    from refunds.providers.base import Receipt

    chance, worker = random.Random(0), StaffMember.objects.get(username="worker")
    while True:
        messages = provider.due_webhooks(time.time())
        chance.shuffle(messages)
        for number, key, reference in messages:
            with contextlib.suppress(Exception):
                payout = Payout.objects.filter(key=key).first()
                if payout:
                    act = Act(by=worker, at=timezone.now(), why="webhook")
                    settle(payout.pk, receipt=Receipt.paid(reference), act=act)
                provider.told(number)
        time.sleep(0.05)


def compare(provider: Any) -> dict[str, Any]:
    """The provider's books against ours, payment by payment and in sum."""
    from django.db.models import Sum

    from refunds.models import Charge, LedgerEntry, Payout, PayoutStatus

    transfers = provider.transfers()
    times = Counter(payment for _key, payment, _amount in transfers)
    payouts = list(Payout.objects.select_related("charge"))
    paid = [payout for payout in payouts if payout.status == PayoutStatus.SUCCEEDED]
    booked = LedgerEntry.objects.filter(kind="refund").aggregate(sum=Sum("amount_minor"))["sum"] or 0
    lost = [p for p in payouts if p.status != PayoutStatus.SUCCEEDED or not times[p.charge.payment]]
    return {
        "paid": len(paid),
        "transfers": len(transfers),
        "double": sum(1 for count in times.values() if count > 1),
        "lost": len(lost),
        "approved": sum(payout.amount_minor for payout in payouts),
        "provider": sum(amount.minor for _key, _payment, amount in transfers),
        "books": int(booked),
        "reserved": int(Charge.objects.aggregate(sum=Sum("reserved_minor"))["sum"] or 0),
    }


if __name__ == "__main__":
    main()
