"""Put on record that somebody tried what they may not do; after the fact, so that it stays when all else is undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import override

from accounts.acts import Act
from accounts.models.sanction import who_proposed as who_proposed_the_sanction
from refunds.guards import NOT_IN_ROLE
from refunds.models import RefundCase, Refusal, RefusalKind
from refunds.models.bank_batch import the_maker
from refunds.models.established_outcome import who_proposed
from refunds.models.people import (
    the_preparer,
    who_asked_for_the_audit,
    who_touched_the_first_decision,
    whose_decision_waits,
    whose_review_it_ends,
)
from refunds.operations.objections import above_the_limit, above_the_limit_of_the_day

APART = (
    the_preparer,
    whose_decision_waits,
    who_asked_for_the_audit,
    who_touched_the_first_decision,
    whose_review_it_ends,
    who_proposed,
    who_proposed_the_sanction,
    the_maker,
)
"""The circles that keep a second person apart from the first."""


def record_refusal(
    kind: RefusalKind | None,
    *,
    what: Any,
    act: Act,
    about: Any = "",
    case: RefundCase | None = None,
    said: Sequence[str] = (),
) -> Refusal:
    """Write one refusal down. what: the step or the page, in English so that one search finds it in every language.

    about: the row, in words. said: the sentences as the person read them. kind: by them, where it is None.
    """
    kind = kind or kind_of(said, act, case)
    with override("en"):
        name, row = storable(what)[:200], storable(about)[:200]
    told = "\n".join(storable(one) for one in said)
    return Refusal.objects.create(kind=kind, by=act.by, at=act.at, what=name, about=row, case=case, said=told)


def storable(text: Any) -> str:
    """A text without what the database can't hold: an address that was typed by hand may have anything in it."""
    return str(text).replace("\x00", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()


def kind_of(said: Sequence[str], act: Act, case: RefundCase | None = None) -> RefusalKind:
    """Of which kind the sentences of a refusal are; of several the gravest."""
    found = set(said)
    if found & {str(circle.sentence) for circle in APART}:
        return RefusalKind.OWN_WORK
    decision = case.pending_decision if case else None
    if decision and found & {
        *above_the_limit(decision, act.by),
        *above_the_limit_of_the_day(decision, act.by, act.at),
    }:
        return RefusalKind.LIMIT
    return RefusalKind.PERMISSION if str(NOT_IN_ROLE) in found else RefusalKind.RULE
