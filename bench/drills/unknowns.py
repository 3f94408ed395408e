"""Unknown payouts over seven days of a moved clock: each ends with proof or as a task for two people.

The provider errs on most calls, keeps silent about some payouts for good, and forgets keys after 25 hours or 46 days.
Nothing is sent a second time before it was looked up, and nothing is paid twice. The twin "no_look_up" sends again
without looking.
"""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

from bench.drills.line import drilled
from bench.drills.postgres import DrillPostgres
from bench.drills.stage import hang_up
from bench.drills.stormy_provider import StormyProvider
from refunds.providers.base import Instruction, Receipt, Unreachable

TWINS = ("no_look_up",)
FORGETS = {"day": dt.timedelta(hours=25), "46_days": dt.timedelta(days=46)}
PROMISES = {"day": dt.timedelta(hours=24), "46_days": dt.timedelta(days=45)}
"""How long the provider remembers keys, and how long it says that it does."""
DAYS = 7


class Forgetful(StormyProvider):
    """Remembers a key for some time of the moved clock. One payment of five it never speaks of again."""

    name = "stormy"

    def __init__(self, url: str, seed: int, keys: str) -> None:
        super().__init__(url, seed, rate=60, delay=0)
        self.keys_last, self.forgets = PROMISES[keys], FORGETS[keys]
        self.now = dt.datetime.now(dt.UTC)
        self.paid: dict[str, tuple[dt.datetime, Receipt]] = {}

    def send(self, instruction: Instruction) -> Receipt:
        """As the storm does; a key that is remembered gets its first answer again."""
        if instruction.key in self.paid and self.now < self.paid[instruction.key][0] + self.forgets:
            self._heard(instruction.key, "send")
            return self.paid[instruction.key][1]
        before = len(self.transfers_of(instruction.key))
        try:
            return super().send(instruction)
        finally:
            if len(found := self.transfers_of(instruction.key)) > before:
                self.paid[instruction.key] = (self.now, Receipt.paid(f"T-{found[-1]}"))

    def look_up(self, instruction: Instruction) -> Receipt | None:
        """What became of it, but for the payments it is silent about."""
        if self._draw(f"silent {instruction.payment}") % 5 == 0:
            self._heard(instruction.key, "look")
            raise Unreachable("silence")
        return super().look_up(instruction)

    def transfers_of(self, key: str) -> list[int]:
        """The numbers of what was paid under a key."""
        return [number for (number,) in self._run("SELECT id FROM transfer WHERE key = %s ORDER BY id", key).fetchall()]


def drill(seed: int, count: int, twin: str, keys: str) -> dict[str, Any]:
    """Run it; what is printed."""
    postgres = DrillPostgres(fsync="off", synchronous_commit="off", full_page_writes="off")
    postgres.create()
    try:
        provider = set_up(postgres, seed, count, keys)
        if twin:
            do_not_look()
        wait_for_days(provider)
        found = compare(provider)
    finally:
        hang_up()
        postgres.destroy()
    bad = found["double"] + found["left_alone"] + found["sent_before_looking"] + found["said_without_proof"]
    return {**found, "ok": not bad}


def set_up(postgres: DrillPostgres, seed: int, count: int, keys: str) -> Forgetful:
    """Approved payouts, and the provider."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="backoffice.settings.development",
        DATABASE_URL=postgres.url,
        LOG_LEVEL="CRITICAL",
        DEBUG="false",
        PAYOUT_RETRIES_PER_MINUTE="1000000",
        PAYOUT_BREAKER_FAILURES="1000000",
    )
    import django

    django.setup()
    from django.core.management import call_command

    from accounts.service_accounts import service_account
    from backoffice.embedded_postgres.programs import run
    from bench.drills.many_payouts import make_payouts
    from refunds.operations import cashier

    run("createdb", "-h", "127.0.0.1", "-p", str(postgres.port), "-U", "drill", "outside")
    provider = Forgetful(postgres.url.rsplit("/", 1)[0] + "/outside", seed, keys)
    provider.prepare()
    cashier.MAKERS["stormy"] = lambda: provider
    call_command("migrate", verbosity=0, interactive=False)
    service_account("worker")
    make_payouts(count, "stormy", sent=False)
    return provider


def wait_for_days(provider: Forgetful) -> None:
    """Let the clock go on by half an hour at a time, and pay what is due."""
    from accounts.acts import Act
    from accounts.models import StaffMember
    from refunds.models import Payout
    from refunds.operations.pay import pay

    worker, start = StaffMember.objects.get(username="worker"), provider.now
    for step in range(DAYS * 48 + 1):
        provider.now = start + step * dt.timedelta(minutes=30)
        for payout_id in list(Payout.objects.due(provider.now).values_list("pk", flat=True)):
            pay(payout_id, act=Act(by=worker, at=provider.now, why="drill"))


def compare(provider: Forgetful) -> dict[str, Any]:
    """How they ended, against what the provider knows."""
    from refunds.models import Payout, PayoutStatus

    paid = Counter(payment for _key, payment, _amount in provider.transfers())
    payouts = list(Payout.objects.select_related("charge"))
    ended = [payout for payout in payouts if payout.status == PayoutStatus.SUCCEEDED]
    tasks = [payout for payout in payouts if payout.task_since is not None and payout.status != PayoutStatus.SUCCEEDED]
    heard = [provider.calls(payout.key) for payout in payouts]
    return {
        "paid": len(ended),
        "tasks": len(tasks),
        "left_alone": len(payouts) - len(ended) - len(tasks),
        "double": sum(1 for times in paid.values() if times > 1),
        "said_without_proof": sum(1 for payout in ended if not paid[payout.charge.payment]),
        "sent_before_looking": sum(1 for calls in heard for pair in pairwise(calls) if pair == ("send", "send")),
        "calls": sum(len(calls) for calls in heard),
    }


def do_not_look() -> None:
    """The sabotage: what has no answer is sent again."""
    from refunds.operations import pay

    claims = pay.claim

    def careless(payout_id: int, act: Any) -> Any:
        attempt = claims(payout_id, act)
        return attempt and replace(attempt, look_first=False, may_send=True)

    pay.claim = careless


if __name__ == "__main__":
    drilled("unknowns", drill, TWINS, __doc__, count=2000, keys=tuple(FORGETS))
