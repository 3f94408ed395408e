"""Documents of a file come in one by one; a wrong one does not keep the next out."""

import json
from typing import Any

import pytest

from refunds.intake.file_import import DOOR, Outcome, door_account, import_lines
from refunds.models import RefundCase
from tests.cast import MOMENT
from tests.documents import scenario

pytestmark = pytest.mark.django_db


def imported(*documents: Any) -> list[Outcome]:
    """What became of each document."""
    lines = [document if isinstance(document, str) else json.dumps(document) for document in documents]
    return list(import_lines(lines, by=door_account(), at=MOMENT, source="cases.jsonl"))


def test_each_document_is_a_case_looked_at_as_of_its_own_now() -> None:
    one, two = imported(scenario("SV-001"), scenario("AI-002"))
    assert (one.id, one.case.recommendation, one.known) == ("SV-001", "approve", False)
    assert two.case.examined_at.isoformat() == "2025-03-13T02:00:00+00:00"
    assert {case.door for case in RefundCase.objects.all()} == {DOOR}


def test_the_history_says_which_line_it_came_from() -> None:
    [one] = imported(scenario("SV-001"))
    born = one.case.history.earliest()
    assert born.history_user.username == "door:file_import"
    assert born.history_change_reason == "import of cases.jsonl, line 1"


def test_a_wrong_document_is_told_by_its_path_and_the_rest_comes_in() -> None:
    wrong = scenario("SV-001")
    wrong["facts"]["charges"][0]["amount"] = "100.001"
    bad, good = imported(wrong, scenario("AI-002"))
    assert (bad.id, bad.case) == ("SV-001", None)
    assert bad.problem == "facts.charges[0].amount: 100.001 has 3 decimals, USD has 2"
    assert good.case is not None
    assert RefundCase.objects.count() == 1


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "the line is not JSON"),
        ('{"id": "A", "id": "B"}', "the key 'id' occurs twice"),
        ("[]", "a dossier must be an object"),
        ('{"id": "", "policy": "service"}', "now: must be an instant"),
    ],
)
def test_a_line_that_is_no_document_goes_by_its_number(line: str, problem: str) -> None:
    [outcome] = imported("", "  ", line)
    assert outcome.id == "line 3"
    assert problem in outcome.problem


def test_what_only_the_database_can_refuse_is_told_in_one_line() -> None:
    """A CLF has four decimals: fifteen digits before them are more than a column of minor units holds."""
    document = scenario("SV-001")
    document["facts"]["charges"][0] |= {"currency": "CLF", "amount": "999999999999999.0000", "fee": None}
    bad, good = imported(document, scenario("AI-002"))
    assert "out of range" in bad.problem
    assert "\n" not in bad.problem
    assert good.case is not None


def test_a_repeat_is_known_and_other_content_is_not_taken() -> None:
    changed = scenario("SV-001")
    changed["now"] = "2025-04-03T00:00:00Z"
    first, again, other = imported(scenario("SV-001"), scenario("SV-001"), changed)
    assert (again.case, again.known) == (first.case, True)
    assert other.problem == f"SV-001 came in before as {first.case.number} with other content; nothing was changed."
