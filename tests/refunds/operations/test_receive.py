"""A case comes in once, whole, by one operation, and is assessed at once."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps

from accounts.models import Customer
from refunds.models import Charge, Direction, Evaluation, LedgerEntry, Message, RefundCase, UsageQuota
from refunds.money import Money
from refunds.operations.dossier import dossier_of
from refunds.operations.perform import Refused
from refunds.operations.receive import receive
from refunds.policies import DossierError
from tests.cast import MOMENT
from tests.documents import scenario

pytestmark = pytest.mark.django_db


def rows() -> dict[str, int]:
    """How many rows every table has, histories included."""
    return {model.__name__: model._base_manager.count() for model in apps.get_models()}


def test_a_document_becomes_a_case_with_its_rows(bring_in: Any) -> None:
    case = bring_in(scenario("SV-001"))
    assert (case.policy, case.status, case.ground) == ("service", "received", "service_unusable")
    assert case.customer.reference == "CUS-S001"
    assert case.order.number == "ORD-20250001"
    assert [row.charge.reference for row in case.case_charges.all()] == ["CH-001-1"]
    assert Charge.objects.get().refundable == Money(100_00, "USD")
    assert UsageQuota.objects.get().unused == 1000


def test_the_number_tells_the_year_of_receipt_in_utc_8(bring_in: Any) -> None:
    document = scenario("SV-001")
    document["facts"]["claim"]["submitted_at"] = "2024-12-31T20:00:00Z"
    case = bring_in(document)
    assert case.received_at == dt.datetime(2024, 12, 31, 20, tzinfo=dt.UTC)
    assert case.number.startswith("RC-2025-")
    assert len(case.number) == len("RC-2025-000001")


def test_the_customer_s_words_are_kept_as_they_came(bring_in: Any) -> None:
    case = bring_in(scenario("SV-001"))
    said = Message.objects.get(case=case)
    assert (said.direction, said.channel, said.at) == (Direction.INBOUND, "contact_form", case.submitted_at)
    assert said.body.startswith("The generator keeps failing")


def test_it_is_assessed_at_once_as_of_the_document(bring_in: Any) -> None:
    case = bring_in(scenario("SV-001"))
    evaluation = Evaluation.objects.get(case=case)
    assert (case.recommendation, case.recommended) == ("approve", Money(100_00, "USD"))
    assert evaluation.as_of == case.examined_at == dt.datetime(2025, 4, 2, 8, tzinfo=dt.UTC)
    assert evaluation.at == MOMENT
    assert (case.due_kind, case.due_at) == ("first_response_by", case.first_response_by)


def test_an_answer_given_before_stops_the_clock_of_the_first_response(bring_in: Any) -> None:
    case = bring_in(scenario("SV-140"))
    assert case.first_response_at is not None
    assert case.due_kind == "review_by"


def test_an_automatic_receipt_does_not(bring_in: Any) -> None:
    document = scenario("SV-140")
    document["facts"]["company_contacts"][0]["kind"] = "automatic"
    assert bring_in(document).first_response_at is None


def test_a_repeat_finds_the_same_case_and_changes_nothing(bring_in: Any) -> None:
    first = bring_in(scenario("SV-063"))
    before = rows()
    assert bring_in(scenario("SV-063")) == first
    assert rows() == before


def test_a_repeat_in_another_notation_is_the_same(bring_in: Any) -> None:
    first, document = bring_in(scenario("SV-001")), scenario("SV-001")
    document["facts"]["claim"]["submitted_at"] = "2025-04-02T02:00:00Z"
    document["facts"]["quota"]["granted"] = "1000.0"
    document["facts"]["incidents"] = None
    document["title"] = "another title"
    assert bring_in(document) == first


def test_a_repeat_with_other_content_is_refused(bring_in: Any) -> None:
    first, document = bring_in(scenario("SV-001")), scenario("SV-001")
    document["facts"]["claim"]["requested_amount"] = "99.00"
    before = rows()
    with pytest.raises(Refused, match=f"SV-001 came in before as {first.number} with other content"):
        bring_in(document)
    assert rows() == before


def test_the_same_reference_at_another_door_is_another_case(bring_in: Any, act_of: Any) -> None:
    first, document = bring_in(scenario("SV-001")), scenario("SV-001")
    other = receive(document, door="api", door_reference="SV-001", act=act_of("door"))
    assert other != first
    assert RefundCase.objects.count() == 2
    assert Customer.objects.count() == Charge.objects.count() == UsageQuota.objects.count() == 1


def test_who_may_not_bring_cases_in_is_told_so(bring_in: Any, people: Any) -> None:
    with pytest.raises(Refused, match="Your role does not include this step"):
        bring_in(scenario("SV-001"), by=people.fatima)
    assert not RefundCase.objects.exists()


def test_a_document_that_is_none_is_refused_by_its_path(bring_in: Any, act_of: Any) -> None:
    document = scenario("SV-001")
    document["facts"]["claim"]["submitted_at"] = "2025-04-02T10:00:00"
    with pytest.raises(DossierError, match=r"^facts\.claim\.submitted_at: must be an instant with an offset"):
        receive(document, door="api", door_reference="1", act=act_of("door"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda facts: facts["charges"].append(facts["charges"][0]), r"facts\.charges\[1\]\.id: CH-001-1 stands here"),
        (lambda facts: facts.update(chargeback={"charge": 2}), r"facts\.chargeback\.charge: must be the place of a ch"),
        (
            lambda facts: facts.update(chargeback={}),
            r"facts\.chargeback\.charge: must be the place of a charge, from 1",
        ),
        (
            lambda facts: facts.update(quota_grants=[{"charge": 1}, {"charge": 1}]),
            r"facts\.quota_grants\[1\]\.charge: charge 1 has two quotas",
        ),
        (
            lambda facts: facts["order"].update(
                period={"start": "2025-03-03T00:00:00Z", "end": "2025-03-02T00:00:00Z"}
            ),
            r"facts\.order\.period\.end: must lie after the start",
        ),
        (
            lambda facts: facts.update(
                incidents=[{"id": "INC-1", "start": "2025-03-03T00:00:00Z", "end": "2025-03-02T00:00:00Z"}]
            ),
            r"facts\.incidents\[0\]\.end: must lie after the start",
        ),
    ],
)
def test_what_rows_can_not_hold_is_refused_by_its_path(change: Any, sentence: str, bring_in: Any) -> None:
    document = scenario("SV-001")
    change(document["facts"])
    before = rows()
    with pytest.raises(DossierError, match=f"^{sentence}"):
        bring_in(document)
    assert rows() == before


def test_a_refused_document_leaves_nothing_behind(bring_in: Any) -> None:
    """The contradiction is met after customer, order and charge were written."""
    bring_in(scenario("SV-001"))
    document = scenario("SV-125")
    document["facts"]["charges"][0]["id"] = document["facts"]["claim"]["charge_ids"][0] = "CH-001-1"
    before = rows()
    with pytest.raises(Refused, match="charge CH-001-1 belongs to another customer than CUS-S125"):
        bring_in(document)
    assert rows() == before


def test_a_refund_that_two_documents_name_counts_once(bring_in: Any) -> None:
    document = scenario("SV-125")
    bring_in(document)
    document["id"], document["facts"]["prior_refunds"][0]["same_loss"] = "SV-125-again", True
    case = bring_in(document)
    assert LedgerEntry.objects.get().amount == Money(60_00, "USD")
    assert Charge.objects.get().refunded == Money(60_00, "USD")
    assert [link.same_loss for link in case.prior_refunds.all()] == [True]


def test_what_was_claimed_is_kept_in_its_order_found_or_not(bring_in: Any) -> None:
    document = scenario("SV-001")
    claimed = ["CH-OTHER", "CH-001-1", "CH-OTHER", "CH-001-1"]
    document["facts"]["claim"]["charge_ids"] = claimed
    case = bring_in(document)
    assert [row.claimed_position for row in case.case_charges.all()] == [2]
    assert dossier_of(case)["facts"]["claim"]["charge_ids"] == claimed
