"""What completes an evaluation: the grounds cited, the deadlines, the duties, and whether one can apply again."""

from datetime import datetime

from refunds.calendars import END_OF_DAY
from refunds.policies.evaluation import (
    APPROVE,
    APPROVE_PARTIAL,
    NEEDS_INFORMATION,
    NEEDS_TECHNICAL_AUDIT,
    REJECT,
    Verdict,
)
from refunds.policies.examination import Examination
from refunds.policies.language import applies, does_not_apply
from refunds.policies.wording import when

from .application import audit_by
from .claims import is_about_the_topup, is_re_application, pleaded
from .losses import losses
from .windows import Timely, Window, windows

PAYS = (APPROVE, APPROVE_PARTIAL)
CURABLE = frozenset({"302-II", "302-III.1", "302-III.3", "302-IV.1", "302-IV.4"})
INCURABLE = frozenset({"302-III.4", "302-V.2"})


def grounds(case: Examination, verdict: Verdict) -> None:
    """A decision cites what the audit made out; a question, an escalation or a hold also what is pleaded and open."""
    if is_about_the_topup(case.facts):
        return
    made_out = [ground for ground in {loss.ground for loss in losses(case.facts)} if ground and case.applies(ground)]
    plea = pleaded(case.facts)
    is_open = plea is not None and not case.look_at(plea).excluded
    if not made_out and plea and is_open and verdict.recommendation not in (*PAYS, REJECT):
        made_out = [plea]
    case.cite_grounds(*made_out)


def currency(case: Examination, verdict: Verdict) -> None:
    """The currency of the claim, for what is not paid."""
    if case.currency is None and verdict.recommendation not in PAYS:
        claim, charges = case.facts.claim, case.facts.charges
        case.currency = claim.currency or (charges[0].get("currency") if charges else case.facts.order.get("currency"))


def deadlines(case: Examination, verdict: Verdict) -> None:
    """The dates to tell. A top-up has no window of consumption; outside the official channels no audit is due."""
    facts, terms = case.facts, case.terms
    claimed = () if is_about_the_topup(facts) else windows(facts, terms)
    found = [window for window in claimed if window.event is not None]
    for window in found:
        name = f"application_by.{window.deduction}" if len(found) > 1 else "application_by"
        case.deadlines[name] = window.end
    if (facts.claim.get("channel") and facts.claim.get("submitted_at")) and not case.look_at("302-IV.2").excluded:
        case.deadlines["audit_by"] = audit_by(facts, terms)
    if verdict.recommendation in PAYS:
        case.deadlines["payout_by"] = terms.calendar.deadline(facts.now, terms.payout_working_days, END_OF_DAY)
    again = _windows_to_apply_again(case, verdict, found)
    if again:
        case.deadlines["reapply_by"] = _earliest(again)


def _windows_to_apply_again(case: Examination, verdict: Verdict, found: list[Window]) -> list[Window]:
    """The windows still open, where something asked for or refused can still be brought."""
    curable = verdict.recommendation == NEEDS_INFORMATION or (
        verdict.recommendation == REJECT and CURABLE & set(case.bars) and not INCURABLE & set(case.bars)
    )
    now = case.facts.now
    return [one for one in found if curable and one.timely is not Timely.LATE and one.is_open(now)]


def _earliest(windows: list[Window]) -> datetime | None:
    """The day by which everything can still be brought; None when for a deduction it is not known."""
    ends = [window.end for window in windows]
    return None if None in ends else min(end for end in ends if end)


def re_application(case: Examination, verdict: Verdict) -> None:
    """302-IV.4: a rejection says until when one can apply again. Nothing restarts the window of the original event."""
    if verdict.recommendation != REJECT or is_about_the_topup(case.facts) or "302-IV.4" in case.bars:
        return
    days = case.terms.application_window_working_days
    if "reapply_by" in case.deadlines:
        until = case.deadlines["reapply_by"]
        case.record("302-IV.4", applies(f"rejected; one can apply again until {when(until)}", days=days, until=until))
    else:
        case.record("302-IV.4", does_not_apply("rejected; one cannot apply again any more"))


def process(case: Examination, verdict: Verdict) -> None:
    """The duties and routes engaged."""
    engaged = {
        NEEDS_TECHNICAL_AUDIT: ("302-IV.2",),
        APPROVE: ("302-IV.2", "302-IV.3"),
        APPROVE_PARTIAL: ("302-IV.2", "302-IV.3"),
    }
    case.cite_process(*engaged.get(verdict.recommendation, ()))
    rejected = verdict.recommendation == REJECT and not is_about_the_topup(case.facts)
    if rejected or is_re_application(case.facts):
        case.cite_process("302-IV.4")


CLOSING = (grounds, currency, deadlines, re_application, process)
DATING = (currency, deadlines, re_application, process)
