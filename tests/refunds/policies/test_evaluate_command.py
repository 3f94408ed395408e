"""The evaluate command: one evaluation a line, in the order of the input."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from tests.refunds.policies.expectations import scenarios

GOOD = scenarios("service", "scenarios.jsonl")[:3]


def evaluated(*arguments):
    out = io.StringIO()
    call_command("evaluate", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def written(tmp_path, *lines):
    file = tmp_path / "dossiers.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(file)


def test_evaluations_come_in_the_order_of_the_dossiers(tmp_path):
    rows = evaluated(written(tmp_path, *map(json.dumps, reversed(GOOD))))
    assert [row["id"] for row in rows] == [one["id"] for one in reversed(GOOD)]
    assert all(row["findings"] for row in rows)


def test_blank_lines_are_passed_over(tmp_path):
    assert len(evaluated(written(tmp_path, "", json.dumps(GOOD[0]), "  ", ""))) == 1


def test_a_document_that_cannot_be_read_has_an_error_in_its_place_and_the_rest_goes_on(tmp_path):
    bad = {**GOOD[1], "facts": {"charges": [{"amount": "1.001", "currency": "USD"}]}}
    file, out = written(tmp_path, json.dumps(GOOD[0]), json.dumps(bad), "not json", json.dumps(GOOD[2])), io.StringIO()
    with pytest.raises(CommandError, match=r"2 .*could not be") as caught:
        call_command("evaluate", file, stdout=out)
    first, second, third, fourth = map(json.loads, out.getvalue().splitlines())
    assert caught.value.returncode == 1
    assert (first["id"], fourth["id"]) == (GOOD[0]["id"], GOOD[2]["id"])
    assert second == {"id": bad["id"], "error": "facts.charges[0].amount: 1.001 has 3 decimals, USD has 2"}
    assert third == {"id": None, "error": "line 3: the line is not JSON at column 1: Expecting value"}


def test_an_id_that_cannot_be_printed_is_not_repeated(tmp_path):
    file, out = written(tmp_path, '{"id": "\\ud800"}'), io.StringIO()
    with pytest.raises(CommandError):
        call_command("evaluate", file, stdout=out)
    assert json.loads(out.getvalue())["id"] is None


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(CommandError, match=r"/nowhere\.jsonl cannot be read: No such file"):
        evaluated("/nowhere.jsonl")


def test_dossiers_come_from_standard_input_too(monkeypatch):
    standard_input = io.TextIOWrapper(io.BytesIO(json.dumps(GOOD[0]).encode()))
    monkeypatch.setattr(sys, "stdin", standard_input)
    assert [row["id"] for row in evaluated("-")] == [GOOD[0]["id"]]


def test_the_published_cases_need_no_database(tmp_path):
    cases = scenarios("service", "scenarios.jsonl")
    assert len(evaluated(written(tmp_path, *map(json.dumps, cases)))) == len(cases)
