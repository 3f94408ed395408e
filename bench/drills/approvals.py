"""1,000 rounds in which eight people at one instant ask for parts of one charge, by the page, by the API and in bulk.

Each round has its own charge of 100.00 USD and eight cases that each wait for 40.00 of it: two are granted, never more
than was captured, and nobody gets an error page. One line of JSON. The twin "no_lock" goes without the lock of the
charge and without the sums of the database, and has to fail.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

from bench.drills.desk import MARKER
from bench.drills.line import drilled
from bench.drills.postgres import DrillPostgres
from bench.drills.stage import hang_up

TWINS = ("no_lock",)
THREADS = 8
HELD, ASKED = 100_00, 40_00
Send = Callable[[Any, int, int], int]


def drill(seed: int, count: int, twin: str) -> dict[str, Any]:
    """Run it; what is printed. count: rounds."""
    postgres = DrillPostgres(fsync="off", synchronous_commit="off", full_page_writes="off")
    postgres.create()
    try:
        set_up(postgres)
        from bench.drills.rounds_of_approvals import make_rounds

        rounds = make_rounds(count, THREADS, ASKED)
        if twin:
            no_lock()
        answers = play(rounds, seed)
        found = compare(len(rounds))
    finally:
        hang_up()
        postgres.destroy()
    errors = sum(times for status, times in answers.items() if status >= 500)
    ok = not errors and not found["above_captured"] and found["granted"] == 2 * len(rounds)
    return {
        "rounds": len(rounds),
        "threads": THREADS,
        "answers": {str(k): v for k, v in sorted(answers.items())},
        **found,
        "errors": errors,
        "ok": ok,
    }


def set_up(postgres: DrillPostgres) -> None:
    """Django on the drill's books."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="backoffice.settings.development",
        DATABASE_URL=postgres.url,
        DATABASE_POOL_SIZE=str(THREADS + 4),
        LOG_LEVEL="CRITICAL",
        DEBUG="false",
    )
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def play(rounds: list[list[tuple[int, str, int]]], seed: int) -> Counter[int]:
    """Eight people, each signed in once, who meet before each of their requests; the answers by their status."""
    from bench.drills.rounds_of_approvals import approvers

    meet, answers = Barrier(THREADS), Counter[int]()
    people = approvers(THREADS)
    doors = [DOORS[(seed + place) % len(DOORS)] for place in range(THREADS)]

    def person(place: int) -> None:
        browser, send = people[place], doors[place]
        for cases in rounds:
            with suppress(BrokenBarrierError):
                meet.wait(timeout=60)
            answers[send(browser, *cases[place])] += 1
        hang_up()

    threads = [Thread(target=person, args=[place]) for place in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def by_the_page(browser: Any, case: int, _number: str, _decision: int) -> int:
    """The form of the step, opened and sent."""
    address = f"/admin/refunds/refundcase/{case}/steps/approve/"
    page = browser.get(address)
    marker = MARKER.search(page.content.decode())
    if marker is None:
        return int(page.status_code)  # the step is off by then, and the page says why
    return int(browser.post(address, {"marker": marker[1].replace("&#x27;", "'"), "why": ""}).status_code)


def by_the_api(browser: Any, _case: int, number: str, decision: int) -> int:
    """The same by a program."""
    body = {"decision": decision}
    return int(browser.post(f"/api/v1/cases/{number}/approval", body, content_type="application/json").status_code)


def in_bulk(browser: Any, case: int, _number: str, decision: int) -> int:
    """Ticked in the list of what waits."""
    sent = browser.post("/admin/refunds/refundcase/approvals/", {"approve": [f"{case}-{decision}"]})
    return int(sent.status_code)


DOORS = (by_the_page, by_the_api, in_bulk)


def compare(rounds: int) -> dict[str, Any]:
    """What was granted of each charge, counted payout by payout, against what was captured."""
    from django.db.models import Count, Sum

    from refunds.models import Charge, Payout

    granted = dict(Payout.objects.values_list("charge_id").annotate(sum=Sum("amount_minor")))
    captured = dict(Charge.objects.values_list("pk", "captured_minor"))
    return {
        "granted": Payout.objects.aggregate(n=Count("pk"))["n"],
        "approved": sum(granted.values()),
        "captured": sum(captured.values()),
        "above_captured": sum(1 for charge, sum_ in granted.items() if sum_ > captured[charge]),
    }


def no_lock() -> None:
    """The sabotage: the charge is read by all before anybody writes, and the database keeps no sums."""
    from django.db import connection

    from refunds.models import Charge
    from refunds.operations import approve as approving

    everybody_read = Barrier(THREADS)

    def read_only(pks: Any) -> dict[int, Any]:
        charges = {charge.pk: charge for charge in Charge.objects.filter(pk__in=pks)}
        with suppress(BrokenBarrierError):
            everybody_read.wait(timeout=5)
        return charges

    approving.lock_charges = read_only  # type: ignore[assignment]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE refunds_payout DISABLE TRIGGER write_sums")


if __name__ == "__main__":
    drilled("approvals", drill, TWINS, __doc__, count=1000)
