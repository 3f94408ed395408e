"""Under which version a case was judged, and why that one."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from refunds.admin.record import policy_words
from refunds.models import Evaluation, PolicyVersion, RefundCase
from refunds.policies import POLICIES


class JudgedBy(NamedTuple):
    """The version of an evaluation; written: what the policy as it is written in code is called.

    chosen_by, chosen_at, why: where somebody chose it; otherwise `found` says how the policy did.
    """

    name: str
    version: PolicyVersion | None
    policy: str
    written: str
    calendar: str
    chosen_by: Any
    chosen_at: Any
    why: str
    found: str


def judged_by(evaluation: Evaluation) -> JudgedBy:
    """The version by which the policy spoke, as the page says it."""
    case = evaluation.case
    choice = choice_of(case) if evaluation.version_chosen else None
    return JudgedBy(
        evaluation.policy_version,
        evaluation.version,
        case.policy,
        POLICIES[case.policy].version,
        evaluation.calendar_version,
        choice.history_user if choice else None,
        choice.history_date if choice else None,
        (choice.history_change_reason or "") if choice else "",
        "" if choice else how_found(evaluation),
    )


def choice_of(case: RefundCase) -> Any:
    """The version of the case's history in which somebody chose what it is judged under; None where nobody did."""
    rows = list(case.history.select_related("history_user").order_by("-history_date", "-history_id"))
    return next((newer for newer, older in pairwise(rows) if newer.judged_under_id != older.judged_under_id), None)


def how_found(evaluation: Evaluation) -> str:
    """What the clause said by which the policy finds its version; empty where it had nothing to choose from."""
    clause = POLICIES[evaluation.case.policy].latitude.version_clause
    policy = evaluation.case.policy
    reasons = [policy_words.reason(policy, one) for one in evaluation.document["findings"] if one["clause"] == clause]
    if not reasons:
        return ""
    return _("%s.") % (_("%(reason)s (%(clause)s)") % {"reason": capfirst(reasons[0].rstrip(".。")), "clause": clause})
