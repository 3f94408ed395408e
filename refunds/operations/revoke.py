"""The unused units that a refund pays for are taken back with it, and given back where it fails.

A charge pays for its own quota, or for its order's. The unused units are worth the same share of what was paid for
them: the charge without the customer's payment fee and without the lines of partners. A refund that covers this worth
takes all unused units back, a smaller one its share of them, rounded up to the quota's smallest unit.

Nothing is taken back for PTC (302-V.1: they were consumed), nor from the quota of an order for a charge that bought
nothing of it: a duplicate (S-2.2.b), or one taken after the cancellation (S-2.2.c).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import NamedTuple

from accounts.acts import Act
from refunds.models import Charge, Decision, DecisionPart, Payout, QuotaRevocation, UsageQuota
from refunds.models.vocabulary import FeeBearer, PolicyId
from refunds.money import half_up
from refunds.operations.perform import perform

DUPLICATE = "S-2.2.b"


class Stake(NamedTuple):
    """Units of a quota that a refund pays for, and the parts of the decision that pay."""

    quota: UsageQuota
    units: Decimal
    parts: list[DecisionPart]


def revoke_paid_units(
    decision: Decision,
    payouts: Collection[Payout],
    charges: Mapping[int, Charge],
    quotas: Collection[UsageQuota],
    act: Act,
) -> None:
    """Take back what the payouts of a decision pay for, and remember how much for each. The quotas are locked."""
    payout_of = {payout.part_id: payout for payout in payouts}
    for quota, units, parts in stakes(decision, charges, quotas):
        perform(quota, "revoke", act, units=units)
        for payout, share in _shared([payout_of[part.pk] for part in parts], units):
            QuotaRevocation.objects.create(payout=payout, quota=quota, units=share)


def units_at_stake(
    decision: Decision, charges: Mapping[int, Charge], quotas: Collection[UsageQuota]
) -> list[tuple[UsageQuota, Decimal]]:
    """The unused units that approving a decision would take back, quota by quota. It changes nothing."""
    return [(stake.quota, stake.units) for stake in stakes(decision, charges, quotas)]


def stakes(decision: Decision, charges: Mapping[int, Charge], quotas: Collection[UsageQuota]) -> Iterator[Stake]:
    """What each quota with unused units stands to lose. Nothing for PTC."""
    if decision.case.policy == PolicyId.AI302:
        return
    all_parts = list(decision.parts.all())
    with_own = {quota.charge_id for quota in quotas if quota.charge_id}
    for quota in quotas:
        parts = [part for part in all_parts if _pays_for(charges[part.charge_id], quota, decision, with_own)]
        if parts and quota.unused:
            refunds = {charges[part.charge_id]: part.amount_minor for part in parts}
            yield Stake(quota, units_paid_for(quota, refunds), parts)


def restore_units(payout: Payout, quotas: Collection[UsageQuota], act: Act) -> None:
    """Give back what a payout had taken that failed or came back. The quotas are locked."""
    for revocation in payout.revocations.all():
        perform(next(q for q in quotas if q.pk == revocation.quota_id), "restore", act, units=revocation.units)


def revoke_again(payout: Payout, quotas: Collection[UsageQuota], act: Act) -> None:
    """Take the units back a second time where a payout that was thought to have failed was paid after all."""
    for revocation in payout.revocations.all():
        quota = next(q for q in quotas if q.pk == revocation.quota_id)
        if quota.unused:
            perform(quota, "revoke", act, units=revocation.units)


def units_paid_for(quota: UsageQuota, refunds: Mapping[Charge, int]) -> Decimal:
    """How many unused units refunds pay for. refunds: minor units that go back, by the charge that they go back for."""
    assert quota.granted
    share = Fraction(quota.unused) / Fraction(quota.granted)
    worth = half_up(sum((paid_for_units(charge) for charge in refunds), Fraction(0)) * share)
    refunded = sum(refunds.values())
    if refunded >= worth:
        return quota.unused
    return _rounded_up(Fraction(quota.unused) * refunded / worth, _smallest(quota.unused))


def paid_for_units(charge: Charge) -> Fraction:
    """What of a charge was paid for our own units, in minor units: no fee of the customer, no partners' lines (S14)."""
    fee = charge.fee_minor or 0 if charge.fee_bearer == FeeBearer.CUSTOMER else 0
    lines = [(line.amount_minor or 0, line.third_party) for line in charge.order.lines.all()] if charge.order else []
    all_lines, own = sum(amount for amount, _ in lines), sum(amount for amount, theirs in lines if not theirs)
    return (charge.captured_minor - fee) * (Fraction(own, all_lines) if all_lines else Fraction(1))


def _pays_for(charge: Charge, quota: UsageQuota, decision: Decision, with_own: Collection[int]) -> bool:
    if charge.pk in with_own or quota.charge_id:
        return quota.charge_id == charge.pk
    cancelled_at = charge.order.cancelled_at if charge.order else None
    taken_afterwards = bool(cancelled_at and charge.captured_at and charge.captured_at > cancelled_at)
    return quota.order_id == charge.order_id and DUPLICATE not in decision.clauses and not taken_afterwards


def _shared(paying: Collection[Payout], units: Decimal) -> Iterator[tuple[Payout, Decimal]]:
    """The units in proportion to the amounts; what is left by rounding goes to the last."""
    refunded, given, before = sum(payout.amount_minor for payout in paying), 0, Decimal(0)
    for payout in paying:
        given += payout.amount_minor
        upto = (units * given / refunded).quantize(_smallest(units), ROUND_FLOOR) if given < refunded else units
        if upto > before:
            yield payout, upto - before
        before = upto


def _smallest(units: Decimal) -> Decimal:
    """The last place in which a quantity is written, a whole unit where it has no decimals."""
    exponent = units.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(min(exponent, 0))


def _rounded_up(exact: Fraction, smallest: Decimal) -> Decimal:
    steps = exact / Fraction(smallest)
    return Decimal(-(-steps.numerator // steps.denominator)) * smallest
