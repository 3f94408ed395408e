"""Versions of the policies as documents, side by side, and on their way to being published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from refunds.admin.version_pages import steps
from refunds.models import PolicyVersion
from refunds.operations.policy_versions import draft_version, edit_draft
from refunds.policies import POLICIES
from refunds.policies.versioning import VersionTerms
from tests.at_the_desk import Desk, Person
from tests.cast import MOMENT
from tests.versions_cast import IN_A_MONTH

pytestmark = pytest.mark.django_db

FOURTEEN_DAYS = {
    "numbers": {"purchase_limit_days": 14},
    "wording": {"S-2.1.a": {"en": "It was defective.", "zh-hans": "服务存在缺陷。"}},
    "switched_off": ["S-7.2.c"],
}


@pytest.fixture
def shorter(draft: PolicyVersion, act_of: Callable[..., Any]) -> PolicyVersion:
    """Sofia's draft: a purchase limit of 14 days, one clause reworded, one switched off."""
    return edit_draft(
        draft.pk,
        revision=draft.revision,
        terms=VersionTerms.read(FOURTEEN_DAYS),
        effective_from=IN_A_MONTH,
        notified_at=draft.notified_at,
        note="Shorter.",
        act=act_of("sofia"),
    )


@pytest.fixture(autouse=True)
def _the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages look at versions at the one moment of the tests."""
    for module in ("refunds.admin.version_pages.page", "refunds.admin.version_pages.steps"):
        monkeypatch.setattr(f"{module}.now", lambda: MOMENT)
    monkeypatch.setattr("refunds.admin.sanctions.view.now", lambda: MOMENT)


def page(person: Person, version: PolicyVersion) -> Any:
    """The page of a version."""
    return person.client.get(reverse("admin:refunds_policyversion_change", args=[version.pk]))


def takes(person: Person, version: PolicyVersion, step: str, **typed: Any) -> Any:
    """Send the form of a step."""
    return person.client.post(reverse("admin:refunds_policyversion_step", args=[version.pk, step]), typed)


def articles(answer: Any) -> dict[str, Any]:
    """The clauses of a document by id."""
    return {one.clause.id: one for section in answer.context["sections"] for one in section.entries}


def test_a_version_reads_clause_by_clause_in_the_order_of_the_text(desk: Desk, shorter: PolicyVersion) -> None:
    answer = page(desk("mei"), shorter)

    assert list(articles(answer)) == list(POLICIES["service"].clauses)
    assert [section.heading for section in answer.context["sections"]][:3] == [
        "Overview",
        "1. Refund Policy Overview",
        "2. Refund Eligibility",
    ]
    assert "Services purchased more than 30 days ago" in answer.content.decode()


def test_what_differs_from_the_version_before_is_marked(desk: Desk, shorter: PolicyVersion) -> None:
    found = articles(page(desk("anna"), shorter))

    assert [id for id, one in found.items() if one.differs] == ["S-2.1.a", "S-3.3.b", "S-7.2.c"]
    limit = found["S-3.3.b"].numbers[0]
    assert (limit.before, limit.value, limit.unit, limit.allowed) == ("30", "14", "days", "1 to 3650 days")
    assert [told.text for told in found["S-2.1.a"].told] == ["It was defective.", "服务存在缺陷。"]
    assert found["S-7.2.c"].is_off


def test_a_policy_reads_as_it_is_written(desk: Desk) -> None:
    answer = desk("mei").client.get(reverse("admin:refunds_policyversion_written", args=["302ai"]))

    assert list(articles(answer)) == list(POLICIES["302ai"].clauses)
    assert not any(one.differs for one in articles(answer).values())


def test_two_versions_stand_side_by_side_as_sentences(desk: Desk, shorter: PolicyVersion) -> None:
    address = reverse("admin:refunds_policyversion_compare")

    answer = desk("mei").client.get(f"{address}?before=service&after={shorter.pk}")

    said = [str(one) for clause in answer.context["changed"] for one in clause.differences]
    assert "Bought no longer ago than: 30 → 14 days (S-3.3.b)" in said
    assert "Mediation requested: on → off (S-7.2.c)" in said


@pytest.mark.parametrize("query", ["before=service&after=302ai", "before=service&after=99999", "before=x&after="])
def test_what_can_t_be_compared_is_said_and_nothing_else(desk: Desk, query: str) -> None:
    answer = desk("mei").client.get(f"{reverse('admin:refunds_policyversion_compare')}?{query}")

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert answer.context["changed"] == []


def test_a_supervisor_begins_a_draft_from_another_version(desk: Desk, shorter: PolicyVersion) -> None:
    answer = desk("ravi").client.post(reverse("admin:refunds_policyversion_begin"), {"begins_from": shorter.pk})

    begun = PolicyVersion.objects.latest("pk")
    assert answer.headers["Location"] == reverse("admin:refunds_policyversion_draft", args=[begun.pk])
    assert (begun.based_on, begun.numbers, begun.drafted_by.username) == (shorter, shorter.numbers, "ravi")


def test_a_step_that_is_off_says_every_reason(desk: Desk, shorter: PolicyVersion) -> None:
    buttons = page(desk("sofia"), shorter).context["buttons"]

    off = {button.step.name: button.reasons for button in buttons.off}
    assert {button.step.name for button in buttons.near} == {"try_out", "withdraw"}
    assert any("SV-001 changes from" in reason for reason in off["propose"])
    assert off["publish"] == ["This step is not possible in the state “draft”."]


def test_an_agent_reads_versions_and_has_no_part_in_their_steps(desk: Desk, shorter: PolicyVersion) -> None:
    mei = desk("mei")

    assert page(mei, shorter).context["buttons"] is None
    assert not page(mei, shorter).context["may_edit"]
    assert takes(mei, shorter, "withdraw", why="x").status_code == 403


def test_what_stands_in_the_way_of_proposing_is_said_where_it_is_tried(desk: Desk, shorter: PolicyVersion) -> None:
    answer = takes(desk("sofia"), shorter, "propose")

    assert any("SV-001" in reason for reason in answer.context["refused"])
    assert PolicyVersion.fetch(shorter.pk).status == "draft"


def test_who_prepared_a_version_does_not_publish_it(desk: Desk, draft: PolicyVersion) -> None:
    takes(desk("sofia"), draft, "propose")

    answer = takes(desk("sofia"), draft, "publish")

    assert "You prepared this version. Somebody else has to publish it." in answer.context["refused"]
    assert PolicyVersion.fetch(draft.pk).status == "proposed"


def test_a_second_person_reads_that_it_was_not_tried_out(desk: Desk, draft: PolicyVersion) -> None:
    takes(desk("sofia"), draft, "propose")

    buttons = page(desk("ravi"), draft).context["buttons"]

    (publish,) = buttons.next_off
    assert publish.reasons == ["There is no finished try-out of this version as it stands. Try it out first."]


def test_a_version_is_withdrawn_with_a_reason(desk: Desk, draft: PolicyVersion) -> None:
    refused = takes(desk("sofia"), draft, "withdraw", why="")
    takes(desk("sofia"), draft, "withdraw", why="not needed")

    assert refused.context["form"].errors["why"]
    assert PolicyVersion.fetch(draft.pk).status == "withdrawn"
    assert draft.history.latest().history_change_reason == "not needed"


def test_a_draft_waits_first_for_a_try_out(draft: PolicyVersion) -> None:
    assert [one.name for one in steps.STEPS if one.is_next(draft)] == ["try_out"]


def test_a_draft_of_the_other_policy_is_compared_with_that_policy(desk: Desk, act_of: Callable[..., Any]) -> None:
    other = draft_version("302ai", act=act_of("ravi"))

    answer = page(desk("sofia"), other)

    assert answer.context["before"].name == "undated"
    assert list(articles(answer)) == list(POLICIES["302ai"].clauses)
