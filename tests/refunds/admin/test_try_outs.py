"""Try-outs as people see them: asked for, under way, stopped, finished; and what the result says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accounts.acts import Act
from refunds.admin.try_out_pages.flow import flow
from refunds.models import PolicyVersion, RefundCase, TryOut
from refunds.operations.assess import assess
from refunds.operations.findings import record_finding
from refunds.operations.policy_versions import changed_cases
from refunds.operations.triage import take
from refunds.operations.try_out import ask_try_out
from tests.at_the_desk import Desk, Person
from tests.cast import MOMENT
from tests.version_work import drafted, edited, tried_out

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]


@pytest.fixture(autouse=True)
def _the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps are taken and looked at at the one moment of the tests."""
    for module in ("sanctions.view", "version_pages.steps", "version_pages.page"):
        monkeypatch.setattr(f"refunds.admin.{module}.now", lambda: MOMENT)


@pytest.fixture
def approvable(open_case: Callable[..., RefundCase], act_of: Acts) -> RefundCase:
    """Case RC-1, bought eight days before, its defect confirmed: 100.00 USD go back."""
    case = open_case()
    assess(case.pk, act=act_of("mei"))
    take(case.pk, act=act_of("mei"))
    record_finding(case.pk, subject="service_defect", result="confirmed", note="reproduced", act=act_of("mei"))
    return case


@pytest.fixture
def five_days(act_of: Acts) -> PolicyVersion:
    """A draft with a purchase limit of five days."""
    return drafted(act_of("sofia"), numbers={"purchase_limit_days": 5})


@pytest.fixture
def finished(five_days: PolicyVersion, approvable: RefundCase, act_of: Acts) -> TryOut:
    """Its try-out, run to its end."""
    return tried_out(five_days, act_of("sofia"))


def page(person: Person, row: Any, query: str = "") -> Any:
    """The page of a version or a try-out."""
    return person.client.get(reverse(f"admin:refunds_{row._meta.model_name}_change", args=[row.pk]) + query)


def takes(person: Person, row: Any, step: str, **typed: Any) -> Any:
    """Send the form of a step."""
    return person.client.post(reverse(f"admin:refunds_{row._meta.model_name}_step", args=[row.pk, step]), typed)


def test_a_try_out_is_asked_for_with_a_day_and_shown_under_way(desk: Desk, five_days: PolicyVersion) -> None:
    sofia = desk("sofia")

    takes(sofia, five_days, "try_out", since="2026-03-01")

    row = five_days.try_outs.get()
    assert f"{row.since.astimezone(MOMENT.tzinfo):%Y-%m-%d %H:%M}" == "2026-03-01 00:00"
    text = page(sofia, five_days).content.decode()
    assert "data-under-way" in text
    assert "refunds/progress" in text
    assert "Reload to see how far it is" in text


def test_progress_is_said_in_cases(desk: Desk, five_days: PolicyVersion, act_of: Acts) -> None:
    row = ask_try_out(five_days.pk, act=act_of("sofia"), in_background=False)

    text = page(desk("anna"), row).content.decode()

    assert "waiting for the worker" in text
    assert 'name="ask_to_stop"' not in text
    assert reverse("admin:refunds_tryout_step", args=[row.pk, "ask_to_stop"]) not in text


def test_a_supervisor_stops_one_and_the_page_says_who_did(desk: Desk, five_days: PolicyVersion, act_of: Acts) -> None:
    row = ask_try_out(five_days.pk, act=act_of("sofia"), in_background=False)

    takes(desk("ravi"), row, "ask_to_stop")

    assert TryOut.fetch(row.pk).status == "stopped"
    assert "Ravi stopped it" in page(desk("sofia"), row).content.decode()


def test_while_one_is_under_way_another_is_off_with_the_reason(
    desk: Desk, five_days: PolicyVersion, act_of: Acts
) -> None:
    ask_try_out(five_days.pk, act=act_of("sofia"), in_background=False)

    buttons = page(desk("sofia"), five_days).context["buttons"]

    reasons = {button.step.name: button.reasons for button in (*buttons.off, *buttons.next_off)}
    assert reasons["try_out"] == ["A try-out of this version is under way. Stop it first, or wait for its result."]


def test_the_result_says_recommendations_money_clauses_and_cases(
    desk: Desk, finished: TryOut, approvable: RefundCase
) -> None:
    context = page(desk("anna"), finished).context

    assert context["moves"] == [("approve", "approve", "reject", "reject", 1)]
    (money,) = context["money"]
    assert (money.before, money.after, money.difference, money.sign) == (
        "100.00 USD",
        "0.00 USD",
        "-100.00 USD",
        "less",
    )
    assert ("S-3.3.b", "0", "1", "+1") in [(one.name, *one[2:5]) for one in context["clauses_changed"]]
    (row,) = context["rows"]
    assert (row.case, row.before.amounts, row.after.cited) == (approvable, ["100.00 USD"], ["S-2.1.a", "S-3.3.b"])


def test_changed_cases_are_narrowed_to_one_way(desk: Desk, finished: TryOut) -> None:
    anna = desk("anna")

    assert len(page(anna, finished, "?before=approve&after=reject").context["rows"]) == 1
    assert page(anna, finished, "?before=reject&after=approve").context["rows"] == []
    assert len(page(anna, finished, "?before=nonsense&after=reject&p=zz").context["rows"]) == 1


def test_one_of_other_terms_than_the_draft_s_says_so(
    desk: Desk, five_days: PolicyVersion, finished: TryOut, act_of: Acts
) -> None:
    edited(five_days, act_of("sofia"), terms=drafted(act_of("ravi"), numbers={"review_days": 3}).terms)

    (tried,) = page(desk("sofia"), five_days).context["try_outs"]

    assert tried.stale == "of other terms than the version has now"
    assert "It does not count for publishing." in page(desk("sofia"), finished).content.decode()


def test_agents_see_versions_without_their_try_outs(desk: Desk, five_days: PolicyVersion, finished: TryOut) -> None:
    mei = desk("mei")

    assert page(mei, five_days).context["try_outs"] == []
    assert page(mei, finished).status_code == 403


def test_a_version_tried_out_proposed_and_accepted_is_published_by_a_second_person(desk: Desk, act_of: Acts) -> None:
    draft = drafted(act_of("sofia"), numbers={"review_days": 3})
    draft = edited(draft, act_of("sofia"), accepted_scenarios=[one.name for one in changed_cases(draft)])
    tried_out(draft, act_of("sofia"))
    takes(desk("sofia"), draft, "propose")

    takes(desk("ravi"), draft, "publish")

    draft = PolicyVersion.fetch(draft.pk)
    assert (draft.status, draft.published_by.username) == ("published", "ravi")


def test_the_picture_has_a_band_for_each_way_and_keeps_one_case_among_many_visible() -> None:
    picture = flow(
        [
            {"before": "approve", "after": "approve", "cases": 999_999},
            {"before": "approve", "after": "reject", "cases": 1},
        ]
    )

    assert picture is not None
    assert [band.is_moved for band in picture.bands] == [False, True]
    assert [(node.recommendation, node.cases) for node in picture.after] == [("approve", 999_999), ("reject", 1)]
    assert min(node.height for node in picture.after) >= 1.5


def test_a_result_without_cases_has_no_picture() -> None:
    assert flow([]) is None
