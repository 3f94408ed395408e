"""Section 3: when there is no refund. Each bar names the grounds it defeats.

A ground is named with what it is about where that decides: "S-2.2.c:prepaid" is the rest of a prepaid fee,
"S-2.2.c:afterwards" a charge taken after the cancellation. Bars on what was bought and used do not reach charges that
bought nothing: the unauthorised, the second, the one taken after a cancellation.
"""

from collections.abc import Sequence

from refunds.money import Money
from refunds.policies.facts import Charge, Facts, Violation
from refunds.policies.language import (
    APPLIES,
    DOES_NOT_APPLY,
    NOT_KNOWN,
    Answer,
    Kind,
    applies,
    does_not_apply,
    not_known,
)
from refunds.policies.settings import Terms
from refunds.policies.wording import listed, when

from .claims import (
    charges_captured,
    established,
    first_submitted_at,
    pleaded,
    result_of,
)
from .duplicates import claimed_duplicates
from .limits import circumstances, is_late, limited_charges, window_end
from .terms import policy
from .usage import completed_tasks, consumed, downloaded_items, grant_of, spared

BOUGHT = ("S-2.1.*", "S-2.2.c:prepaid", "S-2.3.b")

policy.declaration("S-3", "Situations without refund", "We cannot provide refunds in the following situations:")


@policy.clause("S-3.1.a", Kind.BAR, decides="D", bars=BOUGHT)
def completed_tasks_bar(facts: Facts, terms: Terms) -> Answer:
    """Completed AI generation tasks

    Completed with an effective result; an output that is itself the proven defect is not completed.
    """
    done = completed_tasks(facts)
    if done:
        return applies(f"tasks completed with a result: {len(done)}", tasks=len(done))
    return does_not_apply("no task was completed with a result")


@policy.clause("S-3.1.b", Kind.BAR, decides="D", bars=BOUGHT)
def downloaded_content(facts: Facts, terms: Terms) -> Answer:
    """Downloaded content or files"""
    items = downloaded_items(facts)
    if items:
        return applies(f"items downloaded: {len(items)}", items=len(items))
    return does_not_apply("nothing was downloaded")


@policy.clause("S-3.1.c", Kind.BAR, decides="D", bars=(*BOUGHT, "S-2.2.b"))
def consumed_quota(facts: Facts, terms: Terms) -> Answer:
    """Consumed service quotas

    What failed tasks and defective outputs took does not count. Of duplicate charges only a second quota counts.
    """
    if pleaded(facts) == "S-2.2.b" and (second := claimed_duplicates(facts, terms)):
        grants = [grant for charge in second if (grant := grant_of(facts, charge))]
        used, granted = sum(grant.consumed for grant in grants), sum(grant.granted for grant in grants)
        return _consumed(used, granted, "of the quota that the second charge granted")
    if facts.quota is None:
        return does_not_apply("no quota is recorded")
    beside = f", {len(tasks)} failed or defective tasks not counted" if (tasks := spared(facts)) else ""
    return _consumed(consumed(facts, facts.quota), facts.quota.granted, f"{facts.quota.unit or 'units'}{beside}")


def _consumed(used: object, granted: object, what: str) -> Answer:
    if used:
        return applies(f"{used} of {granted} {what} were consumed", used=used, granted=granted)
    return does_not_apply(f"none of {granted} {what} were consumed")


@policy.clause("S-3.2.a", Kind.BAR, decides="D/V", bars=BOUGHT)
def violation_of_the_terms(facts: Facts, terms: Terms) -> Answer:
    """Behavior violating terms of service

    Confirmed bars; alleged is for a supervisor; overturned or cleared counts for nothing. A frozen account is a fact to
    explain, no bar.
    """
    answer = _by_violations([one for one in facts.customer.violations if one.get("type") != "abuse"], "a violation")
    status, why = facts.customer.get("status"), facts.customer.status_reason
    if status in (None, "active"):
        return answer
    beside = f"the account is {status} ({why or 'no reason given'}), which bars nothing"
    return answer._replace(reason=f"{answer.reason}; {beside}")


@policy.clause("S-3.2.b", Kind.BAR, decides="H/V", bars=BOUGHT)
def malicious_use_or_abuse(facts: Facts, terms: Terms) -> Answer:
    """Malicious use or abuse of services"""
    by_record = _by_violations([one for one in facts.customer.violations if one.get("type") == "abuse"], "abuse")
    by_finding = _by_finding(facts, "abuse", "abuse")
    return max(by_record, by_finding, key=lambda answer: (DOES_NOT_APPLY, NOT_KNOWN, APPLIES).index(answer.outcome))


@policy.clause("S-3.2.c", Kind.BAR, decides="H/V", bars=("S-2.*",))
def false_information(facts: Facts, terms: Terms) -> Answer:
    """Providing false information

    Knowingly false and about this claim; a slip that the records correct is none.
    """
    return _by_finding(facts, "false_information", "false information")


STANDING = (("confirmed", applies), ("alleged", not_known), (None, not_known))


def _by_violations(violations: Sequence[Violation], what: str) -> Answer:
    for status, answer in STANDING if violations else ():
        if found := next((one for one in violations if one.get("status") == status), None):
            since = f" on {when(found.recorded_at)}" if found.recorded_at else ""
            said = f"{what} was {status}{since}" if status else f"{what} is on record{since}, its status is not known"
            return answer(said, recorded=found.recorded_at)
    return does_not_apply(f"no {what.removeprefix('a ')} stands on the account")


def _by_finding(facts: Facts, subject: str, what: str) -> Answer:
    finding = established(facts, subject)
    if finding is None or finding.result == "not_confirmed":
        return does_not_apply(f"no {what} was found")
    note = f": {finding.note}" if finding.note else ""
    answer = applies if finding.result == "confirmed" else not_known
    return answer(f"{what} is {finding.result}{note}", note=finding.note or "")


@policy.clause("S-3.3.a", Kind.BAR, decides="D", bars=BOUGHT)
def disclosed_deadline_passed(facts: Facts, terms: Terms) -> Answer:
    """Requests exceeding refund application deadline

    The text defines no deadline; only one disclosed to this customer before buying counts.
    """
    deadline, submitted = facts.order.disclosed_application_deadline, first_submitted_at(facts)
    if deadline is None:
        return does_not_apply("no application deadline was disclosed with the order")
    if submitted > deadline:
        return applies(f"requested {when(submitted)}, after the disclosed {when(deadline)}", deadline=deadline)
    return does_not_apply(f"requested {when(submitted)}, by the disclosed {when(deadline)}")


@policy.clause("S-3.3.b", Kind.BAR, decides="D/V", bars=BOUGHT)
def bought_too_long_ago(facts: Facts, terms: Terms) -> Answer:
    """Services purchased more than 30 days ago (except special circumstances)

    Elapsed time from the charge for what is claimed to the request: exactly 30 times 24 hours is in time. Special
    circumstances in play are for a supervisor; once approved the bar is gone.
    """
    charges, requested = limited_charges(facts), first_submitted_at(facts)
    late = [charge for charge in charges if is_late(facts, terms, charge)]
    first = late[0] if late else charges[0]
    last, limit = window_end(facts, terms, first), terms.purchase_limit_days
    said = f"requested {when(requested)}; {limit} days from the purchase ended {when(last)}"
    if not late:
        return does_not_apply(said)
    if result_of(facts, "special_circumstances") == "approved":
        return does_not_apply(f"{said}, and special circumstances were approved")
    if why := circumstances(facts, terms, late):
        return not_known(f"{said}; special circumstances are in play: {why}")
    part = f" for {listed(charge.id for charge in late if charge)}" if len(late) < len(charges) else ""
    bought = first.captured_at if first and first.captured_at else facts.order.purchased_at
    return applies(f"{said}{part}", bought=bought, requested=requested, limit=limit)


@policy.clause("S-3.4.a", Kind.BAR, decides="D", bars=BOUGHT)
def partner_services(facts: Facts, terms: Terms) -> Answer:
    """Services provided by third-party partners

    Who supplies the line decides, not who caused the failure.
    """
    lines = [line for line in facts.order.lines if line.third_party]
    if lines:
        names = [f"{line.name} ({line.amount})" for line in lines]
        return applies(f"supplied by a partner: {listed(names)}", lines=names)
    return does_not_apply("no line of the order is supplied by a partner")


@policy.clause("S-3.4.b", Kind.BAR, decides="D", bars=BOUGHT)
def external_payment_fees(facts: Facts, terms: Terms) -> Answer:
    """External payment processing fees

    The fee the customer paid to an outside processor; one that the company absorbed is never taken out.
    """
    fees = [charge for charge in charges_captured(facts) if fee_borne_by_customer(charge)]
    if fees:
        borne = [charge.fee for charge in fees]
        return applies(f"the customer bore a payment fee of {listed(borne)}", fee=borne)
    return does_not_apply("the customer bore no payment fee")


def fee_borne_by_customer(charge: Charge) -> Money | None:
    """The external fee inside a charge, or None."""
    return charge.fee if charge.fee and charge.fee_bearer == "customer" else None
