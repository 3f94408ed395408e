"""A document comes in whole or not at all: nothing of one that is wrong stays in any table, and the next comes in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from refunds.intake.file_import import door_account, import_lines
from refunds.models import RefundCase
from tests.cast import MOMENT
from tests.documents import scenario
from tests.refunds.models.tables import execute, history_models, our_models
from tests.spoiling import spoilt

pytestmark = pytest.mark.django_db
SOME = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def rows() -> dict[str, int]:
    """How many rows there are in each table of ours, counted at once."""
    tables = [model._meta.db_table for model in (*our_models(), *history_models())]
    counts = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables)
    return dict(execute(counts))


@SOME
@given(spoilt())
def test_a_spoilt_document_comes_in_whole_or_leaves_nothing(db: None, document: dict[str, Any]) -> None:
    with transaction.atomic():
        door, before = door_account(), rows()
        try:
            line = json.dumps(document)
        except RecursionError:
            return
        (outcome,) = import_lines([line], by=door, at=MOMENT, source="a test")
        if outcome.problem:
            assert rows() == before
            assert "\n" not in outcome.problem
        else:
            assert outcome.case is not None
            assert RefundCase.fetch(outcome.case.pk).current_evaluation is not None
        transaction.set_rollback(True)


def test_one_bad_document_loses_none_of_the_others(db: None) -> None:
    bad = scenario("SV-007")
    bad["facts"]["charges"][0]["amount"] = "1_000"
    lines = [json.dumps(scenario("SV-001")), json.dumps(bad), "{", "[" * 100_000, json.dumps(scenario("AI-009"))]
    outcomes = list(import_lines(lines, by=door_account(), at=MOMENT, source="a test"))
    assert [outcome.case is not None for outcome in outcomes] == [True, False, False, False, True]
    assert outcomes[1].problem.startswith("facts.charges[0].amount: ")
    assert outcomes[3].problem == "the document is nested too deeply"
    assert set(RefundCase.objects.values_list("door_reference", flat=True)) == {"SV-001", "AI-009"}
