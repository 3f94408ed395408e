"""`manage.py load_cases FILE` from the outside."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from refunds.models import RefundCase
from tests.documents import scenario

pytestmark = pytest.mark.django_db


def loaded(file: str) -> tuple[list[str], int]:
    """The lines printed, and the exit code."""
    out, code = io.StringIO(), 0
    try:
        call_command("load_cases", file, stdout=out)
    except SystemExit as leaving:
        code = int(str(leaving.code))
    return out.getvalue().splitlines(), code


@pytest.fixture
def file(tmp_path: Path) -> Any:
    """file(document, ...): the name of a file of documents."""

    def write(*documents: dict[str, Any]) -> str:
        path = tmp_path / "cases.jsonl"
        path.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf-8")
        return str(path)

    return write


def test_each_case_is_told_with_number_and_recommendation(file: Any) -> None:
    out, code = loaded(file(scenario("SV-001"), scenario("AI-009")))
    numbers = dict(RefundCase.objects.values_list("door_reference", "number"))
    assert out == [
        f"SV-001\t{numbers['SV-001']}\tapprove",
        f"AI-009\t{numbers['AI-009']}\treject",
        "2 new, 0 known, 0 failed",
    ]
    assert code == 0


def test_a_bad_document_is_told_and_the_command_fails_at_the_end(file: Any) -> None:
    bad = scenario("SV-001")
    bad["facts"]["claim"]["ground"] = "boredom"
    out, code = loaded(file(bad, scenario("AI-009")))
    assert out[0].startswith("SV-001\tfailed\tfacts.claim.ground: must be one of")
    assert out[1].startswith("AI-009\tRC-")
    assert out[2] == "1 new, 0 known, 1 failed"
    assert code == 1


def test_a_second_run_writes_no_row_in_any_table(file: Any) -> None:
    name = file(scenario("SV-063"), scenario("AI-038"), scenario("SV-125"))
    loaded(name)
    before = {model.__name__: model._base_manager.count() for model in apps.get_models()}
    out, code = loaded(name)
    assert {model.__name__: model._base_manager.count() for model in apps.get_models()} == before
    assert [line.split("\t")[-1] for line in out] == ["known", "known", "known", "0 new, 3 known, 0 failed"]
    assert code == 0


def test_documents_may_come_by_the_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    text = json.dumps(scenario("SV-001")).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert loaded("-")[0][-1] == "1 new, 0 known, 0 failed"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.jsonl can't be read: No such file or directory"):
        loaded(str(tmp_path / "none.jsonl"))
