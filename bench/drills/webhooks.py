"""10,000 webhooks in random order with copies, and 1,000 forged ones: the books end as after the ordered run.

`python -m bench.drills.webhooks [--seed 1] [--webhooks 10000] [--twin each_alone|unproven]`

One line of JSON; exit code 1 where a promise was broken. The messages go over HTTP to gunicorn as in production, while
workers apply them; `/livez`, which touches nothing, is asked among them and shows what the machine itself takes. A twin
is sabotaged and has to fail: `each_alone` applies every event by itself, as if nothing else were known; `unproven`
believes whoever knocks.
"""

from __future__ import annotations

import os
import random
import time
from typing import Any

from bench.drills.line import drilled
from bench.drills.postgres import DrillPostgres
from bench.drills.webhook_server import Answers, percentiles, send, serving
from bench.drills.webhook_story import SECRET, apply_in_order, forgeries, prepare, shuffled

FORGED = 0.1
LIMIT_P99 = 300.0
"""Milliseconds."""


TWINS = ("each_alone", "unproven")


def drill(seed: int, count: int, twin: str) -> dict[str, Any]:
    """Send so many webhooks to a PostgreSQL of its own, which has them on disk before they are acknowledged."""
    postgres = DrillPostgres()
    postgres.create()
    try:
        return told_twice(postgres, seed, count, twin)
    finally:
        postgres.destroy()


def told_twice(postgres: DrillPostgres, seed: int, webhooks: int, twin: str) -> dict[str, Any]:
    """Make the payouts once, tell their story in order to one copy of the books and shuffled to another; compare."""
    set_django_up(postgres)
    from bench.drills.books_of import books, sums

    chance = random.Random(seed)
    events = prepare(webhooks, chance)
    for name in ("ordered", "shuffled"):
        clone(postgres, name)
    use("ordered")
    apply_in_order(events)
    ordered = {"books": books(), "sums": sums()}
    sent, forged = shuffled(events, webhooks, chance), forgeries(events, int(webhooks * FORGED), chance)
    started = time.perf_counter()
    with serving(postgres, twin) as port:
        answers = send(port, sent, forged, chance)
        use("shuffled")
        wait_until_applied()
    seconds = round(time.perf_counter() - started, 1)
    after = {"books": books(), "sums": sums()}
    said = {"webhooks": len(sent), "forged": len(forged)}
    return {**said, **verdict(events, ordered, after, answers), "seconds_until_applied": seconds}


def set_django_up(postgres: DrillPostgres) -> None:
    """Our settings, as in the demo, on the drill's own PostgreSQL."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="backoffice.settings.development",
        DATABASE_URL=postgres.url,
        DATABASE_POOL_SIZE="6",
        STRIPE_API_KEY="sk_test_of_the_drill",  # nothing is called: the first attempt is over
        STRIPE_WEBHOOK_SECRET=SECRET,
        LOG_LEVEL="ERROR",
        DEBUG="false",
    )
    import django

    django.setup()


def verdict(events: list[Any], ordered: dict[str, Any], after: dict[str, Any], answers: Answers) -> dict[str, Any]:
    """What the runs came to, and whether every promise was kept."""
    from bench.drills.books_of import differences, digest

    result = {
        "distinct": len(events),
        "forged_accepted": sum(1 for status, _ms in answers["forged"] if status != 400),
        "not_acknowledged": sum(1 for status, _ms in answers["sent"] if status != 200),
        "stored": stored(),
        "differences": len(differences(ordered["books"], after["books"])),
        "books_ordered": digest(ordered["books"]),
        "books_shuffled": digest(after["books"]),
        "sums_ordered": ordered["sums"],
        "sums": after["sums"],
        "acknowledged_ms": percentiles([ms for _status, ms in answers["sent"]]),
        "limit_p99_ms": LIMIT_P99,
        "peer_livez_ms": percentiles([ms for _status, ms in answers["peer"]]),
    }
    kept = (
        not any(result[broken] for broken in ("forged_accepted", "not_acknowledged", "differences"))
        and result["stored"] == {"events": len(events), "waiting": 0}
        and ordered["sums"] == after["sums"]
        and result["acknowledged_ms"]["p99"] < LIMIT_P99
    )
    return {**result, "ok": kept}


def clone(postgres: DrillPostgres, name: str) -> None:
    """A copy of the books as they were prepared."""
    from django.db import connection

    from backoffice.embedded_postgres.programs import run

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    run("createdb", "-h", "127.0.0.1", "-p", str(postgres.port), "-U", "drill", "--template=drill", name)


def use(name: str) -> None:
    """Look into other books from now on."""
    from django.db import connection

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    connection.settings_dict["NAME"] = name


def wait_until_applied() -> None:
    """Return when no event is waiting for its worker any more, or nothing has moved for two minutes."""
    before, quiet = -1, 0
    while (waiting := stored()["waiting"]) and quiet < 240:
        quiet = quiet + 1 if waiting == before else 0
        before = waiting
        time.sleep(0.5)


def stored() -> dict[str, int]:
    """How many events there are, and how many of them were not applied or set aside."""
    from refunds.models import EventStatus, ProviderEvent

    done = (EventStatus.APPLIED, EventStatus.SET_ASIDE)
    return {
        "events": ProviderEvent.objects.count(),
        "waiting": ProviderEvent.objects.exclude(status__in=done).count(),
    }


if __name__ == "__main__":
    drilled("webhooks", drill, TWINS, __doc__, count=10_000)
