"""What the policy says of the case, clause by clause: first what decides, then what else was looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from refunds.admin.case_page.facts_used import Used, facts_used
from refunds.admin.case_page.wanted import Wanted, settled_by, wanted
from refunds.admin.record import policy_words
from refunds.models import Evaluation
from refunds.operations.told import told_by
from refunds.policies import POLICIES, Clause
from refunds.policies.evaluation import APPROVE, APPROVE_PARTIAL, REJECT
from refunds.policies.language import APPLIES, DOES_NOT_APPLY, NOT_KNOWN, Kind

TONES = {APPLIES: "applies", DOES_NOT_APPLY: "does-not-apply", NOT_KNOWN: "not-known"}


class Found(NamedTuple):
    """One clause that was looked at.

    settled_by: who can say, where the outcome is not known; translation: of its text, for the reader.
    """

    clause: Clause
    title: str
    outcome: Any
    tone: str
    reason: str
    told: str
    facts: list[Used]
    settled_by: Any
    translation: str


class Beyond(NamedTuple):
    """A bar that was not asked, as it does not reach the ground of a grant."""

    id: str
    title: str


class Verdict(NamedTuple):
    """The latest evaluation for the page. The groups hold each finding once; beyond: bars that nobody asked."""

    evaluation: Evaluation
    sentence: str
    wanted: list[Wanted]
    decisive: list[Found]
    money: list[Found]
    procedure: list[Found]
    others: list[Found]
    beyond: list[Beyond]


def verdict(evaluation: Evaluation) -> Verdict:
    """The evaluation, sorted by what a person asks first."""
    told = told_by(evaluation, get_language() or "en")
    findings = [found(document, evaluation, told) for document in evaluation.document["findings"]]
    decisive = [one for one in findings if decides(one, evaluation.document)]
    rest = [one for one in findings if one not in decisive]
    money = [one for one in rest if one.clause.kind in (Kind.AMOUNT, Kind.ROUTE)]
    procedure = [one for one in rest if one.clause.kind in (Kind.DUTY, Kind.CONDITION)]
    others = [one for one in rest if one not in money and one not in procedure]
    missing = wanted(evaluation.document["missing"])
    why = sentence(decisive, missing, evaluation.document)
    return Verdict(evaluation, why, missing, decisive, money, procedure, others, beyond(evaluation))


def beyond(evaluation: Evaluation) -> list[Beyond]:
    """The bars that do not reach the ground of a grant: a charge that was never meant bought nothing (reading 5.1).

    A reader sees a violation or an old purchase on the page and asks why it does not bar. Of other recommendations it
    can't be told: their procedure stops before it has asked everything.
    """
    document, language = evaluation.document, get_language() or "en"
    if document["recommendation"] not in (APPROVE, APPROVE_PARTIAL):
        return []
    bars, asked = POLICIES[evaluation.case.policy].bars, {found["clause"] for found in document["findings"]}
    missed = [bar for bar in bars if bar.id not in asked and not reaches(bar, document["grounds"])]
    return [Beyond(bar.id, capfirst(bar.titled(language))) for bar in missed]


def reaches(bar: Clause, grounds: Iterable[str]) -> bool:
    """Whether a bar names one of the grounds, be it only for a part of what it is about ("S-2.2.c:prepaid")."""
    patterns = [pattern.partition(":")[0] for pattern in bar.bars]
    return any(fnmatchcase(ground, pattern) for ground in grounds for pattern in patterns)


def found(document: Mapping[str, Any], evaluation: Evaluation, told: Mapping[str, str]) -> Found:
    """One finding of the document with the clause that it is about."""
    clause = POLICIES[evaluation.case.policy].clauses[document["clause"]]
    outcomes = {APPLIES: _("applies"), DOES_NOT_APPLY: _("does not apply"), NOT_KNOWN: _("not known")}
    tone = TONES[document["outcome"]]
    if tone == "applies" and clause.kind in (Kind.BAR, Kind.GROUND):
        tone = f"applies-{clause.kind}"
    return Found(
        clause,
        capfirst(clause.titled(get_language() or "en")),
        outcomes[document["outcome"]],
        tone,
        policy_words.reason(evaluation.case.policy, document),
        told.get(clause.id, ""),
        facts_used(document["facts"], evaluation.facts, evaluation.as_of),
        settled_by(clause.decides) if document["outcome"] == NOT_KNOWN else None,
        policy_words.clause(evaluation.case.policy, clause.id),
    )


def decides(one: Found, document: Mapping[str, Any]) -> bool:
    """Whether the recommendation rests on it: grounds and bars made out, what nobody knows, and grounds in vain."""
    if one.clause.id in (*document["grounds"], *document["bars"]) or one.tone == "not-known":
        return True
    in_vain = document["recommendation"] == REJECT and not document["grounds"] and not document["bars"]
    return in_vain and one.clause.kind == Kind.GROUND


def sentence(decisive: list[Found], missing: list[Wanted], document: Mapping[str, Any]) -> str:
    """Why, in one sentence: what is missing, a bar in doubt that only a supervisor settles, or the deciding clauses."""
    if missing:
        return _("Still missing: %s.") % _(", ").join(str(item.what) for item in missing)
    grounds = [one for one in decisive if one.tone == "applies-ground"]
    bars = [one for one in decisive if one.tone == "applies-bar"]
    in_doubt = [one for one in decisive if one.tone == "not-known" and one.clause.id in document["bars"]]
    weighty = bars if document["recommendation"] == REJECT else [*in_doubt, *grounds[:1], *bars]
    reasons = [
        _("%(reason)s (%(clause)s)") % {"reason": one.reason.rstrip(".。"), "clause": one.clause.id}
        for one in (weighty or decisive)[:2]
    ]
    several = _("; ").join(reasons)
    return capfirst(_("%s.") % several) if reasons else ""
