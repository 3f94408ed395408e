"""What a worked case expects of an evaluation, and how an evaluation differs from it."""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from refunds.calendars import UTC8

DATA = Path(__file__).resolve().parents[2] / "data"

WORKED = (
    "scenarios.jsonl",
    "own_scenarios.jsonl",
    "own_scenarios_302.jsonl",
    "own_scenarios_named.jsonl",
    "own_scenarios_boundaries.jsonl",
)
"""The files of all worked cases: those published, and ours."""

# Clock times that decide: elsewhere a deadline is right when it falls on the right day in UTC+8.
TO_THE_SECOND = ("application_by", "reapply_by")


def scenarios(policy: str, *files: str) -> list[dict[str, Any]]:
    """The worked cases of a policy in files of tests/data, one JSON object a line."""
    rows = [json.loads(line) for file in files for line in (DATA / file).read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["policy"] == policy]


def name(scenario: dict[str, Any]) -> str:
    return f"{scenario['id']} {scenario['title']}"


def differences(scenario: dict[str, Any], evaluation: dict[str, Any]) -> list[str]:
    """How an evaluation differs from what the case expects, one sentence each; none when it is right.

    The reading picked is asked for; where a case allows others they do not count here.
    """
    expected, cited = scenario["expected"], {*evaluation["grounds"], *evaluation["bars"]}
    found = [
        f"{field} is {evaluation[field]!r}, not {expected[field]!r}"
        for field in ("recommendation", "payout_method")
        if field in expected and evaluation[field] != expected[field]
    ]
    if _money(evaluation["amount"]) != _money(expected["amount"]):
        found.append(f"amount is {evaluation['amount']}, not {expected['amount']}")
    if expected["amount"] is not None and evaluation["currency"] != expected["currency"]:
        found.append(f"currency is {evaluation['currency']}, not {expected['currency']}")
    for kind in ("grounds", "bars"):
        found += [f"{kind} lack {clause}" for clause in expected[kind] if clause not in evaluation[kind]]
    found += [f"cites {clause}, which does not apply" for clause in expected.get("not_applied", ()) if clause in cited]
    if set(evaluation["missing"]) != set(expected["missing"]):
        found.append(f"missing is {evaluation['missing']}, not {expected['missing']}")
    if "payouts" in expected and _paid(evaluation["payouts"]) != _paid(expected["payouts"]):
        found.append(f"payouts are {evaluation['payouts']}, not {expected['payouts']}")
    return found + _late(expected["deadlines"], evaluation["deadlines"])


def _late(expected: dict[str, str | None], given: dict[str, str | None]) -> list[str]:
    return [
        f"deadline {deadline} is {given.get(deadline)}, not {at}"
        for deadline, at in expected.items()
        if _at(deadline, given.get(deadline)) != _at(deadline, at)
    ]


def _at(deadline: str, instant: str | None) -> object:
    read = None if instant is None else datetime.fromisoformat(instant).astimezone(UTC8)
    return read if read is None or deadline.startswith(TO_THE_SECOND) else read.date()


def _money(amount: str | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)


def _paid(payouts: list[dict[str, str]]) -> list[tuple[str, Decimal | None, str]]:
    return sorted((payout["charge_id"], _money(payout["amount"]), payout["currency"]) for payout in payouts)
