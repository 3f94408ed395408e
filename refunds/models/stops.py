"""What stops a case: proceedings and mediations. Nothing is decided meanwhile, no clock is owed, no payout is sent."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE, transition

from accounts.acts import Act
from refunds.guards import guard, may
from refunds.models.lifecycle import CLOSED, HOLDABLE, MEDIABLE, CaseLifecycle, CaseStatus
from refunds.models.vocabulary import PolicyId

S = CaseStatus


@guard(_("This policy knows no mediation (only S-7.2.c does)."))
def policy_has_mediation(case: Any) -> bool:
    """S-7.2.c offers one; the policy of 302.AI says nothing of it."""
    return bool(case.policy == PolicyId.SERVICE)


class CaseStops(CaseLifecycle):
    """The steps into and out of the states in which a case stands still."""

    mediation_asked: Any
    mediation_body: Any
    mediation_requested_at: Any

    class Meta:
        abstract = True

    @transition("status", source=HOLDABLE, target=S.LEGAL_HOLD, permission=may("refunds.hold_refundcase"))
    def hold(self, act: Act, *, kind: str, reference: str, filed_at: dt.datetime | None) -> None:
        """Stop everything, payouts too, while proceedings are pending (S-7.3.a)."""
        self.held_from = self.status
        self.legal_on_file = True
        self.legal_kind, self.legal_reference, self.legal_filed_at = kind, reference, filed_at

    @transition(
        "status", source=S.LEGAL_HOLD, target=RETURN_VALUE(*HOLDABLE), permission=may("refunds.release_refundcase")
    )
    def release(self, act: Act) -> str:
        """The proceedings are over: go on where it stood."""
        self.legal_on_file = False
        self.legal_kind, self.legal_reference, self.legal_filed_at = "", "", None
        state, self.held_from = self.held_from, ""
        return state

    @transition(
        "status",
        source=MEDIABLE,
        target=S.MEDIATION,
        conditions=[policy_has_mediation],
        permission=may("refunds.mediate_refundcase"),
    )
    def begin_mediation(self, act: Act, *, body: str, requested_at: dt.datetime) -> None:
        """Stop everything, payouts too, while a third party mediates (S-7.2.c)."""
        self.held_from = self.status
        self.mediation_asked, self.mediation_body, self.mediation_requested_at = True, body, requested_at

    @transition(
        "status", source=S.MEDIATION, target=RETURN_VALUE(*MEDIABLE), permission=may("refunds.mediate_refundcase")
    )
    def end_mediation(self, act: Act, *, decide_anew: bool) -> str:
        """Go on where it stood; a case that was refused is looked at again where that was agreed."""
        self.mediation_asked, self.mediation_body, self.mediation_requested_at = False, "", None
        state, self.held_from = self.held_from, ""
        if decide_anew and state in CLOSED:
            self.review_asked_at = act.at
            self.assignee = self.assigned_at = None
            return S.SECONDARY_REVIEW
        return state
