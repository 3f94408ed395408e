"""The people of a case, as the rules about persons see them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from refunds.guards import circle

if TYPE_CHECKING:
    from refunds.models.case import RefundCase


@circle(_("Only the person to whom the case is assigned takes this step. Take the case first."))
def the_assignee(case: RefundCase) -> set[int | None]:
    """The one agent who works on the case."""
    return {case.assignee_id} - {None}


@circle(_("You prepared this decision. Somebody else has to approve it."))
def the_preparer(case: RefundCase) -> set[int | None]:
    """Who prepared the decision that waits for its second person."""
    decision = case.pending_decision
    return {decision.prepared_by_id} if decision else set()


whose_decision_waits = replace(
    the_preparer,
    sentence=_(
        "You prepared the decision that waits for its second person. Somebody else has to send it back, or to record "
        "the withdrawal."
    ),
)
"""The same person, kept from ending the case over their own decision."""


@circle(_("You asked for this audit, or the case is yours. Somebody else has to conclude it."))
def who_asked_for_the_audit(case: RefundCase) -> set[int | None]:
    """The assignee, and whoever started the audit that is pending (four eyes)."""
    starts = [audit.history.earliest("history_date", "history_id") for audit in case.audits.filter(status="pending")]
    return ({case.assignee_id} | {start.history_user_id for start in starts}) - {None}


@circle(_("You took part in the first decision. Somebody who did not has to review it."))
def who_touched_the_first_decision(case: RefundCase) -> set[int | None]:
    """Everybody with a hand in the case up to the end of the decision under review (S-7.2.a, reading 5.10).

    That is: who changed the case in any way, prepared or ruled on a decision, recorded evidence or a finding, concluded
    an audit or wrote to the customer. The decision under review is the last one that became final.
    """
    first = case.decisions.filter(ruling__in=["approved", "not_needed"]).order_by("-prepared_at", "-pk").first()
    if first is None:
        return set()
    until = first.ruled_at or first.prepared_at
    hands = (
        case.history.filter(history_date__lte=until).values_list("history_user_id"),
        case.decisions.filter(prepared_at__lte=until).values_list("prepared_by_id"),
        case.decisions.filter(ruled_at__lte=until).values_list("ruled_by_id"),
        case.evidence.filter(received_at__lte=until).values_list("recorded_by_id"),
        case.findings.filter(recorded_at__lte=until).values_list("recorded_by_id"),
        case.audits.filter(concluded_at__lte=until).values_list("auditor_id"),
        case.messages.filter(at__lte=until).values_list("by_id"),
    )
    first_hand, *others = (hand.order_by() for hand in hands)
    return {person for (person,) in first_hand.union(*others)} - {None}


whose_review_it_ends = replace(
    who_touched_the_first_decision,
    sentence=_("You took part in the decision under review. Somebody who did not has to record the withdrawal."),
)
"""The same people, kept from ending a review over the decision that it changes."""
