"""Reports of the platform on rows that are there: what is equal is found, what may change is brought up to date, what
contradicts is refused in one sentence."""

import datetime as dt
from typing import Any

import pytest

from accounts.models import Customer, Violation
from refunds.models import Charge, CreditLot, Dispute, Incident, LedgerEntry, LotDraw, Order, UsageQuota, UsageRecord
from refunds.money import Money
from refunds.operations.perform import Refused
from refunds.policies import read
from tests.documents import scenario

pytestmark = pytest.mark.django_db
Json = dict[str, Any]


@pytest.fixture
def report(bring_in: Any) -> Any:
    """report("SV-001", change, days=1): the worked case once more under another id, changed, some days later."""
    count = iter(range(100))

    def make(id: str, change: Any = lambda facts: None, days: float = 1) -> Any:
        document = scenario(id)
        change(document["facts"])
        document["id"] = f"{id}-report-{next(count)}"
        document["now"] = (read(document).now + dt.timedelta(days=days)).isoformat()
        return bring_in(document)

    return make


def history(row: Any) -> int:
    """How many versions of a row are kept."""
    return row.history.count()


def test_equal_facts_change_no_row(bring_in: Any, report: Any) -> None:
    bring_in(scenario("AI-038"))
    rows = [*Customer.objects.all(), *Order.objects.all(), *Charge.objects.all(), *CreditLot.objects.all()]
    rows += [*UsageRecord.objects.all(), *LotDraw.objects.all()]
    report("AI-038")
    assert [history(row) for row in rows] == [1] * len(rows)
    counted = [model.objects.count() for model in (Customer, Order, Charge, CreditLot, UsageRecord, LotDraw)]
    assert counted == [1, 1, 2, 2, 1, 2]


def test_another_amount_of_a_charge_is_refused(bring_in: Any, report: Any) -> None:
    bring_in(scenario("SV-001"))
    with pytest.raises(Refused) as refused:
        report("SV-001", lambda facts: facts["charges"][0].update(amount="90.00"))
    assert str(refused.value) == (
        "charge CH-001-1 is on record with the amount 100.00 USD, this says 90.00 USD; one of them is wrong."
    )


@pytest.mark.parametrize(
    "change",
    [
        {"currency": "EUR"},
        {"captured_at": "2025-03-04T10:00:00+08:00"},
        {"method": "mastercard"},
        {"order_number": "ORD-OTHER"},
        {"fee": "1.00"},
    ],
)
def test_what_a_charge_is_never_changes(change: Json, bring_in: Any, report: Any) -> None:
    bring_in(scenario("SV-001"))
    with pytest.raises(Refused, match="charge CH-001-1 is on record with the"):
        report("SV-001", lambda facts: facts["charges"][0].update(change))
    assert history(Charge.objects.get()) == 1


@pytest.mark.parametrize(
    ("change", "row"),
    [
        (lambda facts: facts["order"].update(amount="90.00"), "order ORD-20250001"),
        (
            lambda facts: facts["order"]["lines"][0].update(amount="90.00"),
            "order ORD-20250001 is on record with other l",
        ),
    ],
)
def test_what_was_bought_never_changes(change: Any, row: str, bring_in: Any, report: Any) -> None:
    bring_in(scenario("SV-001"))
    with pytest.raises(Refused, match=row):
        report("SV-001", change)


@pytest.mark.parametrize(
    ("change", "row"),
    [
        (lambda facts: facts["lots"][0].update(price_paid="90.00"), "credit lot LOT-038-1"),
        (lambda facts: facts["usage"][0].update(ptc_deducted="499"), "usage record US-038-1"),
        (lambda facts: facts["usage"][0]["drawn_from"].pop(), "usage record US-038-1 is on record with other lots"),
    ],
)
def test_what_was_deducted_never_changes(change: Any, row: str, bring_in: Any, report: Any) -> None:
    bring_in(scenario("AI-038"))
    with pytest.raises(Refused, match=row):
        report("AI-038", change)


def test_an_order_of_one_customer_is_nobody_else_s(bring_in: Any, report: Any) -> None:
    bring_in(scenario("SV-001"))
    with pytest.raises(Refused, match="order ORD-20250001 belongs to another customer than CUS-2"):
        report("SV-001", lambda facts: facts["customer"].update(id="CUS-2"))
    assert not Customer.objects.filter(reference="CUS-2").exists()


def test_two_customers_may_have_usage_and_lots_of_one_id(bring_in: Any) -> None:
    for id in ("AI-035", "SV-035"):
        bring_in(scenario(id))
    assert [usage.reference for usage in UsageRecord.objects.all()] == ["US-035-1", "US-035-1"]


def test_what_may_change_is_brought_up_to_date_and_signed(bring_in: Any, report: Any, people: Any) -> None:
    bring_in(scenario("SV-074"))

    def later(facts: Json) -> None:
        facts["quota"]["consumed"] = "200"
        facts["charges"][0]["account_open"] = False
        facts["order"]["service"] = "image-generation-2"

    report("SV-074", later)
    quota, charge, order = UsageQuota.objects.get(), Charge.objects.get(), Order.objects.get()
    assert (quota.consumed, charge.account_open, order.service) == (200, False, "image-generation-2")
    assert quota.history.latest().history_user.username == "door:file_import"
    assert quota.history.latest().history_change_reason == "import of a test"


def test_an_older_report_does_not_undo_a_newer_one(bring_in: Any, report: Any) -> None:
    bring_in(scenario("SV-074"))
    report("SV-074", lambda facts: facts["quota"].update(consumed="200"), days=2)
    report("SV-074", lambda facts: facts["quota"].update(consumed="170"), days=1)
    assert UsageQuota.objects.get().consumed == 200


def test_an_older_report_still_fills_in_what_was_not_known(bring_in: Any, report: Any) -> None:
    bring_in(scenario("SV-001"))
    report("SV-001", lambda facts: facts["customer"].update(verified_at="2025-01-01T00:00:00Z"), days=-1)
    assert Customer.objects.get().verified_at == dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


def test_what_a_report_leaves_open_stays_known(bring_in: Any, report: Any) -> None:
    bring_in(scenario("SV-001"))
    report("SV-001", lambda facts: facts["charges"][0].update(method=None, fee=None, account_open=None))
    charge = Charge.objects.get()
    assert (charge.method, charge.fee, charge.account_open) == ("visa", Money(0, "USD"), True)
    assert history(charge) == 1


def test_the_status_of_an_account_follows_the_platform(bring_in: Any, report: Any) -> None:
    bring_in(scenario("SV-001"))
    report("SV-001", lambda facts: facts["customer"].update(status="frozen", status_reason="inquiry"))
    customer = Customer.objects.get()
    assert (customer.status, customer.status_reason) == ("frozen", "inquiry")
    assert history(customer) == 2


def test_a_terminated_account_does_not_come_back(bring_in: Any, report: Any) -> None:
    bring_in(scenario("SV-001"))
    report("SV-001", lambda facts: facts["customer"].update(status="terminated"))
    with pytest.raises(Refused, match="customer CUS-S001 is on record as terminated and can't become active"):
        report("SV-001", days=2)


def test_a_violation_is_judged_once_and_then_only_overturned(bring_in: Any, report: Any) -> None:
    def alleged(status: str) -> Any:
        return lambda facts: facts["customer"]["violations"].append({"id": "V-1", "type": "abuse", "status": status})

    report("SV-001", alleged("alleged"))
    report("SV-001", alleged("confirmed"), days=2)
    assert Violation.objects.get().status == "confirmed"
    with pytest.raises(Refused, match=r"violation abuse \(confirmed\) is on record as confirmed and can't become alle"):
        report("SV-001", alleged("alleged"), days=3)
    report("SV-001", alleged("overturned"), days=4)
    assert Violation.objects.get().status == "overturned"


def test_two_violations_of_one_id_are_two(report: Any) -> None:
    def both(facts: Json) -> None:
        facts["customer"]["violations"] = [
            {"id": "V-1", "type": "abuse", "status": "alleged"},
            {"id": "V-1", "type": "terms_of_service", "status": "confirmed"},
        ]

    report("SV-001", both)
    report("SV-001", both, days=2)
    assert [violation.type for violation in Violation.objects.order_by("pk")] == ["abuse", "terms_of_service"]


def test_an_outage_ends(bring_in: Any, report: Any) -> None:
    bring_in(scenario("SV-022"))
    assert Incident.objects.get().end is None
    report("SV-022", lambda facts: facts["incidents"][0].update(end="2025-03-14T12:00:00+08:00"))
    assert Incident.objects.get().end == dt.datetime(2025, 3, 14, 4, tzinfo=dt.UTC)


def test_a_subscription_is_cancelled(bring_in: Any, report: Any) -> None:
    bring_in(scenario("SV-001"))
    report("SV-001", lambda facts: facts["order"].update(cancelled_at="2025-04-01T00:00:00Z"))
    order = Order.objects.get()
    assert (order.status, order.cancelled_at) == ("cancelled", dt.datetime(2025, 4, 1, tzinfo=dt.UTC))


def test_a_hold_is_captured(bring_in: Any, report: Any) -> None:
    bring_in(scenario("SV-061"))
    hold = Charge.objects.get(captured_at__isnull=True)
    assert (hold.status, hold.captured) == ("authorised", Money(0, "USD"))

    def captured(facts: Json) -> None:
        facts["charges"][1]["captured_at"] = "2025-03-05T10:00:00+08:00"

    report("SV-061", captured)
    hold = Charge.fetch(hold.pk)
    assert (hold.status, hold.captured) == ("captured", hold.amount)


def test_a_charge_whose_amount_was_not_known_becomes_refundable(bring_in: Any, report: Any) -> None:
    report("SV-001", lambda facts: facts["charges"][0].update(amount=None, fee=None))
    assert Charge.objects.get().refundable == Money(0, "USD")
    report("SV-001", days=2)
    assert Charge.objects.get().refundable == Money(100_00, "USD")


def test_a_dispute_that_closes_is_the_same_dispute(bring_in: Any, report: Any) -> None:
    bring_in(scenario("SV-134"))
    report("SV-134", lambda facts: facts["chargeback"].update(status="won"))
    assert Dispute.objects.get().status == "won"


def test_draws_that_were_not_known_are_filled_in_once(bring_in: Any, report: Any) -> None:
    report("AI-038", lambda facts: facts["usage"][0].update(drawn_from=None))
    assert not UsageRecord.objects.get().drawn_from_known
    report("AI-038", days=2)
    assert UsageRecord.objects.get().drawn_from_known
    assert [(draw.lot.reference, draw.ptc) for draw in LotDraw.objects.all()] == [
        ("LOT-038-1", 200),
        ("LOT-038-2", 300),
    ]


def test_a_refund_made_before_is_held_against_its_charge(bring_in: Any) -> None:
    bring_in(scenario("SV-125"))
    charge = Charge.objects.get()
    assert charge.refunded == Money(60_00, "USD")
    assert charge.status == "partly_refunded"


def test_a_refund_of_everything_leaves_the_charge_refunded(bring_in: Any) -> None:
    bring_in(scenario("SV-135"))
    assert Charge.objects.get().status == "refunded"


def test_a_refund_on_record_before_its_charge_counts_once_the_charge_is_there(report: Any, bring_in: Any) -> None:
    def of_another(facts: Json) -> None:
        facts["prior_refunds"] = [{"kind": "refund", "charge_id": "CH-125-1", "amount": "60.00", "currency": "USD"}]
        facts["customer"]["id"] = "CUS-S125"

    report("SV-001", of_another)
    document = scenario("SV-125")
    document["facts"]["prior_refunds"] = []
    bring_in(document)
    assert Charge.objects.get(reference="CH-125-1").refundable == Money(39_00, "USD")


def test_two_equal_refunds_in_one_report_are_two(report: Any) -> None:
    refund = {"kind": "refund", "charge_id": "CH-001-1", "amount": "10.00", "currency": "USD"}
    for days in (1, 2):
        report("SV-001", lambda facts: facts.update(prior_refunds=[refund, refund]), days=days)
    assert LedgerEntry.objects.count() == 2
    assert Charge.objects.get().refunded == Money(20_00, "USD")


def test_more_than_was_captured_can_not_have_gone_back(report: Any) -> None:
    refund = {"kind": "refund", "charge_id": "CH-001-1", "amount": "100.01", "currency": "USD"}
    with pytest.raises(Refused, match="More would have gone back for charge CH-001-1 than was captured"):
        report("SV-001", lambda facts: facts.update(prior_refunds=[refund]))


def test_more_consumed_than_a_refund_left_is_refused(bring_in: Any, report: Any, act_of: Any) -> None:
    bring_in(scenario("SV-001"))
    quota = UsageQuota.objects.get()
    quota.revoke(act_of("mei"), quota.granted)
    quota.save(act=act_of("mei"))
    with pytest.raises(Refused, match="1 units are reported as consumed, but a refund took back 1000 of them"):
        report("SV-001", lambda facts: facts["quota"].update(consumed="1"))
