"""The unused units that a refund pays for are taken back, in proportion and never more than it pays for."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from accounts.acts import Act
from refunds.models import (
    CaseCharge,
    Charge,
    Decision,
    Order,
    OrderLine,
    Payout,
    QuotaRevocation,
    QuotaStatus,
    RefundCase,
    UsageQuota,
)
from refunds.money import Money
from refunds.operations.approve import approve
from refunds.operations.decide import Part, Proposal, decide
from refunds.operations.revoke import units_at_stake, units_paid_for
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Cases = Callable[..., RefundCase]


@pytest.fixture
def quota(charge: Charge) -> UsageQuota:
    """The 1,000 credits of the order."""
    return UsageQuota.objects.get()


def consume(quota: UsageQuota, units: int, act: Act) -> None:
    """The platform reports a use."""
    quota.consumed = Decimal(units)
    quota.save(act=act)


def test_a_refund_of_all_that_is_unused_takes_all_units(payout: Payout, quota: UsageQuota) -> None:
    quota = UsageQuota.fetch(quota.pk)
    assert (quota.revoked, quota.unused, quota.status) == (1000, 0, QuotaStatus.REVOKED)
    assert QuotaRevocation.objects.get().units == 1000


def test_a_refund_of_the_unused_part_takes_that_part(
    open_case: Cases, quota: UsageQuota, granted: Callable[..., Payout], act_of: Acts
) -> None:
    consume(quota, 400, act_of("door"))
    assert granted(open_case()).amount == Money(60_00, "USD")
    quota = UsageQuota.fetch(quota.pk)
    assert (quota.revoked, quota.unused) == (600, 0)


def test_a_customer_who_asked_for_less_keeps_the_rest_of_the_units(
    open_case: Cases, quota: UsageQuota, granted: Callable[..., Payout]
) -> None:
    granted(open_case(requested_minor=40_00))
    quota = UsageQuota.fetch(quota.pk)
    assert (quota.revoked, quota.unused, quota.status) == (400, 600, QuotaStatus.REDUCED)


@pytest.mark.parametrize(
    ("refunded", "units"),
    [
        (1, "1"),  # a cent pays for a tenth of a credit: rounded up to a whole one
        (33_33, "334"),
        (99_99, "1000"),
        (100_00, "1000"),
        (103_00, "1000"),
    ],
)
def test_units_are_taken_in_proportion_and_rounded_up(
    refunded: int, units: str, quota: UsageQuota, charge: Charge
) -> None:
    assert units_paid_for(quota, {charge: refunded}) == Decimal(units)


def test_the_smallest_unit_is_that_of_the_quota(quota: UsageQuota, charge: Charge) -> None:
    quota.granted = Decimal("1.50")
    assert units_paid_for(quota, {charge: 33_33}) == Decimal("0.50")


def test_the_customers_fee_and_partners_lines_paid_for_no_units(
    quota: UsageQuota, charge: Charge, order: Order, act_of: Acts
) -> None:
    charge.fee_minor, charge.fee_bearer = 10_00, "customer"
    for position, (amount, theirs) in enumerate([(60_00, False), (30_00, True)], start=1):
        OrderLine.objects.record(
            act_of("door"), order=order, position=position, third_party=theirs, amount_minor=amount, currency="USD"
        )
    assert units_paid_for(quota, {charge: 60_00}) == 1000
    assert units_paid_for(quota, {charge: 30_00}) == 500


def test_two_charges_of_one_quota_share_what_is_taken(
    open_case: Cases, charge: Charge, quota: UsageQuota, examined: Cases, act_of: Acts
) -> None:
    case = open_case(requested_minor=None)
    second = another_charge(charge, act_of("door"))
    CaseCharge.objects.record(act_of("door"), case=case, charge=second, position=2, claimed_position=2)
    parts = (Part(charge.pk, Money(20_00, "USD")), Part(second.pk, Money(80_00, "USD")))
    decided = departure(examined(case), parts, ("S-2.1.a",), act_of)
    assert decided == {"CH-1": 100, "CH-2": 400}
    assert UsageQuota.fetch(quota.pk).unused == 500


def test_the_refund_of_a_duplicate_takes_nothing_of_what_was_bought(
    case: RefundCase, charge: Charge, quota: UsageQuota, examined: Cases, act_of: Acts
) -> None:
    second = another_charge(charge, act_of("door"))
    CaseCharge.objects.record(act_of("door"), case=case, charge=second, position=2, claimed_position=2)
    part = Part(second.pk, Money(100_00, "USD"))
    assert departure(examined(case), (part,), ("S-2.2.b",), act_of) == {}
    assert UsageQuota.fetch(quota.pk).unused == 1000


def test_a_duplicate_that_granted_a_second_quota_takes_that_one(
    case: RefundCase, charge: Charge, quota: UsageQuota, order: Order, examined: Cases, act_of: Acts
) -> None:
    second = another_charge(charge, act_of("door"))
    own = UsageQuota.objects.record(act_of("door"), order=order, charge=second, granted=300, consumed=120)
    CaseCharge.objects.record(act_of("door"), case=case, charge=second, position=2, claimed_position=2)
    part = Part(second.pk, Money(60_00, "USD"))
    assert departure(examined(case), (part,), ("S-2.2.b",), act_of) == {"CH-2": 180}
    assert (UsageQuota.fetch(quota.pk).unused, UsageQuota.fetch(own.pk).unused) == (1000, 0)


def test_a_charge_after_the_cancellation_bought_nothing(
    case: RefundCase, charge: Charge, quota: UsageQuota, order: Order, examined: Cases, act_of: Acts
) -> None:
    order.cancelled_at = charge.captured_at - dt.timedelta(days=1)  # type: ignore[operator]
    order.save(act=act_of("door"))
    part = Part(charge.pk, Money(100_00, "USD"))
    assert departure(examined(case), (part,), ("S-2.2.c",), act_of) == {}
    assert UsageQuota.fetch(quota.pk).unused == 1000


def test_what_is_at_stake_is_what_the_approval_then_takes(
    open_case: Cases, charge: Charge, quota: UsageQuota, prepared: Callable[..., Decision], act_of: Acts
) -> None:
    decision = prepared(open_case(requested_minor=40_00))
    assert units_at_stake(decision, {charge.pk: charge}, [quota]) == [(quota, Decimal(400))]
    assert UsageQuota.fetch(quota.pk).revoked == 0
    approve(decision.case_id, act=act_of("sofia", minutes=3))
    assert UsageQuota.fetch(quota.pk).revoked == 400


def another_charge(charge: Charge, act: Act) -> Charge:
    """CH-2: the same order, paid again a minute later."""
    made: Charge = Charge.objects.record(
        act,
        reference="CH-2",
        customer=charge.customer,
        order=charge.order,
        status="captured",
        amount_minor=100_00,
        captured_minor=100_00,
        captured_at=MOMENT - dt.timedelta(days=7),
        currency="USD",
        method="visa",
    )
    return made


def departure(case: RefundCase, parts: tuple[Part, ...], clauses: tuple[str, ...], act_of: Acts) -> dict[str, int]:
    """The units that an approved departure takes back, by charge."""
    proposal = Proposal("approve_partial", parts, clauses, "As agreed.", "As agreed with the customer.")
    decision: Decision = decide(case.pk, proposal=proposal, act=act_of("mei", minutes=2))
    approve(decision.case_id, act=act_of("sofia", minutes=3))
    return {row.payout.charge.reference: int(row.units) for row in QuotaRevocation.objects.order_by("pk")}
