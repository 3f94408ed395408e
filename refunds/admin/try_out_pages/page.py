"""The page of a try-out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from django.http import HttpRequest

from refunds.admin.lists.page_number import page_number
from refunds.admin.record import policy_words, words
from refunds.admin.try_out_pages.flow import flow
from refunds.admin.try_out_pages.problem import problem_of_case
from refunds.admin.version_pages.page import tried
from refunds.admin.version_pages.sides import Side
from refunds.admin.version_pages.words import title as clause_title
from refunds.models import RefundCase, TryOut
from refunds.models.vocabulary import Recommendation
from refunds.money import Money
from refunds.operations.policy_versions import replaced_by
from refunds.policies import POLICIES

CASES_A_PAGE = 50
Json = dict[str, Any]


class Outcome(NamedTuple):
    """One verdict in short."""

    recommendation: str
    label: Any
    amounts: list[str]
    cited: list[str]


class ChangedRow(NamedTuple):
    """A case with both verdicts; `case` is None where there is no such case any more."""

    number: str
    case: RefundCase | None
    before: Outcome
    after: Outcome


class Sum(NamedTuple):
    """Before and after of one currency or one clause. sign: more, less or same."""

    name: str
    title: str
    before: str
    after: str
    difference: str
    sign: str


def try_out_page(request: HttpRequest, row: TryOut) -> Json:
    """How far it is, and what it found."""
    here = tried(row, row.version, replaced_by(row.version))
    context = {
        "try_out": row,
        "version": row.version,
        "against": Side(POLICIES[row.version.policy], row.against),
        "stale": here.stale,
        "problem": here.problem,
        "waits": here.is_under_way,
    }
    return {**context, **(found(request, row.version.policy, row.result) if row.result else {})}


def found(request: HttpRequest, policy: str, result: Json) -> Json:
    """The result of a finished one."""
    page, asked = page_number(request), (request.GET.get("before", ""), request.GET.get("after", ""))
    listed = [one for one in result["changed_cases"] if goes(one, *asked)]
    start = (page - 1) * CASES_A_PAGE
    left_out = result["not_evaluated"]
    clauses = [clause(policy, one) for one in result["clauses"]]
    return {
        "result": result,
        "flow": flow(result["recommendations"]),
        "moves": [
            (move["before"], label(move["before"]), move["after"], label(move["after"]), move["cases"])
            for move in sorted(result["recommendations"], key=lambda move: move["before"] == move["after"])
        ],
        "money": [currency(one) for one in result["money"]],
        "clauses_changed": [one for one in clauses if one.sign != "same"],
        "clauses_same": [one for one in clauses if one.sign == "same"],
        "rows": rows(listed[start : start + CASES_A_PAGE]),
        "shown": len(listed),
        "asked": [label(value) for value in asked] if all(asked) else [],
        "asked_query": f"&before={asked[0]}&after={asked[1]}" if all(asked) else "",
        "unlisted": result["changed"] - len(result["changed_cases"]),
        "newer": page - 1,
        "older": page + 1 if len(listed) > start + CASES_A_PAGE else 0,
        "left_out": left_out,
        "reasons": [(reason["cases"], problem_of_case(reason["why"])) for reason in left_out["reasons"]],
        "left_out_cases": left_out_cases(left_out["listed"][:CASES_A_PAGE]),
    }


def left_out_cases(listed: list[Json]) -> list[tuple[str, RefundCase | None, str]]:
    """Cases that could not be evaluated: number, row, and why."""
    cases = by_number(one["case"] for one in listed)
    return [(one["case"], cases.get(one["case"]), problem_of_case(one["why"]).said) for one in listed]


def goes(one: Json, before: str, after: str) -> bool:
    """Whether a changed case is of the way that is asked for; of any where none is."""
    if before not in Recommendation.values or after not in Recommendation.values:
        return True
    return (one["before"]["recommendation"], one["after"]["recommendation"]) == (before, after)


def label(recommendation: str) -> str:
    """A recommendation in words; empty for what is none."""
    return str(Recommendation(recommendation).label) if recommendation in Recommendation.values else ""


def rows(changed: list[Json]) -> list[ChangedRow]:
    """The changed cases of one page."""
    cases = by_number(one["case"] for one in changed)
    return [
        ChangedRow(one["case"], cases.get(one["case"]), outcome(one["before"]), outcome(one["after"]))
        for one in changed
    ]


def by_number(numbers: Any) -> dict[str, RefundCase]:
    """Cases by their numbers, with one query."""
    return {case.number: case for case in RefundCase.objects.filter(number__in=list(numbers))}


def outcome(document: Json) -> Outcome:
    """One verdict of the result."""
    amounts = [words.amount(Money.of(amount, currency)) for currency, amount in document["amounts"].items()]
    cited = [*document["grounds"], *document["bars"], *map(policy_words.word, document["missing"])]
    return Outcome(document["recommendation"], label(document["recommendation"]), amounts, cited)


def currency(row: Json) -> Sum:
    """The money of one currency."""
    before, after = (Money.of(row[when], row["currency"]) for when in ("before", "after"))
    difference = Money(after.minor - before.minor, after.currency)
    plus = "+" if difference.minor > 0 else ""
    return Sum(
        row["currency"],
        "",
        words.amount(before),
        words.amount(after),
        f"{plus}{words.amount(difference)}",
        sign(Decimal(difference.minor)),
    )


def clause(policy: str, row: Json) -> Sum:
    """The hits of one clause."""
    difference = row["after"] - row["before"]
    known = POLICIES[policy].clauses.get(row["clause"])
    return Sum(
        row["clause"],
        clause_title(known) if known else "",
        str(row["before"]),
        str(row["after"]),
        f"{difference:+d}",
        sign(difference),
    )


def sign(difference: Decimal | int) -> str:
    """Which way it goes."""
    return "more" if difference > 0 else "less" if difference < 0 else "same"
