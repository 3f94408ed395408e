"""Ask the policy about a case as it stands, and keep what it said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.acts import Act
from refunds import policies
from refunds.locks import lock_case
from refunds.models import Evaluation, RefundCase
from refunds.operations.canonical import facts_digest
from refunds.operations.dossier import dossier_of
from refunds.operations.judging import Bench, Judgement
from refunds.policies import Dossier

CLOCKS = ("first_response_by", "review_by", "audit_by", "payout_by")
APPLICATION = "application_by"

Deadlines = Mapping[str, dt.datetime | None]


def assess(case_id: int, *, act: Act, as_of: dt.datetime | None = None) -> Evaluation:
    """Evaluate the case from its rows, store the evaluation, and bring recommendation and clocks up to date.

    as_of: the instant to look from; without it the one of an imported document, or else the instant of the act.
    Where facts, instant and answer are those of the latest evaluation, that one is returned and no twin stored: a
    decision points at the evaluation it rests on, and two equal ones would only hide which.
    Raises DossierError where the rows don't make a dossier (a fact outside its vocabulary): nothing is stored then.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        document = dossier_of(case, as_of or case.examined_at or act.at)
        dossier = policies.read(document)
        judgement = Bench().judge(case, dossier)
        evaluation = _twin(case, dossier, judgement.said) or _store(case, document, dossier, judgement, act)
        _show(case, judgement.said, act)
        return evaluation


def is_current(case: RefundCase) -> bool:
    """Whether the latest evaluation was told the facts as the rows have them now; False before the first."""
    latest = case.current_evaluation
    if latest is None:
        return False
    facts = policies.read(dossier_of(case, latest.as_of)).facts
    return bool(facts_digest(facts) == latest.facts_digest)


def _twin(case: RefundCase, dossier: Dossier, found: policies.Evaluation) -> Evaluation | None:
    latest: Evaluation | None = case.current_evaluation
    if latest is None or latest.as_of != dossier.now or latest.facts_digest != facts_digest(dossier.facts):
        return None
    return latest if latest.document == found.as_document() else None


def _store(case: RefundCase, document: dict[str, Any], dossier: Dossier, judgement: Judgement, act: Act) -> Evaluation:
    found = judgement.said
    return Evaluation.objects.create(
        case=case,
        at=act.at,
        by=act.by,
        why=act.why,
        as_of=dossier.now,
        version=judgement.version,
        version_chosen=judgement.chosen,
        policy_version=found.policy_version,
        calendar_version=judgement.calendar,
        recommendation=found.recommendation,
        amount_minor=found.amount.minor if found.amount else None,
        currency=found.amount.currency if found.amount else "",
        facts=document["facts"],
        facts_digest=facts_digest(dossier.facts),
        document=found.as_document(),
    )


def _show(case: RefundCase, found: policies.Evaluation, act: Act) -> None:
    """Put the answer on the case, where lists and queues read it."""
    shown = {
        "recommendation": found.recommendation,
        "recommended_minor": found.amount.minor if found.amount else None,
        "recommended_currency": found.amount.currency if found.amount else "",
        **clocks_of(found.deadlines),
    }
    show(case, shown, act)


def show(case: RefundCase, shown: Mapping[str, Any], act: Act) -> bool:
    """Store columns of the case where one of them says something else; whether one did."""
    changed = any(getattr(case, name) != value for name, value in shown.items())
    if changed:
        for name, value in shown.items():
            setattr(case, name, value)
        case.save(act=act)
    return changed


def clocks_of(deadlines: Deadlines) -> dict[str, dt.datetime | None]:
    """The clocks of a case by the deadlines that the policy gave; None where a day isn't known or there is none."""
    clocks = {name: deadlines.get(name) for name in CLOCKS}
    return {**clocks, APPLICATION: _first_application_deadline(deadlines)}


def _first_application_deadline(deadlines: Deadlines) -> dt.datetime | None:
    """Of several deductions each has its own last day (302-III.2): the first of those known."""
    ends = [end for name, end in deadlines.items() if name.split(".")[0] == APPLICATION]
    return min((end for end in ends if end), default=None)
