"""Under which version a case is judged, and judging it under another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from refunds.models import PolicyVersion, RefundCase
from tests.at_the_desk import Desk

pytestmark = pytest.mark.django_db
Taken = Callable[..., RefundCase]


def test_a_case_says_under_which_version_it_was_judged(desk: Desk, case: RefundCase, taken: Taken) -> None:
    answer = desk("mei").sees(taken(case))

    said = answer.context["judged_by"]
    assert (said.name, said.version, said.chosen_by) == ("2025-01", None, None)
    assert "/policyversion/written/service/" in answer.content.decode()


def test_a_supervisor_judges_a_case_under_a_published_version_with_a_reason(
    desk: Desk, case: RefundCase, taken: Taken, published: PolicyVersion
) -> None:
    case, sofia = taken(case), desk("sofia")

    sofia.takes(case, "judge_under", version=published.pk, why="the customer was promised it")

    said = desk("mei").sees(case).context["judged_by"]
    assert (said.version, said.chosen_by.username, said.why) == (published, "sofia", "the customer was promised it")
    assert "the customer was promised it" in desk("anna").sees(case).content.decode()


def test_the_way_back_is_the_version_that_the_policy_itself_names(
    desk: Desk, case: RefundCase, taken: Taken, published: PolicyVersion
) -> None:
    case, sofia = taken(case), desk("sofia")
    sofia.takes(case, "judge_under", version=published.pk, why="a mistake")

    sofia.takes(RefundCase.fetch(case.pk), "judge_under", version="", why="back again")

    assert RefundCase.fetch(case.pk).judged_under is None
    assert desk("mei").sees(case).context["judged_by"].chosen_by is None


def test_the_reason_is_asked_for(desk: Desk, case: RefundCase, taken: Taken, published: PolicyVersion) -> None:
    case = taken(case)

    answer = desk("sofia").takes(case, "judge_under", version=published.pk, why="")

    assert answer.context["form"].errors["why"]
    assert RefundCase.fetch(case.pk).judged_under is None


def test_a_draft_is_no_version_to_judge_by(desk: Desk, case: RefundCase, taken: Taken, draft: PolicyVersion) -> None:
    page = desk("sofia").opens(taken(case), "judge_under")

    assert page.context["off"] == ["No version of this policy was published yet."]


def test_an_agent_does_not_choose_the_version(
    desk: Desk, case: RefundCase, taken: Taken, published: PolicyVersion
) -> None:
    case, mei = taken(case), desk("mei")

    answer: Any = mei.takes(case, "judge_under", version=published.pk, why="x")

    assert (answer.status_code, answer.context["off"]) == (403, ["Your role does not include this step."])
    assert RefundCase.fetch(case.pk).judged_under is None
