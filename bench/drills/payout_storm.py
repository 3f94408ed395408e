"""10,000 approved payouts, 8 workers, one killed with -9 every 200 ms, a provider that fails on 40 % of its calls.

The provider keeps no keys, so that only our own order of things keeps a payout from being paid twice; it sends word of
what it paid one to three times, late and in any order. One line of JSON; exit code 1 where anything was paid twice,
lost, or booked otherwise than paid. The twins (payout_twins.py) are sabotaged and have to fail.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable
from typing import Any

from bench.drills.line import drilled
from bench.drills.payout_twins import TWINS
from bench.drills.postgres import DrillPostgres
from bench.drills.stage import hang_up

PROVIDER = "stormy"
WORKERS = 8
KILL_EVERY = 0.2
LEASE = 15.0
"""Seconds after which the attempt of a killed worker is looked up."""
GIVES_UP_AFTER = 300.0
"""Seconds, and one more for each payout: what is not final by then is lost."""


def drill(seed: int, count: int, twin: str) -> dict[str, Any]:
    """Approve the payouts, let the storm go over them, compare the books."""
    postgres = DrillPostgres(fsync="off", synchronous_commit="off", full_page_writes="off")
    postgres.create()
    try:
        provider = set_up(postgres, seed, count, twin)
        kills = storm(provider, seed, count)
        found = compare(provider)
    finally:
        hang_up()
        postgres.destroy()
    one_sum = len({found["approved"], found["provider"], found["books"]}) == 1
    ok = not found["double"] and not found["lost"] and not found["reserved"] and one_sum
    return {"workers": WORKERS, "kills": kills, **found, "ok": ok}


def set_up(postgres: DrillPostgres, seed: int, count: int, twin: str) -> Any:
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
    provider = StormyProvider(postgres.url.rsplit("/", 1)[0] + "/outside", seed, webhooks=3)
    provider.prepare()
    cashier.MAKERS[PROVIDER] = lambda: provider
    attempt.LEASE = dt.timedelta(seconds=LEASE)
    patience.STEPS = tuple(dt.timedelta(seconds=seconds) for seconds in (0.5, 1, 2))
    patience.SOON = dt.timedelta(seconds=0.5)
    attempt.PEOPLE_AFTER = 1000
    call_command("migrate", verbosity=0, interactive=False)
    service_account("worker")
    make_payouts(count, PROVIDER, sent=False)
    if twin:
        TWINS[twin]()
    return provider


def storm(provider: Any, seed: int, count: int) -> int:
    """Fork workers and one who brings the provider's messages; kill a worker now and then until all is final."""

    def let_go() -> None:
        hang_up()
        provider.close()

    chance, kills, asked_at = random.Random(seed), 0, 0.0
    let_go()
    workers = [fork(work, number) for number in range(WORKERS)]
    messenger = fork(bring_webhooks, provider)
    left, deadline = count, time.monotonic() + GIVES_UP_AFTER + count
    while left and time.monotonic() < deadline:
        time.sleep(KILL_EVERY)
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
    drilled("payout_storm", drill, TWINS, __doc__, count=10_000)
