"""`manage.py evaluate --stored` from the outside."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.documents import scenario

pytestmark = pytest.mark.django_db


def printed(*arguments: str) -> list[dict[str, Any]]:
    """The evaluations that the command prints."""
    out = io.StringIO()
    call_command("evaluate", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_all_cases_are_evaluated_where_none_is_named(bring_in: Any) -> None:
    for id in ("AI-002", "SV-001"):
        bring_in(scenario(id))
    assert [answer["id"] for answer in printed("--stored")] == ["AI-002", "SV-001"]


def test_cases_named_come_in_the_order_named(bring_in: Any) -> None:
    numbers = [bring_in(scenario(id)).number for id in ("AI-002", "SV-001")]
    assert [answer["id"] for answer in printed("--stored", "SV-001", numbers[0])] == ["SV-001", "AI-002"]


def test_an_unknown_number_has_its_line_and_fails_the_command(bring_in: Any) -> None:
    bring_in(scenario("SV-001"))
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 could not be evaluated; their lines say why") as failed:
        call_command("evaluate", "--stored", "SV-999", "SV-001", stdout=out)
    assert failed.value.returncode == 1
    unknown, known = (json.loads(line) for line in out.getvalue().splitlines())
    assert unknown == {"id": "SV-999", "error": "there is no stored case of this number or id"}
    assert known["id"] == "SV-001"


def test_either_a_file_or_stored_cases() -> None:
    with pytest.raises(CommandError, match="one of the arguments file --stored is required"):
        printed()
