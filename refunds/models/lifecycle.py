"""The states of a case and the steps between them: what we decided, never what money did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE, transition

from accounts.acts import Act
from accounts.state_field import StateField
from refunds.guards import guard, may
from refunds.models.clocks import Clocks
from refunds.models.people import (
    the_assignee,
    the_preparer,
    who_asked_for_the_audit,
    who_touched_the_first_decision,
    whose_decision_waits,
)
from refunds.models.vocabulary import PolicyId

if TYPE_CHECKING:
    from accounts.models import StaffMember


class CaseStatus(models.TextChoices):
    RECEIVED = "received", _("received")
    IN_REVIEW = "in_review", _("in review")
    AWAITING_CUSTOMER = "awaiting_customer", _("waiting for the customer")
    TECHNICAL_AUDIT = "technical_audit", _("technical audit")
    AWAITING_APPROVAL = "awaiting_approval", _("awaiting approval")
    APPROVED = "approved", _("approved, being paid")
    REFUNDED = "refunded", _("refunded")
    REJECTED = "rejected", _("rejected")
    SECONDARY_REVIEW = "secondary_review", _("secondary review")
    UPHELD = "upheld", _("upheld in review")
    LEGAL_HOLD = "legal_hold", _("legal hold")
    MEDIATION = "mediation", _("in mediation")
    WITHDRAWN = "withdrawn", _("withdrawn")


S = CaseStatus
UNDECIDED = (S.RECEIVED, S.IN_REVIEW, S.AWAITING_CUSTOMER, S.TECHNICAL_AUDIT, S.AWAITING_APPROVAL)
HOLDABLE = (*UNDECIDED, S.APPROVED, S.SECONDARY_REVIEW)
MEDIABLE = (*HOLDABLE, S.REJECTED, S.UPHELD)
"""A mediation may follow a refusal (S-7.2.c); one about a refund that was paid begins with a secondary review."""
STOPPED = (S.LEGAL_HOLD, S.MEDIATION)
"""States in which nothing is decided, no clock is owed and no payout is sent."""
CLOSED = (S.REFUNDED, S.REJECTED, S.UPHELD, S.WITHDRAWN)
OPEN = tuple(state for state in S if state not in CLOSED)
UNDER_EXAMINATION = (S.RECEIVED, S.IN_REVIEW, S.AWAITING_CUSTOMER, S.TECHNICAL_AUDIT, S.SECONDARY_REVIEW)
"""States in which facts may still move: no decision rests on them yet."""

REVIEWER = may("refunds.review_refundcase", but_not=who_touched_the_first_decision)


@guard(_("This policy has no secondary review. The customer may apply again with new materials (302-IV.4)."))
def policy_has_reviews(case: Any) -> bool:
    """S-7.2 offers one; 302.AI lets the customer apply again."""
    return bool(case.policy == PolicyId.SERVICE)


class CaseLifecycle(Clocks):
    """Transitions of a refund case. They change only this row; `operations.perform` is their one gate."""

    status = StateField(_("state"), choices=CaseStatus.choices, default=S.RECEIVED, protected=True, max_length=40)
    held_from = models.CharField(
        _("state before the hold"), max_length=40, choices=CaseStatus.choices, blank=True, editable=False
    )
    review_asked_at = models.DateTimeField(_("secondary review asked for at"), null=True, blank=True, editable=False)

    assignee: Any
    assigned_at: Any

    class Meta:
        abstract = True

    @transition(status, source=S.RECEIVED, target=S.IN_REVIEW, permission=may("refunds.take_refundcase"))
    def take(self, act: Act) -> None:
        """Begin the review oneself."""
        self.assignee, self.assigned_at = act.by, act.at

    @transition(status, source=S.RECEIVED, target=S.IN_REVIEW, permission=may("refunds.assign_refundcase"))
    @transition(
        status,
        source=[state for state in OPEN if state != S.RECEIVED],
        target=None,
        permission=may("refunds.assign_refundcase"),
    )
    def assign(self, act: Act, *, person: StaffMember) -> None:
        """Give it to somebody, or to somebody else; a held case goes on with them when it is released."""
        self.assignee, self.assigned_at = person, act.at
        if self.held_from == S.RECEIVED:
            self.held_from = S.IN_REVIEW

    @transition(
        status,
        source=S.IN_REVIEW,
        target=S.RECEIVED,
        permission=may("refunds.take_refundcase", only=the_assignee) | may("refunds.assign_refundcase"),
    )
    def return_to_queue(self, act: Act) -> None:
        """Let somebody else take it."""
        self.assignee = self.assigned_at = None

    @transition(
        status,
        source=S.IN_REVIEW,
        target=S.AWAITING_CUSTOMER,
        permission=may("refunds.work_refundcase", only=the_assignee),
    )
    @transition(status, source=S.SECONDARY_REVIEW, target=None, permission=REVIEWER)
    def ask_customer(self, act: Act) -> None:
        """Ask for what is missing (S-4.2.b, 302-III); a secondary review stays one meanwhile (S-7.2.b)."""
        self.answered(act)

    @transition(status, source=S.AWAITING_CUSTOMER, target=S.IN_REVIEW, permission=may("refunds.hear_refundcase"))
    @transition(
        status,
        source=[state for state in S if state != S.AWAITING_CUSTOMER],
        target=None,
        permission=may("refunds.hear_refundcase"),
    )
    def hear_customer(self, act: Act) -> None:
        """The customer wrote; one who was asked has answered."""

    @transition(
        status,
        source=[S.IN_REVIEW, S.AWAITING_CUSTOMER],
        target=S.TECHNICAL_AUDIT,
        permission=may("refunds.work_refundcase", only=the_assignee),
    )
    def start_audit(self, act: Act) -> None:
        """Ask the technical auditors (S-2.1.a, 302-IV.2)."""

    @transition(
        status,
        source=S.TECHNICAL_AUDIT,
        target=S.IN_REVIEW,
        permission=may("refunds.audit_refundcase", but_not=who_asked_for_the_audit),
    )
    def conclude_audit(self, act: Act) -> None:
        """The technical finding is signed."""

    @transition(
        status,
        source=S.IN_REVIEW,
        target=S.AWAITING_APPROVAL,
        permission=may("refunds.propose_refundcase", only=the_assignee),
    )
    def propose(self, act: Act) -> None:
        """Put a decision before a second person."""

    @transition(
        status, source=S.IN_REVIEW, target=S.REJECTED, permission=may("refunds.propose_refundcase", only=the_assignee)
    )
    def reject(self, act: Act) -> None:
        """Refuse as the policy recommends, with reasons by clause (302-IV.4); the customer reads it."""
        self.answered(act)

    @transition(
        status,
        source=S.AWAITING_APPROVAL,
        target=S.APPROVED,
        permission=may("refunds.approve_refundcase", but_not=the_preparer),
    )
    def approve(self, act: Act) -> None:
        """Grant the refund; the customer reads it. Nobody approves what they prepared."""
        self.answered(act)

    @transition(
        status,
        source=S.AWAITING_APPROVAL,
        target=S.REJECTED,
        permission=may("refunds.approve_above_limit_refundcase", but_not=the_preparer),
    )
    def confirm_rejection(self, act: Act) -> None:
        """Agree to a refusal that departs from the recommendation; the customer reads it."""
        self.answered(act)

    @transition(
        status,
        source=S.AWAITING_APPROVAL,
        target=RETURN_VALUE(S.IN_REVIEW, S.SECONDARY_REVIEW),
        permission=may("refunds.approve_refundcase", but_not=the_preparer),
    )
    def send_back(self, act: Act, *, second: bool = False) -> str:
        """Decline what was proposed; the preparer goes on."""
        return S.SECONDARY_REVIEW if second else S.IN_REVIEW

    @transition(
        status,
        source=[state for state in UNDECIDED if state != S.AWAITING_APPROVAL],
        target=S.WITHDRAWN,
        permission=may("refunds.withdraw_refundcase"),
    )
    @transition(
        status,
        source=S.AWAITING_APPROVAL,
        target=S.WITHDRAWN,
        permission=may("refunds.withdraw_refundcase", but_not=whose_decision_waits),
    )
    def withdraw(self, act: Act) -> None:
        """The customer takes the request back."""

    @transition(
        status,
        source=[S.REJECTED, S.REFUNDED],
        target=S.SECONDARY_REVIEW,
        conditions=[policy_has_reviews],
        permission=may("refunds.hear_refundcase"),
    )
    def ask_review(self, act: Act) -> None:
        """The customer disagrees and asks for a secondary review (S-7.2.a)."""
        self.review_asked_at = act.at
        self.assignee = self.assigned_at = None

    @transition(status, source=S.SECONDARY_REVIEW, target=S.UPHELD, permission=REVIEWER)
    def uphold(self, act: Act) -> None:
        """The second look comes to the same end."""

    @transition(status, source=S.SECONDARY_REVIEW, target=S.AWAITING_APPROVAL, permission=REVIEWER)
    def overturn(self, act: Act) -> None:
        """The second look comes to another end; money still needs a second person."""

    @transition(status, source=S.APPROVED, target=S.IN_REVIEW, permission=may("refunds.hear_refundcase"))
    def void_approval(self, act: Act, *, assignee: Any) -> None:
        """The money would go to another account than the one that was approved: decide and approve anew."""
        self.assignee, self.assigned_at = assignee, act.at

    @transition(
        status,
        source=S.APPROVED,
        target=S.REFUNDED,
        permission=may("refunds.settle_refundcase") | may("refunds.import_bankstatement"),
    )
    def settle(self, act: Act) -> None:
        """Every payout of the decision arrived at its provider."""

    @transition(
        status,
        source=[S.APPROVED, *CLOSED],
        target=S.IN_REVIEW,
        permission=may("refunds.settle_refundcase")
        | may("refunds.return_payout")
        | may("refunds.import_bankstatement"),
    )
    def reopen(self, act: Act, *, assignee: Any) -> None:
        """A payout failed or came back: the case is not done, and somebody has it."""
        self.assignee, self.assigned_at = assignee, act.at
