"""The unused units that a refund pays for are taken back with it, and given back where it fails.

A charge pays for its own quota, or for its order's. The unused units are worth the same share of what was paid for
them: the charge without the customer's payment fee and without the lines of partners. A refund that covers this worth
takes all unused units back, a smaller one its share of them, rounded up to the quota's smallest unit.

Nothing is taken back for PTC (302-V.1: they were consumed), nor from the quota of an order for a charge that bought
nothing of it: a duplicate (S-2.2.b), or one taken after the cancellation (S-2.2.c).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from accounts.acts import Act
from refunds.models import Charge, Decision, Payout, QuotaRevocation, UsageQuota
from refunds.models.vocabulary import FeeBearer, PolicyId
from refunds.money import half_up
from refunds.operations.perform import perform

DUPLICATE = "S-2.2.b"


def revoke_paid_units(
    decision: Decision,
    payouts: Collection[Payout],
    charges: Mapping[int, Charge],
    quotas: Collection[UsageQuota],
    act: Act,
) -> None:
    """Take back what the payouts of a decision pay for, and remember how much for each. The quotas are locked."""
    if decision.case.policy == PolicyId.AI302:
        return
    with_own = {quota.charge_id for quota in quotas if quota.charge_id}
    for quota in quotas:
        paying = [p for p in payouts if _pays_for(charges[p.charge_id], quota, decision, with_own)]
        if paying and quota.unused:
            _revoke(quota, paying, units_paid_for(quota, {charges[p.charge_id]: p.amount_minor for p in paying}), act)


def units_at_stake(
    decision: Decision, charges: Mapping[int, Charge], quotas: Collection[UsageQuota]
) -> list[tuple[UsageQuota, Decimal]]:
    """The unused units that approving a decision would take back, quota by quota. It changes nothing."""
    if decision.case.policy == PolicyId.AI302:
        return []
    parts, with_own, stakes = list(decision.parts.all()), {q.charge_id for q in quotas if q.charge_id}, []
    for quota in quotas:
        ids = [part.charge_id for part in parts if _pays_for(charges[part.charge_id], quota, decision, with_own)]
        if ids and quota.unused:
            refunds = {charges[part.charge_id]: part.amount_minor for part in parts if part.charge_id in ids}
            stakes.append((quota, units_paid_for(quota, refunds)))
    return stakes


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
    return _rounded_up(Fraction(quota.unused) * refunded / worth, _smallest_unit(quota))


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


def _revoke(quota: UsageQuota, paying: Collection[Payout], units: Decimal, act: Act) -> None:
    smallest, refunded, given, before = _smallest_unit(quota), sum(p.amount_minor for p in paying), 0, Decimal(0)
    perform(quota, "revoke", act, units=units)
    for payout in paying:
        given += payout.amount_minor
        upto = (units * given / refunded).quantize(smallest, ROUND_FLOOR) if given < refunded else units
        if upto > before:
            QuotaRevocation.objects.create(payout=payout, quota=quota, units=upto - before)
        before = upto


def _smallest_unit(quota: UsageQuota) -> Decimal:
    exponent = quota.unused.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(min(exponent, 0))


def _rounded_up(exact: Fraction, smallest: Decimal) -> Decimal:
    steps = exact / Fraction(smallest)
    return Decimal(-(-steps.numerator // steps.denominator)) * smallest
