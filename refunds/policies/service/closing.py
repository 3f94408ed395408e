"""What every evaluation is completed with: the grounds cited, the currency, and the dates that run."""

from refunds.policies.evaluation import APPROVE, APPROVE_PARTIAL, Verdict
from refunds.policies.examination import Examination
from refunds.policies.fields import NotKnown
from refunds.policies.language import applies, not_known
from refunds.policies.wording import listed, when

from .citations import cite_grounds
from .claims import claimed_charges, pleaded
from .limits import window_end
from .timeline import processed_by, window

WITHOUT_LIMIT = ("S-2.2.a", "S-2.2.b")


def currency(case: Examination, verdict: Verdict) -> None:
    """The currency of the charges claimed; none where there are two."""
    found = {charge.get("currency") for charge in claimed_charges(case.facts)} - {None}
    stated = case.facts.claim.currency or case.facts.order.get("currency")
    case.currency = (found.pop() if len(found) == 1 else None) if found else stated


def duties(case: Examination, verdict: Verdict) -> None:
    """The dates of the first response and of the review run from an application, and from nothing else."""
    if not (case.look_at("S-4.1.a").excluded and case.facts.claim.get("submitted_at")):
        return
    case.look_at("S-8.4")
    case.deadlines["first_response_by"] = case.look_at("S-8.5").quoted["by"]
    case.deadlines["review_by"] = case.look_at("S-4.2.a").quoted["by"]
    case.cite_process("S-4.2.a", "S-8.5")


def purchase_limit(case: Examination, verdict: Verdict) -> None:
    """The end of the purchase limit, from the first charge claimed."""
    if pleaded(case.facts) in WITHOUT_LIMIT or case.is_off("S-3.3.b"):
        return
    first = next(iter(claimed_charges(case.facts)), None)
    try:
        case.deadlines["refund_window_end"] = window_end(case.facts, case.terms, first)
    except NotKnown:
        case.deadlines["refund_window_end"] = None


def payment(case: Examination, verdict: Verdict) -> None:
    """The date by which an approval of now is processed."""
    if verdict.recommendation not in (APPROVE, APPROVE_PARTIAL) or verdict.payout_method is None:
        return
    sent = tuple([payout.amount for payout in verdict.payouts])
    case.record("S-4.3.a", applies(f"started once approved: {listed(sent)}", refund=sent))
    case.cite_process("S-4.2.c", "S-4.3.a", "S-4.3.c")
    cost = case.facts.refund_processing_fee
    if cost is not None and not case.applies("S-6.3.b"):
        case.record("S-6.3.a", applies(f"the company bears the {cost.get('amount') or 'cost'} of sending the refund"))
        case.cite_process("S-6.3.a")
    found = window(case.terms, verdict.payout_method)
    if found is None:
        return
    now = case.facts.now
    by = processed_by(case.terms, found, now)
    said = f"approved {when(now)}, processing takes {found.least}-{found.most} business days, until {when(by)}"
    answer = not_known if by is None else applies
    case.record(found.clause, answer(said, least=found.least, most=found.most, by=by))
    case.cite_process(found.clause)
    case.deadlines["payout_by"] = by


CLOSING = (cite_grounds, currency, duties, purchase_limit, payment)
DATING = (currency, duties, purchase_limit, payment)
