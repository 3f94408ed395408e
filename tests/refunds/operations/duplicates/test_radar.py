"""Which cases look alike, and by what."""

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.acts import Act
from accounts.models import Customer
from refunds.models import CaseCharge, RefundCase
from refunds.operations.duplicates.radar import alike
from refunds.operations.duplicates.rule import dismiss, link
from refunds.operations.evidence_files import Upload, file_evidence
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db
Make = Callable[..., RefundCase]
Acts = Callable[..., Act]


@pytest.fixture
def elsewhere(act_of: Acts, open_case: Make) -> Make:
    """elsewhere("RC-9"): a case of another customer about nothing that ours is about."""

    def make(number: str) -> RefundCase:
        act = act_of("door")
        other = Customer.objects.record(act, reference=f"CUS-{number}", name="Ana")
        case: RefundCase = RefundCase.objects.record(
            act, number=number, customer=other, policy="service", door="test", door_reference=number, received_at=MOMENT
        )
        return case

    return make


def seen(case: RefundCase) -> dict[str, set[str]]:
    """The numbers of the cases found, with their signs."""
    return {one.case.number: {str(sign) for sign in one.signs} for one in alike(case)}


def test_a_second_claim_about_the_same_purchase_shows_by_order_charge_and_customer(
    case: RefundCase, open_case: Make
) -> None:
    open_case("RC-2")

    assert seen(case) == {"RC-2": {"same order", "same charge", "same customer within 14 days"}}


def test_the_same_charge_claimed_by_another_customer_is_seen(case: RefundCase, elsewhere: Make, act_of: Acts) -> None:
    other = elsewhere("RC-9")
    charge = case.case_charges.get().charge
    CaseCharge.objects.record(act_of("door"), case=other, charge=charge, position=1)

    assert seen(case) == {"RC-9": {"same charge"}}


def test_the_same_file_sent_by_another_customer_is_seen(case: RefundCase, elsewhere: Make, act_of: Acts) -> None:
    other = elsewhere("RC-9")
    for one in (case, other):
        file_evidence(one, "screenshot", [Upload("log.txt", b"it failed")], act_of("door"))

    assert seen(case) == {"RC-9": {"same file"}}


def test_a_claim_of_the_customer_long_ago_is_not_the_same(case: RefundCase, elsewhere: Make, act_of: Acts) -> None:
    for number, days in (("RC-8", 13), ("RC-9", 15)):
        RefundCase.objects.record(
            act_of("door"),
            number=number,
            customer=case.customer,
            policy="service",
            door="test",
            door_reference=number,
            received_at=case.received_at - dt.timedelta(days=days),
        )

    assert set(seen(case)) == {"RC-8"}


def test_a_case_that_looks_like_no_other_finds_none(case: RefundCase, elsewhere: Make) -> None:
    elsewhere("RC-9")

    assert alike(case) == []


def test_a_dismissed_pair_is_never_shown_again_from_either_side(
    case: RefundCase, open_case: Make, act_of: Acts
) -> None:
    other = open_case("RC-2")
    dismiss(other.pk, case.pk, act=act_of("mei", "two defects"))

    assert (alike(case), alike(other)) == ([], [])


def test_a_linked_pair_stays_in_sight_with_its_reason(case: RefundCase, open_case: Make, act_of: Acts) -> None:
    other = open_case("RC-2")
    link(case.pk, other.pk, act=act_of("mei", "same outage"))

    [one] = alike(other)
    assert one.ruling is not None
    assert (one.case, one.ruling.ruling, one.ruling.because) == (case, "linked", "same outage")
