"""How long one evaluation takes, with everything that explains it.

    python -m bench.evaluation

Limits: under 1 ms for the largest public dossier, under 300 µs for a typical one. The peer of each is the same
arithmetic written by hand. Medians are held to the limits; the fastest rounds beside them are what the machine could do
when it did nothing else. `unit_us` is what 10,000 multiplications take here at that moment (about 600 µs on an idle
core of a server of 2023): on a machine that does other work at the same time it says how much slower everything is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

from bench.by_hand import Answer, of_draws, of_unused_part, prepared
from bench.dossiers import Json, documents, size
from refunds.policies import Evaluation, evaluate, read

ROUNDS = 400
LIMITS = {"largest": 1_000, "typical": 300}


def main() -> None:
    """Measure and print."""
    by_size = sorted(documents(), key=size)
    report("largest", by_size[-1], of_draws)
    report("typical", next(one for one in by_size if one["id"] == "SV-044"), of_unused_part)
    every_dossier(by_size)


def report(name: str, document: Json, by_hand: Callable[[Json], Answer]) -> None:
    """One dossier beside its peer, which has to come to the same money and the same dates."""
    dossier, values = read(document), prepared(document)
    same(evaluate(dossier), by_hand(values))
    (ours, theirs, unit), fastest = in_turn(lambda: evaluate(dossier), lambda: by_hand(values), multiplications)
    told = {"benchmark": f"evaluation.{name}", "dossier": document["id"], "bytes": size(document)}
    limit = LIMITS[name]
    print(
        json.dumps(
            {
                **told,
                "median_us": round(ours, 1),
                "fastest_us": round(fastest[0], 1),
                "by_hand_us": round(theirs, 1),
                "ratio": round(ours / theirs, 1),
                "limit_us": limit,
                "within": ours < limit,
                "unit_us": round(unit, 1),
            }
        )
    )


def every_dossier(rows: list[Json]) -> None:
    """The median over all public dossiers, and the slowest of them."""
    times, least = {}, {}
    for document in rows:
        dossier = read(document)
        (median_us,), (least_us,) = in_turn(lambda dossier=dossier: evaluate(dossier), rounds=40)  # type: ignore[misc]
        times[document["id"]], least[document["id"]] = median_us, least_us
    slowest = max(times, key=lambda name: times[name])
    typical = median(times.values())
    print(
        json.dumps(
            {
                "benchmark": "evaluation.all",
                "dossiers": len(times),
                "median_us": round(typical, 1),
                "median_of_fastest_us": round(median(least.values()), 1),
                "slowest": slowest,
                "slowest_us": round(times[slowest], 1),
                "slowest_of_fastest_us": round(max(least.values()), 1),
                "limit_us": LIMITS["typical"],
                "within": typical < LIMITS["typical"] and times[slowest] < LIMITS["largest"],
            }
        )
    )


def in_turn(*functions: Callable[[], Any], rounds: int = ROUNDS) -> tuple[list[float], list[float]]:
    """The median and the least time of each in microseconds, called in turn so that all meet the same moments."""
    times: list[list[float]] = [[] for _ in functions]
    for _ in range(rounds):
        for function, taken in zip(functions, times, strict=True):
            begun = perf_counter()
            function()
            taken.append(perf_counter() - begun)
    return [median(taken) * 1_000_000 for taken in times], [min(taken) * 1_000_000 for taken in times]


def multiplications() -> int:
    """A piece of work that never changes."""
    return sum(n * n for n in range(10_000))


def same(ours: Evaluation, theirs: Answer) -> None:
    """The peer is a peer only as long as it answers the same."""
    money = {payout.charge_id: payout.amount.minor for payout in ours.payouts}
    if (ours.recommendation, money, dict(ours.deadlines)) != theirs:
        raise AssertionError(f"{ours.id}: the peer answers {theirs}, not {ours.as_document()}")


if __name__ == "__main__":
    main()
