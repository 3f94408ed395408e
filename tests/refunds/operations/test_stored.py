"""A stored case is evaluated from its rows as its document is: whoever asks gets the same answer."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Customer
from refunds.models import Charge
from refunds.operations.canonical import canonical
from refunds.operations.dossier import dossier_of
from refunds.operations.stored import evaluate_stored
from refunds.policies import evaluate, read
from tests.cast import MOMENT
from tests.documents import scenario, worked_cases

pytestmark = pytest.mark.django_db
CASES = worked_cases("scenarios.jsonl", "own_scenarios.jsonl")


@pytest.mark.parametrize("document", CASES, ids=[case["id"] for case in CASES])
def test_rows_and_document_give_the_same_evaluation(document: dict[str, Any], bring_in: Any) -> None:
    bring_in(document)
    assert list(evaluate_stored([document["id"]], MOMENT)) == [evaluate(read(document)).as_document()]


def test_all_cases_come_in_the_order_of_their_numbers(bring_in: Any) -> None:
    numbers = [bring_in(scenario(id)).number for id in ("SV-009", "SV-001", "AI-002")]
    assert numbers == sorted(numbers)
    assert [answer["id"] for answer in evaluate_stored([], MOMENT)] == ["SV-009", "SV-001", "AI-002"]


def test_a_case_is_found_by_its_number_and_by_its_document(bring_in: Any) -> None:
    number = bring_in(scenario("SV-001")).number
    by_number, by_id = evaluate_stored([number, "SV-001"], MOMENT)
    assert by_number == by_id
    assert by_number["recommendation"] == "approve"


def test_an_unknown_number_is_said_in_its_place(bring_in: Any) -> None:
    bring_in(scenario("SV-001"))
    unknown, known = evaluate_stored(["RC-1999-000001", "SV-001"], MOMENT)
    assert unknown == {"id": "RC-1999-000001", "error": "there is no stored case of this number or id"}
    assert known["id"] == "SV-001"


def test_a_live_case_is_looked_at_as_of_now_and_goes_by_its_number(bring_in: Any) -> None:
    case = bring_in(scenario("SV-001"), examined_at=None)
    [answer] = evaluate_stored([case.number], MOMENT)
    assert answer["id"] == case.number
    assert dossier_of(case, MOMENT)["now"] == MOMENT.isoformat()
    with pytest.raises(ValueError, match="as of which instant"):
        dossier_of(case)


def test_a_row_outside_its_vocabulary_is_an_error_with_its_path(bring_in: Any, act_of: Any) -> None:
    bring_in(scenario("SV-001"))
    charge = Charge.objects.get(reference="CH-001-1")
    charge.method = "shells"
    charge.save(act=act_of("door"))
    [answer] = evaluate_stored(["SV-001"], MOMENT)
    assert answer["id"] == "SV-001"
    assert answer["error"].startswith("facts.charges[0].method: must be one of")


def test_a_dossier_costs_the_same_number_of_queries_however_long_it_is(bring_in: Any) -> None:
    short, long = scenario("AI-002"), scenario("AI-003")
    call = long["facts"]["usage"][0]
    long["facts"]["usage"] = [{**call, "id": f"US-{n}"} for n in range(30)]
    for document, count in ((short, 1), (long, 5)):
        violations = [{"id": f"V-{count}-{n}", "type": "abuse", "status": "cleared"} for n in range(count)]
        document["facts"]["customer"]["violations"] = violations
    queries = []
    for case in (bring_in(short), bring_in(long)):
        with CaptureQueriesContext(connection) as counted:
            dossier_of(case)
        queries.append(len(counted))
    assert queries[0] == queries[1]


def test_what_a_dossier_has_none_of_is_not_asked_for(bring_in: Any) -> None:
    with_one, without = scenario("AI-002"), scenario("AI-003")
    with_one["facts"]["customer"]["violations"] = [{"id": "V-1", "type": "abuse", "status": "cleared"}]
    without["facts"]["customer"]["violations"] = []
    asked = {}
    for document in (with_one, without):
        case = bring_in(document)
        with CaptureQueriesContext(connection) as counted:
            dossier_of(case)
        asked[document["id"]] = any('FROM "accounts_violation"' in query["sql"] for query in counted)
    assert asked == {"AI-002": True, "AI-003": False}


def test_a_fact_that_changed_is_seen_by_every_case_that_rests_on_it(bring_in: Any) -> None:
    first, second = scenario("SV-001"), scenario("SV-001")
    bring_in(first)
    second["id"] = "SV-001-again"
    second["facts"]["customer"]["status"] = "frozen"
    bring_in(second)
    again = read(dossier_of(bring_in(first)))
    assert again.facts.customer.status == "frozen"
    said = canonical(read(first).facts)
    assert canonical(again.facts) == {**said, "customer": {**said["customer"], "status": "frozen"}}


def test_what_is_not_known_of_the_customer_stays_not_known(bring_in: Any) -> None:
    document = scenario("SV-001")
    document["facts"]["customer"] = None
    document["facts"]["order"]["number"] = None
    case = bring_in(document)
    assert not case.customer.reference_given
    assert case.customer.reference == f"{case.number}/customer"
    facts = dossier_of(case)["facts"]
    assert "customer" not in facts
    assert "number" not in facts["order"]
    assert Customer.objects.count() == 1


def test_instants_keep_their_moment_whatever_offset_wrote_them(bring_in: Any) -> None:
    document = scenario("SV-001")
    document["facts"]["claim"]["submitted_at"] = "2025-04-01T18:00:00-08:00"
    case = bring_in(document)
    assert case.submitted_at == dt.datetime(2025, 4, 2, 2, 0, tzinfo=dt.UTC)
    assert dossier_of(case)["facts"]["claim"]["submitted_at"] == "2025-04-02T10:00:00+08:00"
