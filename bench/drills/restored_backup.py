"""A backup taken while payouts run is restored after PayPal went on paying: nothing is paid twice, nothing is lost.

The restored books wait until what PayPal did since is in them; only then is the rest paid. PayPal has forgotten every
key by then and takes an invoice number twice, so that nothing but our waiting and looking keeps it from paying again.
Of the payouts that were approved a third is paid by the backup, and what the books say of a second third is lost. The
twin "not_paused" sends at once what the restored books have not sent. Backup and restore go by a copy of the cluster
("base": pg_basebackup, and a recovery) or by a dump ("dump").
"""

from __future__ import annotations

import datetime as dt
import time
from subprocess import Popen
from typing import Any

from bench.drills.books import settle_everything, sums, told
from bench.drills.line import drilled
from bench.drills.postgres import DrillPostgres
from bench.drills.stage import hang_up, process, staged
from tests.refunds.providers.paypal_simulator import PayPalSimulator

TWINS = ("not_paused",)
FAULTS = 0.1
TAKES = 0.7
"""Seconds of one refund at PayPal: the backup has to be taken in the middle of them."""
HOURS = dt.timedelta(hours=4)
"""Until PayPal's list of transactions shows everything."""
PATIENCE = 300.0
"""Seconds for the worker to pay a third."""


def drill(seed: int, count: int, twin: str, way: str) -> dict[str, object]:
    """Run it; what is printed."""
    with staged(seed, faults=FAULTS) as (database, paypal):
        paypal.takes = TAKES
        approve(count, paypal)
        hang_up()
        backed_up = interrupted(database, paypal, count, way)
        paypal.books.forget_keys()
        paypal.books.invoice_once = False
        paypal.faults.share, paypal.takes = 0.0, 0.0
        lost = len(paypal.books.refunds) - backed_up
        return {"paid_before": backed_up, "paid_since": lost, **afterwards(paypal, twin)}


def approve(count: int, paypal: PayPalSimulator) -> None:
    """Payouts that are approved and queued. PayPal holds twice the money: it would not refuse to pay again."""
    from accounts.acts import Act
    from accounts.service_accounts import service_account
    from bench.drills.many_payouts import make_payouts
    from refunds.models import Charge
    from refunds.operations.sweep import sweep

    make_payouts(count, "paypal", sent=False)
    for charge in Charge.objects.all():
        paypal.books.captured(charge.payment, (charge.captured + charge.captured).major)
    sweep(act=Act(by=service_account("worker"), at=dt.datetime.now(dt.UTC), why="drill"))


def interrupted(database: DrillPostgres, paypal: PayPalSimulator, count: int, way: str) -> int:
    """Pay, back up in the middle of it, go on, and lose everything since; how much was paid by the backup."""
    with process("manage.py", "procrastinate", "worker", "--queues=payouts", "--concurrency=2") as worker:
        wait_until(paypal, count // 3, worker)
        backup = database.dump() if way == "dump" else database.backup()
        backed_up = len(paypal.books.refunds)
        wait_until(paypal, min(backed_up + count // 3, count), worker)
    time.sleep(2 * TAKES)  # what the killed worker asked for last is still done, and counts as done since the backup
    if way == "dump":
        database.load(backup)
    else:
        database.restore(backup)
    return backed_up


def wait_until(paypal: PayPalSimulator, paid: int, worker: Popen[bytes]) -> None:
    """Return when PayPal has made so many refunds."""
    deadline = time.monotonic() + PATIENCE
    while len(paypal.books.refunds) < paid:
        if worker.poll() is not None or time.monotonic() > deadline:
            raise TimeoutError(f"{len(paypal.books.refunds)} of {paid} refunds, and the worker does no more")
        time.sleep(0.05)


def afterwards(paypal: PayPalSimulator, twin: str) -> dict[str, Any]:
    """Start again on the restored books."""
    from accounts.acts import Act
    from accounts.service_accounts import service_account
    from refunds.models import LedgerEntry
    from refunds.operations.adopt import list_refunds

    worker, now, asked = service_account("worker"), dt.datetime.now(dt.UTC), len(paypal.books.posts)
    if twin:
        do_not_pause()
    try_all(Act(by=worker, at=now, why="drill"))
    sent_at_once = len(paypal.books.posts) - asked
    booked = LedgerEntry.objects.count()
    for hours in range(1, 3):
        paypal.books.now = now + hours * HOURS
        list_refunds(act=Act(by=worker, at=paypal.books.now, why="drill"))
    adopted = LedgerEntry.objects.count() - booked
    still_open = settle_everything(paypal, paypal.books.now)
    found = sums(paypal)
    return {
        "sent_while_waiting": sent_at_once,
        "adopted": adopted,
        "open": still_open,
        **told(found),
        "ok": not sent_at_once and adopted > 0 and not still_open and found.agree(),
    }


def try_all(act: Any) -> None:
    """Every job that the restored queue holds, at once."""
    from refunds.models import Payout
    from refunds.operations.pay import pay

    for payout_id in Payout.objects.due(act.at).order_by("pk").values_list("pk", flat=True):
        pay(payout_id, act=act)


def do_not_pause() -> None:
    """The sabotage: nobody notices that the books are older than they were."""
    from refunds.operations import attempt
    from refunds.operations.executor import stops

    see = stops.seen
    stops.known = lambda *marks: True
    attempt.seen = lambda payout: see(payout)._replace(restored_since=False)


if __name__ == "__main__":
    drilled("restored_backup", drill, TWINS, __doc__, count=30, way=("base", "dump"))
