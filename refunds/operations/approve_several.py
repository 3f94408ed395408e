"""Several approvals in one go: each is its own transaction, and stands or falls by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from accounts.acts import Act
from refunds.locks import NoSuchRow
from refunds.models import Decision
from refunds.operations.approve import approve
from refunds.operations.perform import Refused

AT_MOST = 50
"""Cases in one go: what somebody can have looked at, and what a request answers in time."""


class Approved(NamedTuple):
    """What became of one case: its decision, or every reason why it was not approved."""

    case_id: int
    decision: Decision | None
    reasons: list[str]


def approve_several(seen: Iterable[tuple[int, int]], *, act: Act) -> list[Approved]:
    """Approve decisions that somebody looked at, in the order given. seen: the keys of each case and of its decision.

    Raises ValueError for more than AT_MOST; a refusal of one is its own and says nothing about the others.
    """
    chosen = list(dict.fromkeys(seen))
    if len(chosen) > AT_MOST:
        raise ValueError(f"{len(chosen)} approvals in one go; at most {AT_MOST}")
    return [_one(case_id, decision_id, act) for case_id, decision_id in chosen]


def _one(case_id: int, decision_id: int, act: Act) -> Approved:
    try:
        return Approved(case_id, approve(case_id, act=act, seen=decision_id), [])
    except Refused as refused:
        return Approved(case_id, None, refused.sentences)
    except NoSuchRow as missing:
        return Approved(case_id, None, [str(missing)])
