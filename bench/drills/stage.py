"""The stage of a drill: its own PostgreSQL, PayPal's simulator, the product's settings, and cases that wait."""

from __future__ import annotations

import datetime as dt
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.core.management import call_command

from bench.drills.postgres import DrillPostgres
from tests.refunds.providers.paypal_simulator import Faults, PayPalSimulator
from tests.refunds.providers.paypal_simulator.server import CLIENT, SECRET

if TYPE_CHECKING:
    from refunds.management.demo_data.stories import Diary

ROOT = Path(__file__).parents[2]
HOURS_AGO = dt.timedelta(hours=3)


@contextmanager
def staged(seed: int, *, faults: float, **postgres: str) -> Iterator[tuple[DrillPostgres, PayPalSimulator]]:
    """An empty back office that pays through PayPal. faults: the share of PayPal's calls that go wrong."""
    database, paypal = DrillPostgres(**postgres), PayPalSimulator(dt.datetime.now(dt.UTC))
    paypal.faults = Faults(seed=seed, share=faults)
    try:
        database.create()
        set_up(database, paypal)
        yield database, paypal
    finally:
        hang_up()
        paypal.close()
        database.destroy()


def set_up(database: DrillPostgres, paypal: PayPalSimulator) -> None:
    """Django on this stage, for us and for the processes that we start."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="backoffice.settings.development",
        DEBUG="false",
        LOG_LEVEL="CRITICAL",
        DATABASE_URL=database.url,
        PAYPAL_API_BASE=paypal.url,
        PAYPAL_CLIENT_ID=CLIENT,
        PAYPAL_SECRET=SECRET,
    )
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def hang_up() -> None:
    """Give back the connections of this process."""
    from django.db import connections

    connections.close_all()
    if close := getattr(connections["default"], "close_pool", None):
        close()


class Cases:
    """Cases about captured PayPal payments; by a seed, so that a run can be repeated."""

    def __init__(self, seed: int, paypal: PayPalSimulator) -> None:
        from accounts.service_accounts import service_account
        from refunds.management.demo_data.people import make_staff

        self.seed, self.paypal, self.now = seed, paypal, dt.datetime.now(dt.UTC)
        self.staff, self.door, self.worker = make_staff(), service_account("door"), service_account("worker")

    def document(self, number: int) -> dict:
        """A claim that the policy grants, about a payment that PayPal holds."""
        from refunds.management.demo_data.pieces import Draft
        from refunds.management.demo_data.service_dossiers import defect_confirmed

        draft = Draft(number, random.Random(f"{self.seed} {number}"), self.now - HOURS_AGO)
        document = defect_confirmed(draft)
        charge = document["facts"]["charges"][0]
        charge.update(method="paypal", provider="paypal", provider_payment=f"CAPTURE-{number}")
        self.paypal.books.captured(charge["provider_payment"], charge["amount"], charge["currency"])
        return {**document, "id": f"DRILL-{number}"}

    def waiting(self, number: int) -> int:
        """The case of a claim, prepared and waiting for its second person."""
        from accounts.acts import Act
        from refunds.management.demo_data.stories import proposed
        from refunds.operations.receive import receive

        document = self.document(number)
        act = Act(by=self.door, at=self.now - HOURS_AGO, why="drill")
        case = receive(document, door="drill", door_reference=document["id"], act=act)
        proposed(self._diary(case.pk))
        return case.pk

    def approved(self, number: int) -> int:
        """The case of a claim, approved: its payout is reserved and its job is queued."""
        from refunds.operations.approve import approve

        case = self.waiting(number)
        approve(case, act=self._diary(case).act("sofia", "agreed", minutes=100))
        return case

    def _diary(self, case: int) -> Diary:
        from refunds.management.demo_data.stories import Diary

        return Diary(case, self.staff, self.worker, self.now - HOURS_AGO, self.now)


@contextmanager
def process(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    """A Python process of ours, killed at the end."""
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = subprocess.Popen([sys.executable, *command], cwd=ROOT, **quiet)
    try:
        yield started
    finally:
        started.kill()
        started.wait()
