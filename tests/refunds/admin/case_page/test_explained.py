"""An evaluation is written out once for each language, and says the same from then on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache

from accounts.acts import Act
from refunds.admin.case_page import explained
from refunds.admin.case_page.verdict import beyond
from refunds.admin.case_page.wanted import settled_by
from refunds.models import Evaluation, RefundCase
from refunds.operations.findings import record_finding
from tests.at_the_desk import Desk, Person

pytestmark = pytest.mark.django_db
Make = Callable[..., RefundCase]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The evaluations that are written out, one after the other."""
    cache.clear()
    done: list[int] = []

    def verdict(evaluation: Evaluation) -> Any:
        done.append(evaluation.pk)
        return original(evaluation)

    original = explained.verdict
    monkeypatch.setattr(explained, "verdict", verdict)
    return done


def in_chinese(person: Person, case: RefundCase) -> str:
    """The page as somebody reads it who reads Chinese."""
    page = person.client.get(f"/admin/refunds/refundcase/{case.pk}/change/", HTTP_ACCEPT_LANGUAGE="zh-hans")
    return str(page.content.decode())


def test_the_second_reader_reads_what_was_written_for_the_first(
    desk: Desk, case: RefundCase, examined: Make, written: list[int]
) -> None:
    first = desk("mei").sees(examined(case)).content.decode()
    second = desk("tom").sees(case).content.decode()

    assert written == [case.current_evaluation.pk]
    assert findings(second) == findings(first)
    assert "S-2.1.a" in findings(first)


def test_each_language_has_its_own(desk: Desk, case: RefundCase, examined: Make, written: list[int]) -> None:
    mei = desk("mei")
    english = findings(mei.sees(examined(case)).content.decode())
    chinese = findings(in_chinese(mei, case))

    assert len(written) == 2
    assert "does not apply" in english
    assert "does not apply" not in chinese


def test_a_later_evaluation_is_written_anew(
    desk: Desk, case: RefundCase, examined: Make, act_of: Callable[..., Act], written: list[int]
) -> None:
    mei = desk("mei")
    mei.sees(examined(case))
    first = case.current_evaluation.pk
    seen = {"subject": "goodwill", "result": "confirmed", "note": "a loyal customer"}
    record_finding(case.pk, **seen, act=act_of("mei", minutes=9))
    mei.sees(case)

    assert case.current_evaluation.pk != first
    assert written == [first, case.current_evaluation.pk]


def findings(page: str) -> str:
    """The panel with the clauses."""
    return page.partition('id="findings"')[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("decides", "who"),
    [
        ("TH", "the technical auditors, or by the case worker with a finding"),
        ("HT", "the technical auditors, or by the case worker with a finding"),
        ("DT", "the technical auditors"),
        ("DV", "a supervisor"),
    ],
)
def test_a_question_of_fact_is_settled_by_an_audit_or_a_finding(decides: str, who: str) -> None:
    assert str(settled_by(decides)) == who


UNREACHED = ["S-3.1.a", "S-3.1.b", "S-3.1.c", "S-3.2.a", "S-3.2.b", "S-3.3.a", "S-3.3.b", "S-3.4.a", "S-3.4.b"]


@pytest.mark.parametrize(
    ("recommendation", "ground", "named"),
    [
        ("approve", "S-2.2.a", UNREACHED),
        ("approve_partial", "S-2.2.b", [bar for bar in UNREACHED if bar != "S-3.1.c"]),
        ("approve", "S-2.1.a", []),
        ("approve", "S-2.2.c", []),
        ("needs_supervisor", "S-2.2.a", []),
    ],
)
def test_a_grant_says_which_bars_do_not_reach_its_ground(recommendation: str, ground: str, named: list[str]) -> None:
    asked = [{"clause": clause} for clause in (ground, "S-3.2.c")]
    document = {"recommendation": recommendation, "grounds": [ground], "findings": asked}
    evaluation = Evaluation(case=RefundCase(policy="service"), document=document)

    assert [bar.id for bar in beyond(evaluation)] == named


def test_a_defect_is_reached_by_every_bar(desk: Desk, case: RefundCase, examined: Make) -> None:
    cache.clear()
    assert "Bars that do not reach this ground" not in desk("mei").sees(examined(case)).content.decode()
