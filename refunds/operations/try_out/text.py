"""The result of a try-out as lines to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from refunds.models.vocabulary import Recommendation

SHOWN = 50
"""Changed cases that are written out; the result holds more of them."""

Json = dict[str, Any]


def told(result: Json) -> Iterator[str]:
    """The result line by line: what changes, money, clauses, the changed cases, and what could not be evaluated."""
    yield _("%(policy)s: version %(version)s compared with %(against)s") % result
    yield _("%(cases)s cases judged by both, %(changed)s of them differently.") % result
    if result["own_version"]:
        yield (
            _("%s more are judged by a version of their own, which this one does not replace.") % result["own_version"]
        )
    yield from _recommendations(result["recommendations"])
    yield from _money(result["money"])
    yield from _clauses(result["clauses"])
    yield from _changed(result)
    yield from _not_evaluated(result["not_evaluated"])


def _recommendations(moves: list[Json]) -> Iterator[str]:
    yield from ("", _("Recommendations"))
    for move in moves:
        before, after = (Recommendation(move[when]).label for when in ("before", "after"))
        change = before if before == after else f"{before} → {after}"
        yield f"  {move['cases']:>9}  {change}"


def _money(sums: list[Json]) -> Iterator[str]:
    if sums:
        yield from ("", _("Money"))
    for row in sums:
        yield f"  {row['currency']}  {row['before']} → {row['after']}"


def _clauses(hits: list[Json]) -> Iterator[str]:
    changed = [row for row in hits if row["before"] != row["after"]]
    if changed:
        yield from ("", _("Clauses that apply in more or fewer cases"))
    for row in changed:
        yield f"  {row['clause']:<10}  {row['before']} → {row['after']}"


def _changed(result: Json) -> Iterator[str]:
    if result["changed"]:
        yield from ("", _("Cases judged differently"))
    for row in result["changed_cases"][:SHOWN]:
        yield f"  {row['case']}  {_verdict(row['before'])} → {_verdict(row['after'])}"
    if result["changed"] > SHOWN:
        yield "  " + _("… and %s more") % (result["changed"] - SHOWN)


def _verdict(outcome: Json) -> str:
    amounts = [f"{amount} {currency}" for currency, amount in outcome["amounts"].items()]
    cited = ", ".join((*outcome["grounds"], *outcome["bars"], *outcome["missing"]))
    words = [str(Recommendation(outcome["recommendation"]).label), *amounts, *([f"({cited})"] if cited else [])]
    return " ".join(words)


def _not_evaluated(left_out: Json) -> Iterator[str]:
    if left_out["cases"]:
        yield from ("", _("%(cases)s cases could not be evaluated, %(broken)s of them only by this version") % left_out)
    for reason in left_out["reasons"]:
        yield f"  {reason['cases']:>9}  {reason['why']}"
