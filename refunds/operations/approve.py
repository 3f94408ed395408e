"""A second person rules on what was prepared."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import lock_case, lock_charges, lock_name, lock_quotas
from refunds.models import Charge, Decision, DecisionPart, Outcome, RefundCase, Ruling, Stage, UsageQuota
from refunds.operations.jobs import enqueue_payout
from refunds.operations.notify import notify_approval, notify_rejection
from refunds.operations.objections import changed_facts, objections, objections_to_sending_back
from refunds.operations.perform import Refused, perform, refusals
from refunds.operations.reserve import reserve
from refunds.operations.revoke import revoke_paid_units
from refunds.operations.told import replay
from refunds.operations.words import required


class Locked(NamedTuple):
    """A decision that waits for its second person, with everything that approving it changes, locked in order."""

    case: RefundCase
    decision: Decision
    charges: dict[int, Charge]
    quotas: list[UsageQuota]


def approve(case_id: int, *, act: Act, seen: int | None = None) -> Decision:
    """Approve what somebody else prepared. seen: the key of the decision that the person looked at, where they say so.

    A refund: its money is reserved, the units it pays for are revoked, its payouts and their jobs are made, and the
    customer is told, all in one transaction. A rejection that departs from the recommendation becomes final. Raises
    Refused with every reason against it.
    """
    with transaction.atomic():
        # Two approvals of one person at the same instant would each not see the other in the sum of the day.
        lock_name("approvals of", str(act.by.pk))
        locked = lock_pending(case_id, "approve", act)
        refuse_another_than(seen, locked.decision)
        if locked.decision.outcome == Outcome.REJECT:
            return _confirm_rejection(locked, act)
        if found := objections(locked.decision, locked.charges, act.by, act.at):
            raise Refused(*found)
        return _grant(locked, act)


def send_back(case_id: int, *, act: Act, seen: int | None = None) -> Decision:
    """Decline what was proposed; act.why says to the preparer what to look at again. seen: as in `approve`.

    Raises Refused.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        decision = case.pending_decision
        found = objections_to_sending_back(act.by, case)
        if decision is None or found:
            raise Refused(*found)
        refuse_another_than(seen, decision)
        required(act.why, _("Say what has to be looked at again."))
        perform(case, "send_back", act, second=decision.stage == Stage.SECOND)
        return rule(decision, Ruling.DECLINED, act)


def lock_pending(case_id: int, step: str, act: Act) -> Locked:
    """The decision that waits, with its charges, their quotas and the case locked. Raises Refused where none waits."""
    parts = DecisionPart.objects.filter(decision__case_id=case_id, decision__ruling=Ruling.PENDING)
    wanted = set(parts.values_list("charge_id", flat=True))
    charges = lock_charges(wanted)
    quotas = lock_quotas(charges.values())
    case = lock_case(case_id)
    decision = case.pending_decision
    if decision is None:
        raise Refused(*refusals(case, step, act.by))
    if set(decision.parts.values_list("charge_id", flat=True)) != wanted:
        raise Refused(_("Somebody has just changed this decision. Look again."))
    return Locked(case, decision, charges, quotas)


def refuse_another_than(seen: int | None, decision: Decision) -> None:
    """Raise Refused where another decision waits than the one that the person looked at."""
    if seen not in (None, decision.pk):
        raise Refused(_("Another decision waits now than the one you looked at. Look again."))


def rule(decision: Decision, ruling: Ruling, act: Act) -> Decision:
    """Add the ruling of the second person."""
    decision.ruling, decision.ruled_by, decision.ruled_at = ruling, act.by, act.at
    decision.ruled_because = act.why
    decision.save(act=act)
    return decision


def payout_window(decision: Decision, at: dt.datetime) -> dt.datetime | None:
    """Until when the money has to leave if it is approved at that instant; None where the policy sets no end."""
    return replay(decision.evaluation, at=at).deadlines.get("payout_by")


def _grant(locked: Locked, act: Act) -> Decision:
    case, decision, charges, quotas = locked
    case.payout_by = payout_window(decision, act.at)
    perform(case, "approve", act)
    rule(decision, Ruling.APPROVED, act)
    payouts = reserve(decision, charges, act)
    revoke_paid_units(decision, payouts, charges, quotas, act)
    for payout in payouts:
        enqueue_payout(payout.pk)
    notify_approval(decision, act)
    return decision


def _confirm_rejection(locked: Locked, act: Act) -> Decision:
    case, decision = locked.case, locked.decision
    found = [*refusals(case, "confirm_rejection", act.by), *changed_facts(case, decision)]
    if found:
        raise Refused(*found)
    perform(case, "confirm_rejection", act)
    rule(decision, Ruling.APPROVED, act)
    notify_rejection(decision, act)
    return decision
