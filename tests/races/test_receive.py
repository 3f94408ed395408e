"""Doors that bring the same thing in at the same instant stand in line."""

import datetime as dt
import json
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.acts import Act
from accounts.models import Customer
from refunds.intake.file_import import import_lines
from refunds.models import Charge, Evaluation, Incident, LedgerEntry, RefundCase
from refunds.operations.perform import Refused
from refunds.operations.receive import receive
from tests.cast import MOMENT
from tests.documents import scenario
from tests.races.together import together


@pytest.fixture
def arriving(people: SimpleNamespace) -> Any:
    """arriving(document): a call that brings the document in."""

    def make(document: dict[str, Any]) -> Any:
        act = Act(by=people.door, at=MOMENT + dt.timedelta(seconds=1), why="import")
        return partial(receive, document, door="file_import", door_reference=document["id"], act=act)

    return make


def test_the_same_document_twice_is_one_case(arriving: Any) -> None:
    cases = together([arriving(scenario("SV-125"))] * 4)
    assert len({case.number for case in cases}) == 1
    counted = [model.objects.count() for model in (RefundCase, Customer, Charge, Evaluation, LedgerEntry)]
    assert counted == [1, 1, 1, 1, 1]


def test_of_two_imports_of_a_file_only_one_says_that_the_case_is_new(people: SimpleNamespace) -> None:
    lines = [json.dumps(scenario("SV-001"))]
    imports = [partial(import_lines, lines, by=people.door, at=MOMENT, source=name) for name in ("one", "two")]
    outcomes = together([lambda run=run: list(run()) for run in imports])
    assert sorted(outcome.known for [outcome] in outcomes) == [False, True]


def test_of_two_contents_of_one_id_one_is_refused(arriving: Any) -> None:
    other = scenario("SV-001")
    other["facts"]["claim"]["requested_amount"] = "99.00"
    told = together([arriving(scenario("SV-001")), arriving(other)])
    assert sorted(type(one).__name__ for one in told) == sorted([RefundCase.__name__, Refused.__name__])
    assert RefundCase.objects.count() == 1


def test_two_cases_of_a_customer_who_is_new_share_one_row_of_each(arriving: Any) -> None:
    documents = [scenario("SV-022") for _ in range(4)]
    for place, document in enumerate(documents):
        document["id"] = f"SV-022-{place}"
    cases = together([arriving(document) for document in documents])
    assert len({case.number for case in cases}) == 4
    assert [model.objects.count() for model in (Customer, Charge, Incident)] == [1, 1, 1]
