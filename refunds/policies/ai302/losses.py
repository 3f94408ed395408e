"""How many PTC of each claimed deduction were consumed abnormally, and by which ground of chapter II.

The audit decides whether a deduction was abnormal; the records decide how much of it.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from refunds.policies.facts import Facts, Usage
from refunds.policies.language import derived

from .claims import plea
from .deductions import claimed, confirmed_ids


class Loss(NamedTuple):
    """One claimed deduction that the audit confirmed as abnormal.

    `ground` is the clause of chapter II that it makes out, None when the records show nothing abnormal; `ptc` is the
    abnormal part, None when the records do not say how much it is.
    """

    usage: Usage
    ground: str | None
    ptc: Fraction | None
    why: str


@derived
def losses(facts: Facts) -> tuple[Loss, ...]:
    """What the audit and the records show for each claimed deduction that the audit confirmed."""
    confirmed = confirmed_ids(facts)
    return tuple(loss_of(facts, usage) for usage in claimed(facts) if usage.get("id") in confirmed)


def loss_of(facts: Facts, usage: Usage) -> Loss:
    """The abnormal part of one confirmed deduction: by the ground pleaded if it fits, otherwise by what is recorded."""
    if usage.get("ptc_deducted") is None:
        return Loss(usage, "302-II.3", None, "the PTC deducted are not on record")
    for ground, ptc, why in _natures(usage, plea(facts)):
        if ptc is None or ptc > 0:
            return Loss(usage, ground, ptc, why)
    return Loss(usage, None, Fraction(0), "the records show no abnormal consumption")


Nature = tuple[str, Fraction | None, str]


def _natures(usage: Usage, word: str | None) -> Iterator[Nature]:
    """What a confirmed deduction can be, the first that fits first."""
    if word == "other_abnormal":
        yield from _other(usage)
    elif word == "no_result":
        yield from _without_result(usage, doubted=True)
        yield from _twice_or_too_much(usage)
    else:
        yield from _twice_or_too_much(usage)
        yield from _without_result(usage, doubted=False)
        if word == "duplicate_or_excess_deduction" and usage.ptc_correct is None:
            yield "302-II.2", None, "the records do not say how much was deducted too much"
        elif word is None:
            yield "302-II.3", None, "the records show nothing abnormal, and what is pleaded is not known"
        elif word != "poor_quality":
            yield from _other(usage)


def _without_result(usage: Usage, doubted: bool) -> Iterator[Nature]:
    """302-II.1: all PTC without an effective result; of a batch the share without one."""
    result, deducted = usage.get("effective_result"), Fraction(usage.ptc_deducted)
    share = _share_without_result(usage)
    if result == "partial" or (result is None and share is not None):
        ptc = None if share is None else deducted * share
        yield "302-II.1", ptc, f"{usage.items_delivered} of {usage.items_total} items were delivered"
    elif result is False or (result is None and (doubted or usage.get("status") != "completed")):
        yield "302-II.1", deducted, "no effective result"


def _share_without_result(usage: Usage) -> Fraction | None:
    total, delivered = usage.items_total, usage.items_delivered
    return None if total is None or delivered is None else Fraction(max(total - delivered, 0), total)


def _twice_or_too_much(usage: Usage) -> Iterator[Nature]:
    """302-II.2: the whole duplicate, or what was deducted beyond the correct PTC."""
    if usage.duplicate_of is not None:
        yield "302-II.2", Fraction(usage.ptc_deducted), f"deducted again for {usage.duplicate_of}"
    elif usage.ptc_correct is not None:
        excess = Fraction(usage.ptc_deducted) - Fraction(usage.ptc_correct)
        yield "302-II.2", excess, f"{usage.ptc_deducted} deducted, {usage.ptc_correct} correct"


def _other(usage: Usage) -> Iterator[Nature]:
    """302-II.3: what the audit confirmed, less what would have been correct; of a batch the share without a result."""
    deducted, ptc = Fraction(usage.ptc_deducted), None
    if usage.ptc_correct is not None and usage.duplicate_of is None:
        ptc = deducted - Fraction(usage.ptc_correct)
    elif usage.get("effective_result") != "partial":
        ptc = deducted
    elif (share := _share_without_result(usage)) is not None:
        ptc = deducted * share
    yield "302-II.3", ptc, "confirmed by the technical audit"


def counted(ptc: Fraction | Decimal | None) -> str:
    """A number of PTC in a sentence: as a decimal where it is one."""
    if ptc is None:
        return "an unknown number of"
    if ptc == int(ptc):
        return str(int(ptc))
    decimal = ptc if isinstance(ptc, Decimal) else Decimal(ptc.numerator) / Decimal(ptc.denominator)
    return format(decimal.normalize(), "f") if Fraction(decimal) == ptc else str(ptc)
