"""Approve a refund that somebody else prepared."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.acts import Act
from refunds.admin.case_page.rulings import decided
from refunds.admin.steps.step import Step, step
from refunds.models import Decision, DecisionPart, Outcome, RefundCase, UsageQuota
from refunds.operations import approve
from refunds.operations.approve import payout_window
from refunds.operations.notify import approval_of
from refunds.operations.objections import objections
from refunds.operations.reserve import destination
from refunds.operations.revoke import units_at_stake


@step
class Approve(Step):
    name, label, place, tone = "approve", gettext_lazy("Approve"), 130, "main"
    writes = True
    key, leads_on = "a", "approve"
    intro = gettext_lazy(
        "The money is reserved and paid out, the units that it pays for are revoked, and the customer is told."
    )
    done = gettext_lazy("Approved. The payout is under way.")
    transitions = ("approve",)
    template = "admin/refunds/refundcase/steps/approve.html"

    def refusals(self, case: RefundCase, person: Any) -> list[str]:
        """Everything that speaks against it: the person, the limit, facts that moved, money that is gone."""
        waiting = pending(case)
        against = super().refusals(case, person)
        if against or waiting is None:
            return against
        if waiting.outcome == Outcome.REJECT:
            return [_("A rejection waits here. Confirm it, or send it back.")]
        return objections(waiting, {part.charge_id: part.charge for part in waiting.parts.all()}, person, now())

    def beside(self, case: RefundCase, person: Any) -> dict[str, Any]:
        """What will be paid, where, and which units go."""
        waiting = pending(case)
        assert waiting is not None
        charges = {part.charge_id: part.charge for part in waiting.parts.all()}
        quotas = UsageQuota.objects.filter(order_id__in={one.order_id for one in charges.values() if one.order_id})
        return {
            "waiting": decided(waiting, case.policy),
            "payments": [payment(part) for part in waiting.parts.all()],
            "units": units_at_stake(waiting, charges, list(quotas)),
        }

    def letter(self, case: RefundCase, answers: dict[str, Any], at: dt.datetime) -> str:
        """The approval, with the payout window as it would be now."""
        waiting = pending(case)
        if waiting is None:
            return ""
        waiting.case.payout_by = payout_window(waiting, at)
        return approval_of(waiting)

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        approve.approve(case.pk, act=act, seen=key_of_pending(case))


def pending(case: RefundCase) -> Decision | None:
    """The decision that waits, of those fetched with the file."""
    return next((one for one in case.decisions.all() if one.ruling == "pending"), None)


def key_of_pending(case: RefundCase) -> int:
    """The decision that the form was about, for an operation that has to rule on no other; 0, which none has, without.

    The file was fetched before the marker of the form was looked at: between that and the lock somebody may send the
    decision back and prepare another one.
    """
    waiting = pending(case)
    return waiting.pk if waiting else 0


def payment(part: DecisionPart) -> dict[str, Any]:
    """One payment as it will be made."""
    return {"part": part, "charge": part.charge, "to": destination(part, part.charge)}
