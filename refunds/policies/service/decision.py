"""Steps 8 and 9: what is due on the charges left, and whether it can be paid as it stands."""

from collections.abc import Sequence

from refunds.money import total
from refunds.policies.evaluation import (
    APPROVE,
    APPROVE_PARTIAL,
    NEEDS_INFORMATION,
    NEEDS_SUPERVISOR,
    REJECT,
    CalculationStep,
    Verdict,
)
from refunds.policies.examination import Examination
from refunds.policies.facts import Charge, Facts
from refunds.policies.language import applies, does_not_apply, not_known
from refunds.policies.wording import listed, phrase

from .amount import BY_USE, Due, due
from .barring import PARTIAL, bars_on, charges_in_play, ground_of
from .claims import are_on_record, pleaded, refunds_by_charge, result_of
from .duplicates import claimed_duplicates
from .grounds import unauthorised
from .payout import route
from .usage import unused


def what_is_due(case: Examination) -> Verdict:
    """8. The amount in each currency of the charges; two currencies are never added."""
    charges = charges_to_refund(case)
    if not charges:
        return _nothing_to_refund(case)
    if any(ground_of(case, charge) in BY_USE for charge in charges) and case.applies("S-7.1.c"):
        case.cite_process("S-7.1.c")
        return Verdict(NEEDS_INFORMATION, missing=("usage_records",))
    if _refunded_in_another_currency(case.facts, charges):
        case.record("S-7.1.b", not_known("an earlier refund was made in another currency, which is never set off"))
        return Verdict(NEEDS_SUPERVISOR)
    by_currency: dict[str, list[Charge]] = {}
    for charge in charges:
        by_currency.setdefault(charge.currency, []).append(charge)
    return _decided(case, charges, [due(case, same) for same in by_currency.values()])


def charges_to_refund(case: Examination) -> tuple[Charge, ...]:
    """The charges on which the ground entitles to something."""
    facts, plea, in_play = case.facts, pleaded(case.facts), charges_in_play(case)
    if plea == "S-2.2.b":
        return claimed_duplicates(facts, case.terms)
    if plea == "S-2.2.a" and result_of(facts, "unauthorised") is None:
        return unauthorised(in_play)
    return in_play


def _nothing_to_refund(case: Examination) -> Verdict:
    if not case.facts.charges:
        return Verdict(NEEDS_INFORMATION, missing=(case.policy.asks("charges"),))
    if not are_on_record(case.facts):
        case.record("S-4.3.b", not_known("a charge named is not on record"))
        return Verdict(NEEDS_SUPERVISOR)
    case.record("S-4.3.a", does_not_apply("no money was taken by a charge that is left to refund"))
    return Verdict(REJECT)


def say_when_refunded(case: Examination) -> None:
    """What is rejected because it was refunded already is told with its date."""
    made = [refund for refund in case.facts.prior_refunds if refund.amount]
    said = [phrase("{amount} on {at}", amount=refund.amount, at=refund.completed_at) for refund in made]
    reason = f"nothing is held any more of what is claimed; refunded: {listed(said)}"
    case.record("S-4.3.a", applies(reason, refund=said))
    case.cite_process("S-4.3.a")


def _refunded_in_another_currency(facts: Facts, charges: Sequence[Charge]) -> bool:
    """Amounts of two currencies are never set off: a person looks at such a refund."""
    refunds = refunds_by_charge(facts)
    return any(
        refund.amount is not None and refund.amount.currency != charge.currency
        for charge in charges
        for refund in refunds.get(charge.get("id"), ())
    )


def _decided(case: Examination, charges: Sequence[Charge], dues: Sequence[Due]) -> Verdict:
    """Granted as asked, in part, or nothing left; a value below the minor unit is for a person."""
    steps = tuple([step for one in dues for step in one.steps])
    something = any(one.amount for one in dues)
    if something and all(one.amount >= one.asked for one in dues):
        return _paid(case, APPROVE, steps, charges, dues)
    reducing = [bar.clause.id for charge in charges for bar in bars_on(case, charge, PARTIAL) if bar.applies]
    case.cite_bars(*reducing)
    if (fee := case.looked_at("S-6.3.b")) and fee.applies:
        case.cite_bars("S-6.3.b")
    if something:
        _partly_used(case, charges)
        return _paid(case, APPROVE_PARTIAL, steps, charges, dues)
    if any(one.rounded_away for one in dues):
        case.record("S-7.1.b", not_known("what is left is less than the smallest unit of the currency"))
        return Verdict(NEEDS_SUPERVISOR, calculation=steps)
    if not reducing:
        say_when_refunded(case)
    return Verdict(REJECT, calculation=steps)


def _partly_used(case: Examination, charges: Sequence[Charge]) -> None:
    shares = [left for charge in charges if ground_of(case, charge) in BY_USE and (left := unused(case.facts, charge))]
    if any(left.share != 1 for left in shares):
        case.record("S-7.1.a", applies("the service was used in part"))
        said = {left.said: left.sentence for left in shares}
        case.record("S-7.1.b", applies("; ".join(said), unused=list(said.values())))
        case.cite_process("S-7.1.a", "S-7.1.b")


def _paid(
    case: Examination,
    granted: str,
    steps: tuple[CalculationStep, ...],
    charges: Sequence[Charge],
    dues: Sequence[Due],
) -> Verdict:
    """9. What is granted, with its payouts and method, unless the way back needs somebody first."""
    payouts = tuple([payout for one in dues for payout in one.payouts])
    by_id = {charge.id: charge for charge in charges}
    found = route(case, [by_id[payout.charge_id] for payout in payouts])
    if found.stop is not None:
        return found.stop._replace(calculation=steps)
    amount = total([one.amount for one in dues], dues[0].amount.currency) if len(dues) == 1 else None
    return Verdict(granted, (), amount, payouts, found.method, steps)
