"""The daily work on a case: steps that leave it in its state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from accounts.acts import Act
from refunds.guards import guard, may
from refunds.models.lifecycle import CLOSED, OPEN, REVIEWER, UNDER_EXAMINATION, CaseStatus
from refunds.models.people import the_assignee
from refunds.models.stops import CaseStops
from refunds.models.vocabulary import ClaimType, PolicyId

if TYPE_CHECKING:
    from refunds.models.case import RefundCase
    from refunds.models.policy_version import PolicyVersion

WORKED_ON = (CaseStatus.IN_REVIEW, CaseStatus.AWAITING_CUSTOMER)
BY_ITS_ASSIGNEE = may("refunds.work_refundcase", only=the_assignee)
BY_AN_AUDITOR = may("refunds.audit_refundcase")
BY_A_SUPERVISOR = may("refunds.approve_above_limit_refundcase")


@guard(_("Under this policy nobody applies again: the customer may ask for a secondary review (S-7.2)."))
def policy_lets_apply_again(case: Any) -> bool:
    """302-IV.4 does."""
    return bool(case.policy == PolicyId.AI302)


class Casework(CaseStops):
    """Steps without a change of state. No fact moves while the case is closed, on hold or awaiting approval."""

    judged_under: Any
    previous: Any
    claim_type: Any

    class Meta:
        abstract = True

    @transition("status", source=WORKED_ON, target=None, permission=BY_ITS_ASSIGNEE)
    @transition("status", source=CaseStatus.TECHNICAL_AUDIT, target=None, permission=BY_ITS_ASSIGNEE | BY_AN_AUDITOR)
    @transition("status", source=CaseStatus.SECONDARY_REVIEW, target=None, permission=REVIEWER)
    def record_finding(self, act: Act) -> None:
        """Say what was established."""

    @transition("status", source=[*WORKED_ON, CaseStatus.TECHNICAL_AUDIT], target=None, permission=BY_A_SUPERVISOR)
    @transition("status", source=CaseStatus.SECONDARY_REVIEW, target=None, permission=REVIEWER)
    def approve_exception(self, act: Act) -> None:
        """Grant goodwill, a special circumstance or a right by law: the recorded approval is itself the ground."""

    @transition("status", source=WORKED_ON, target=None, permission=BY_ITS_ASSIGNEE | BY_A_SUPERVISOR)
    @transition(
        "status",
        source=CaseStatus.TECHNICAL_AUDIT,
        target=None,
        permission=BY_ITS_ASSIGNEE | BY_AN_AUDITOR | BY_A_SUPERVISOR,
    )
    @transition("status", source=CaseStatus.SECONDARY_REVIEW, target=None, permission=REVIEWER)
    def retract_finding(self, act: Act) -> None:
        """Take back a finding that was mistaken."""

    @transition("status", source=WORKED_ON, target=None, permission=BY_ITS_ASSIGNEE)
    @transition("status", source=CaseStatus.TECHNICAL_AUDIT, target=None, permission=BY_ITS_ASSIGNEE)
    @transition("status", source=CaseStatus.SECONDARY_REVIEW, target=None, permission=REVIEWER)
    def check_account(self, act: Act) -> None:
        """Say whose account it is that the customer gave for a bank transfer (S-6.2.b)."""

    @transition("status", source=UNDER_EXAMINATION, target=None, permission=may("refunds.rejudge_refundcase"))
    def judge_under(self, act: Act, *, version: PolicyVersion | None) -> None:
        """Have another version judge the case than the policy itself names, or again the one it names."""
        self.judged_under = version

    @transition(
        "status",
        source=UNDER_EXAMINATION,
        target=None,
        conditions=[policy_lets_apply_again],
        permission=BY_ITS_ASSIGNEE | BY_A_SUPERVISOR,
    )
    def link_earlier(self, act: Act, *, earlier: RefundCase) -> None:
        """It is the re-application of an earlier one (302-IV.4)."""
        self.previous, self.claim_type = earlier, ClaimType.RE_APPLICATION

    @transition("status", source=OPEN, target=None, permission=BY_ITS_ASSIGNEE)
    @transition("status", source=CLOSED, target=None, permission=may("refunds.work_refundcase"))
    def reply(self, act: Act) -> None:
        """Write to the customer."""
        self.answered(act)

    @transition("status", source="*", target=None, permission=may("refunds.work_refundcase"))
    def choose_language(self, act: Act) -> None:
        """Say in which language the customer is written to."""

    @transition("status", source="*", target=None, permission=may("refunds.note_refundcase"))
    def write_note(self, act: Act) -> None:
        """Leave a note among ourselves: never shown to a customer and never a reason."""
