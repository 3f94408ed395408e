"""10,000 webhooks in random order with copies, and 1,000 forged ones: the books end as after the ordered run.

`python -m bench.drills.webhooks [--seed 1] [--webhooks 10000] [--twin each_alone|unproven]`

One line of JSON; exit code 1 where a promise was broken. The messages go over HTTP to gunicorn as in production, while
workers apply them; `/livez`, which touches nothing, is asked among them and shows what the machine itself takes. A twin
is sabotaged and has to fail: `each_alone` applies every event by itself, as if nothing else were known; `unproven`
believes whoever knocks.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from backoffice.demo.fake_stripe import Books, Delivery, sign
from bench.drills.postgres import DrillPostgres, free_port

ROOT = Path(__file__).parents[2]
SECRET = "whsec_of_the_drill"
FORGED = 0.1
LIMIT_P99 = 300.0
"""Milliseconds."""
SENDERS = 4
LIVES = (
    (60, ["succeeded"]),
    (12, ["pending", "succeeded"]),
    (12, ["pending", "succeeded", "failed"]),
    (8, ["succeeded", "failed"]),
    (5, ["pending", "failed"]),
    (3, ["requires_action", "canceled"]),
)
"""How refunds fare, of a hundred."""


def main() -> None:
    """Run the drill; a line of JSON and an exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--webhooks", type=int, default=10_000)
    parser.add_argument("--twin", choices=["each_alone", "unproven"])
    arguments = parser.parse_args()
    postgres = DrillPostgres(fsync="off", synchronous_commit="off", full_page_writes="off")
    postgres.create()
    try:
        result = drill(postgres, arguments.seed, arguments.webhooks, arguments.twin)
    finally:
        postgres.destroy()
    print(json.dumps(result))
    sys.exit(0 if result["ok"] else 1)


def drill(postgres: DrillPostgres, seed: int, webhooks: int, twin: str | None) -> dict[str, Any]:
    """Make the payouts once, tell their story in order to one copy of the books and shuffled to another; compare."""
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
    from bench.drills.books_of import books, differences, digest, sums

    chance = random.Random(seed)
    events = prepare(webhooks, chance)
    for name in ("ordered", "shuffled"):
        clone(postgres, name)
    use("ordered")
    apply_in_order(events)
    ordered, ordered_sums = books(), sums()
    use("drill")
    sent = shuffled(events, webhooks, chance)
    forged = forgeries(events, int(webhooks * FORGED), chance)
    started = time.perf_counter()
    with serving(postgres, twin) as port:
        answers = send(port, sent, forged, chance)
        wait_until_applied(postgres)
    seconds = time.perf_counter() - started
    use("shuffled")
    after, after_sums = books(), sums()
    differing = differences(ordered, after)
    known = {event["id"] for event in events}
    result = {
        "drill": "webhooks",
        "twin": twin,
        "seed": seed,
        "webhooks": len(sent),
        "distinct": len(events),
        "forged": len(forged),
        "forged_accepted": sum(1 for status, _ms in answers["forged"] if status != 400),
        "not_acknowledged": sum(1 for status, _ms in answers["sent"] if status != 200),
        "stored": stored(),
        "differences": len(differing),
        "books_ordered": digest(ordered),
        "books_shuffled": digest(after),
        "sums": after_sums,
        "acknowledged_ms": percentiles([ms for _status, ms in answers["sent"]]),
        "limit_p99_ms": LIMIT_P99,
        "peer_livez_ms": percentiles([ms for _status, ms in answers["peer"]]),
        "seconds_until_applied": round(seconds, 1),
    }
    result["ok"] = (
        not result["forged_accepted"]
        and not result["not_acknowledged"]
        and result["stored"] == {"events": len(known), "waiting": 0}
        and not differing
        and ordered_sums == after_sums
        and result["acknowledged_ms"]["p99"] < LIMIT_P99
    )
    return result


def prepare(webhooks: int, chance: random.Random) -> list[dict[str, Any]]:
    """Payouts whose first attempt got no answer, and what Stripe tells of their refunds afterwards, in order."""
    import datetime as dt

    from django.core.management import call_command

    from bench.drills.many_payouts import make_payouts
    from refunds.models import Payout

    call_command("migrate", verbosity=0, interactive=False)
    make_payouts(webhooks // 7, "stripe")
    clock = [dt.datetime.now(dt.UTC) - dt.timedelta(days=2)]

    def ticking() -> dt.datetime:
        clock[0] += dt.timedelta(seconds=1)
        return clock[0]

    stripe = Books(ticking)
    moves: list[tuple[str, list[str]]] = []
    for payout in Payout.objects.select_related("charge").order_by("pk"):
        life = list(chance.choices([life for _share, life in LIVES], [share for share, _life in LIVES])[0])
        stripe.charge(payout.amount_minor, "usd", id=payout.charge.provider_payment, refunds_are=life[0])
        metadata = {"refund_key": payout.key, "payout": str(payout.pk)}
        refund = stripe.refund(
            {"charge": payout.charge.provider_payment, "amount": str(payout.amount_minor), "metadata": metadata}
        )
        moves.append((refund["id"], life[1:]))
    live(stripe, moves, chance)
    return stripe.events


def live(stripe: Books, moves: list[tuple[str, list[str]]], chance: random.Random) -> None:
    """Let the refunds come to their ends, and a few charges be disputed."""
    steps = [(id, place) for id, states in moves for place in range(len(states))]
    states_of = dict(moves)
    chance.shuffle(steps)
    reached = dict.fromkeys(states_of, 0)
    for id, _place in steps:
        stripe.move(id, states_of[id][reached[id]], "expired_or_canceled_card")
        reached[id] += 1
    for charge in chance.sample(sorted(stripe.charges), len(stripe.charges) // 30):
        dispute = stripe.dispute(charge)
        stripe.move_dispute(dispute["id"], "under_review")
        stripe.move_dispute(dispute["id"], chance.choice(["won", "lost"]))


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


def apply_in_order(events: list[dict[str, Any]]) -> None:
    """Every event once, each applied before the next one comes: the run to compare with."""
    from django.utils import timezone

    from accounts.acts import Act
    from accounts.service_accounts import service_account
    from refunds.models import ProviderEvent
    from refunds.operations.news import Message, apply_event, take_in

    door, worker = service_account("door", "door:stripe"), service_account("worker")
    for event in events:
        now = timezone.now()
        about = event["data"]["object"]["id"]
        take_in(Message("stripe", event["id"], event["type"], about, json.dumps(event)), act=Act(door, now, "drill"))
        apply_event(ProviderEvent.objects.get(event_id=event["id"]).pk, act=Act(worker, now, "drill"))


def shuffled(events: list[dict[str, Any]], count: int, chance: random.Random) -> list[Delivery]:
    """Every event at least once, copies up to the count, in any order."""
    at = int(time.time()) + 200  # good until the last one is sent, however slow the machine
    bodies = [json.dumps(event).encode() for event in events]
    every = bodies + chance.choices(bodies, k=max(0, count - len(bodies)))
    chance.shuffle(every)
    return [Delivery(body, sign(body, SECRET, at)) for body in every]


def forgeries(events: list[dict[str, Any]], count: int, chance: random.Random) -> list[Delivery]:
    """Messages that say that a refund failed and aren't Stripe's: another secret, an old one, an altered body."""
    now, found = int(time.time()), []
    for number, event in enumerate(chance.choices(events, k=count)):
        body = json.dumps({**event, "id": f"evt_forged_{number}", "type": "refund.failed"}).encode()
        found.append(
            (
                Delivery(body, sign(body, "whsec_guessed", now)),
                Delivery(body, sign(body, SECRET, now - 3600)),
                Delivery(body, sign(json.dumps(event).encode(), SECRET, now)),
                Delivery(body, ""),
            )[number % 4]
        )
    return found


@contextlib.contextmanager
def serving(postgres: DrillPostgres, twin: str | None) -> Iterator[int]:
    """The web server and a worker as in production, on the books of the shuffled run."""
    port = free_port()
    env = {**os.environ, "DATABASE_URL": postgres.url.rsplit("/", 1)[0] + "/shuffled", "DRILL_TWIN": twin or ""}
    web = ["gunicorn", "bench.drills.webhook_twins:application", f"--bind=127.0.0.1:{port}", "--workers=2"]
    web += ["--worker-class=gthread", "--threads=4", "--no-control-socket", "--log-level=error"]
    commands = [["-m", *web], ["-m", "bench.drills.webhook_twins"]]
    processes = [subprocess.Popen([sys.executable, *command], cwd=ROOT, env=env) for command in commands]
    try:
        wait_until_served(port, processes[0])
        yield port
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(30)


def wait_until_served(port: int, process: subprocess.Popen[bytes]) -> None:
    """Return when the web server answers."""
    for _try in range(600):
        with contextlib.suppress(OSError):
            if ask(port, "GET", "/readyz", b"", "")[0] == 200:
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit("the web server did not start")


def ask(port: int, method: str, path: str, body: bytes, signature: str) -> tuple[int, float]:
    """One request on a connection of its own; its status, and how many milliseconds until it was there."""
    started = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, body, {"Content-Type": "application/json", "Stripe-Signature": signature})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, (time.perf_counter() - started) * 1000


def send(port: int, sent: list[Delivery], forged: list[Delivery], chance: random.Random) -> dict[str, list[Any]]:
    """Knock with all of them, the forged ones among the others, and now and then with the peer to compare with."""
    every = [("sent", one) for one in sent] + [("forged", one) for one in forged]
    every += [("peer", Delivery(b"", ""))] * (len(sent) // 10)
    chance.shuffle(every)
    answers: dict[str, list[Any]] = {"sent": [], "forged": [], "peer": []}

    def knock(kind: str, one: Delivery) -> tuple[str, tuple[int, float]]:
        if kind == "peer":
            return kind, ask(port, "GET", "/livez", b"", "")
        return kind, ask(port, "POST", "/webhooks/stripe/", one.body, one.signature)

    with ThreadPoolExecutor(SENDERS) as threads:
        for kind, answer in threads.map(lambda pair: knock(*pair), every):
            answers[kind].append(answer)
    return answers


def wait_until_applied(postgres: DrillPostgres) -> None:
    """Return when no event is waiting for its worker any more."""
    use("shuffled")
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


def percentiles(values: list[float]) -> dict[str, float]:
    """The median, the 99th of a hundred and the greatest."""
    ranked = sorted(values)
    at = {"p50": len(ranked) // 2, "p99": int(len(ranked) * 0.99), "max": len(ranked) - 1}
    return {name: round(ranked[min(place, len(ranked) - 1)], 1) for name, place in at.items()}


if __name__ == "__main__":
    main()
