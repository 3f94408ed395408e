"""The web server and the worker of the webhook drill as processes, and whoever knocks at them."""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from backoffice.demo.fake_stripe import Delivery
from bench.drills.postgres import DrillPostgres, free_port

ROOT = Path(__file__).parents[2]
SENDERS = 4
Answers = dict[str, list[tuple[int, float]]]
"""By the kind of message the statuses that came back, and after how many milliseconds."""


@contextlib.contextmanager
def serving(postgres: DrillPostgres, twin: str) -> Iterator[int]:
    """The web server and a worker as in production, on the books of the shuffled run."""
    port = free_port()
    env = {**os.environ, "DATABASE_URL": postgres.url.rsplit("/", 1)[0] + "/shuffled", "DRILL_TWIN": twin}
    web = ["gunicorn", "bench.drills.webhook_twins:application", f"--bind=127.0.0.1:{port}", "--workers=2"]
    web += ["--worker-class=gthread", "--threads=4", "--no-control-socket", "--log-level=error"]
    commands = [["-m", *web], ["-m", "bench.drills.webhook_twins"]]
    processes = [subprocess.Popen([sys.executable, *command], cwd=ROOT, env=env) for command in commands]
    try:
        wait_until_served(port, processes[0])
        for _each_thread in range(16):  # the first request of a process loads the pages; that isn't measured
            ask(port, "GET", "/webhooks/stripe/", b"", "")
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


def send(port: int, sent: list[Delivery], forged: list[Delivery], chance: random.Random) -> Answers:
    """Knock with all of them, the forged ones among the others, and now and then with the peer to compare with."""
    every = [("sent", one) for one in sent] + [("forged", one) for one in forged]
    every += [("peer", Delivery(b"", ""))] * (len(sent) // 10)
    chance.shuffle(every)
    answers: Answers = {"sent": [], "forged": [], "peer": []}

    def knock(kind: str, one: Delivery) -> tuple[str, tuple[int, float]]:
        if kind == "peer":
            return kind, ask(port, "GET", "/livez", b"", "")
        return kind, ask(port, "POST", "/webhooks/stripe/", one.body, one.signature)

    with ThreadPoolExecutor(SENDERS) as threads:
        for kind, answer in threads.map(lambda pair: knock(*pair), every):
            answers[kind].append(answer)
    return answers


def percentiles(values: list[float]) -> dict[str, float]:
    """The median, the 99th of a hundred and the greatest."""
    ranked = sorted(values)
    at = {"p50": len(ranked) // 2, "p99": int(len(ranked) * 0.99), "max": len(ranked) - 1}
    return {name: round(ranked[min(place, len(ranked) - 1)], 1) for name, place in at.items()}
