"""What the policy says of a case is kept with the facts it was told, and shown on the case."""

import datetime as dt
import json
from typing import Any

import pytest

from refunds.models import Charge, Evaluation, Finding, RefundCase
from refunds.operations.assess import assess, is_current
from refunds.operations.canonical import facts_digest
from refunds.policies import DossierError, evaluate, read
from tests.cast import MOMENT
from tests.documents import scenario

pytestmark = pytest.mark.django_db


def find(case: RefundCase, act: Any, **values: Any) -> None:
    """Staff establish something."""
    Finding.objects.record(act, case=case, position=9, recorded_by=act.by, recorded_at=act.at, **values)


def test_the_frozen_facts_give_the_stored_answer_again(bring_in: Any) -> None:
    case = bring_in(scenario("AI-038"))
    kept = Evaluation.objects.get(case=case)
    dossier = read({"id": "AI-038", "policy": "302ai", "now": kept.as_of.isoformat(), "facts": kept.facts})
    assert kept.document == evaluate(dossier).as_document()
    assert kept.facts_digest == facts_digest(dossier.facts)
    assert json.loads(json.dumps(kept.facts)) == kept.facts


def test_a_new_fact_makes_the_evaluation_stale_until_it_is_assessed(bring_in: Any, act_of: Any) -> None:
    case = bring_in(scenario("SV-048"))
    assert is_current(case)
    find(case, act_of("mei"), subject="service_defect", result="confirmed")
    assert not is_current(case)
    found = assess(case.pk, act=act_of("mei", "the defect is confirmed", minutes=1))
    assert is_current(case)
    assert (found.recommendation, found.why) == ("approve", "the defect is confirmed")
    assert RefundCase.fetch(case.pk).recommendation == "approve"


def test_a_case_without_an_evaluation_is_not_current(case: RefundCase) -> None:
    assert not is_current(case)


def test_the_same_facts_at_the_same_instant_store_no_twin(bring_in: Any, act_of: Any) -> None:
    case = bring_in(scenario("SV-001"))
    first = Evaluation.objects.get()
    history = case.history.count()
    assert assess(case.pk, act=act_of("mei")) == first
    assert Evaluation.objects.count() == 1
    assert case.history.count() == history


def test_another_instant_is_another_evaluation(bring_in: Any, act_of: Any) -> None:
    case = bring_in(scenario("SV-001"))
    later = assess(case.pk, act=act_of("mei"), as_of=MOMENT)
    assert later.as_of == MOMENT
    assert Evaluation.objects.count() == 2
    assert case.current_evaluation == later


def test_a_live_case_is_looked_at_as_of_the_act(case: RefundCase, act_of: Any) -> None:
    act = act_of("mei", hours=2)
    assert assess(case.pk, act=act).as_of == act.at


def test_an_imported_case_stays_looked_at_as_of_its_document(bring_in: Any, act_of: Any) -> None:
    case = bring_in(scenario("SV-048"))
    find(case, act_of("mei"), subject="service_defect", result="confirmed")
    assert assess(case.pk, act=act_of("mei")).as_of == case.examined_at


def test_the_clocks_of_the_policy_stand_on_the_case(bring_in: Any) -> None:
    utc8 = dt.timezone(dt.timedelta(hours=8))
    service, ai302 = bring_in(scenario("SV-001")), bring_in(scenario("AI-002"))
    assert service.review_by == dt.datetime(2025, 4, 7, 18, tzinfo=utc8)
    assert service.payout_by == dt.datetime(2025, 4, 10, 18, tzinfo=utc8)
    assert service.audit_by is service.application_by is None
    assert ai302.application_by is not None
    assert ai302.audit_by is not None
    assert ai302.review_by is None


def test_of_several_last_days_to_apply_the_first_is_shown(bring_in: Any) -> None:
    document = scenario("AI-002")
    usage = document["facts"]["usage"]
    usage.append({**usage[0], "id": "US-LATE", "deducted_at": "2025-03-12T10:00:00+08:00"})
    document["facts"]["claim"]["usage_ids"].append("US-LATE")
    case = bring_in(document)
    ends = [at for name, at in case.current_evaluation.document["deadlines"].items() if "application_by." in name]
    assert len(ends) == 2
    assert case.application_by == min(dt.datetime.fromisoformat(at) for at in ends)


def test_rows_that_make_no_dossier_are_an_error_and_store_nothing(bring_in: Any, act_of: Any) -> None:
    case = bring_in(scenario("SV-001"))
    charge = Charge.objects.get()
    charge.method = "shells"
    charge.save(act=act_of("door"))
    with pytest.raises(DossierError, match=r"^facts\.charges\[0\]\.method: must be one of"):
        assess(case.pk, act=act_of("mei"))
    assert Evaluation.objects.count() == 1
