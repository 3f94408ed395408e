"""The two sides of a review: what the decision under review rested on, and what came after it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from refunds.admin.case_page.evidence import Piece, pieces_of
from refunds.admin.case_page.rulings import Decided, rulings
from refunds.models import Direction, Evaluation, Finding, Message, RefundCase


class Side(NamedTuple):
    """One side. evaluation: what the policy said then; words: what the customer wrote."""

    decisions: list[Decided]
    evaluation: Evaluation | None
    evidence: list[Piece]
    findings: list[Finding]
    words: list[Message]


class Sides(NamedTuple):
    """Left what was decided, right what is new."""

    first: Side
    second: Side


def sides_of(case: RefundCase) -> Sides | None:
    """The sides of a fetched file; None where nobody asked for a review, or nothing was decided before it."""
    asked, decided = case.review_asked_at, rulings(case)
    if asked is None:
        return None
    before = [one for one in decided if one.stands and ended_at(one) <= asked]
    if not before:
        return None
    pieces = pieces_of(case)
    under_review, later = before[-1], [one for one in decided if one.decision.prepared_at > asked]
    return Sides(
        side(case, pieces, [under_review], under_review.decision.evaluation, None, asked),
        side(case, pieces, later, case.current_evaluation, asked, None),
    )


def side(
    case: RefundCase,
    pieces: list[Piece],
    decisions: list[Decided],
    evaluation: Evaluation | None,
    begins: dt.datetime | None,
    ends: dt.datetime | None,
) -> Side:
    """What of the file came on record from an instant on, or before another."""

    def within(at: dt.datetime | None) -> bool:
        return at is not None and (begins is None or at >= begins) and (ends is None or at < ends)

    return Side(
        decisions,
        evaluation,
        [piece for piece in pieces if within(piece.evidence.received_at)],
        [finding for finding in case.findings.all() if within(finding.recorded_at)],
        [word for word in case.messages.all() if word.direction == Direction.INBOUND and within(word.at)],
    )


def ended_at(one: Decided) -> dt.datetime:
    """When a decision became final."""
    return one.decision.ruled_at or one.decision.prepared_at
