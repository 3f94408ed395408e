"""The form of a draft: everything that a version can say, and what is wrong with it beside each field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accounts.acts import Act
from refunds.models import PolicyVersion
from refunds.operations.perform import perform
from refunds.operations.policy_versions import edit_draft
from refunds.policies.versioning import VersionTerms
from tests.at_the_desk import Desk, Person
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts are looked at at the one moment of the tests."""
    monkeypatch.setattr("refunds.admin.version_pages.draft_view.now", lambda: MOMENT)


def address(draft: PolicyVersion) -> str:
    """Where a draft is edited."""
    return reverse("admin:refunds_policyversion_draft", args=[draft.pk])


def form_of(person: Person, draft: PolicyVersion) -> dict[str, Any]:
    """What the browser would send if nothing was typed."""
    form = person.client.get(address(draft)).context["form"]
    found = {}
    for field in form:
        value = field.value()
        if hasattr(value, "astimezone"):
            value = f"{value.astimezone(MOMENT.tzinfo):%Y-%m-%dT%H:%M}"
        if value not in (None, False, []):
            found[field.name] = value
    return found


def stores(person: Person, draft: PolicyVersion, read: dict[str, Any] | None = None, **typed: Any) -> Any:
    """Fill the form in and send it. read: the form as it was opened, where that was earlier."""
    changed = {name.replace("__", "."): value for name, value in typed.items()}
    return person.client.post(address(draft), {**(read or form_of(person, draft)), **changed})


def test_a_form_that_is_sent_as_it_was_opened_changes_nothing(desk: Desk, draft: PolicyVersion) -> None:
    answer = stores(desk("sofia"), draft)

    assert answer.status_code == 302
    assert PolicyVersion.fetch(draft.pk).revision == draft.revision


def test_numbers_words_and_switches_are_stored_as_far_as_they_differ(desk: Desk, draft: PolicyVersion) -> None:
    typed = {
        "numbers.purchase_limit_days": "14",
        "numbers.review_days": "2",
        "numbers.wallets_as_cards": "True",
        "numbers.rounding": "down",
        "wording.S-2.1.a.en": "It was defective.",
        "wording.S-2.1.a.zh-hans": "服务存在缺陷。",
        "switched_off.S-7.2.c": "on",
        "note": "Shorter.",
    }
    sofia = desk("sofia")
    sofia.client.post(address(draft), {**form_of(sofia, draft), **typed})

    draft = PolicyVersion.fetch(draft.pk)
    assert draft.numbers == {"purchase_limit_days": 14, "rounding": "down", "wallets_as_cards": True}
    assert draft.wording == {"S-2.1.a": {"en": "It was defective.", "zh-hans": "服务存在缺陷。"}}
    assert (draft.switched_off, draft.note) == (["S-7.2.c"], "Shorter.")


def test_a_switch_of_the_policy_that_is_on_can_be_turned_off(desk: Desk, draft: PolicyVersion) -> None:
    stores(desk("sofia"), draft, numbers__live_chat_is_a_channel="False")

    assert PolicyVersion.fetch(draft.pk).numbers == {"live_chat_is_a_channel": False}


def test_a_number_out_of_range_is_told_beside_its_field(desk: Desk, draft: PolicyVersion) -> None:
    sofia = desk("sofia")
    stores(sofia, draft, numbers__purchase_limit_days="0")

    form = sofia.client.get(address(draft)).context["form"]

    assert form.faults["numbers.purchase_limit_days"] == ["Must be a whole number of days from 1 to 3650, not 0."]


def test_what_is_no_number_is_refused_and_stays_in_the_form(desk: Desk, draft: PolicyVersion) -> None:
    answer = stores(desk("sofia"), draft, numbers__purchase_limit_days="a fortnight", note="still here")

    form = answer.context["form"]
    assert form.errors["numbers.purchase_limit_days"]
    assert form["note"].value() == "still here"
    assert PolicyVersion.fetch(draft.pk).note == ""


def test_a_missing_translation_is_told_at_the_language_that_is_missing(desk: Desk, draft: PolicyVersion) -> None:
    sofia = desk("sofia")
    sofia.client.post(address(draft), {**form_of(sofia, draft), "wording.S-2.1.a.en": "It was defective."})

    faults = sofia.client.get(address(draft)).context["form"].faults

    assert list(faults) == ["wording.S-2.1.a.zh-hans"]
    assert "Is missing" in faults["wording.S-2.1.a.zh-hans"][0]


def test_a_clause_out_of_reach_is_told_at_the_clause(desk: Desk, draft: PolicyVersion) -> None:
    sofia = desk("sofia")
    sofia.client.post(address(draft), {**form_of(sofia, draft), "switched_off.S-7.2.a": "on"})

    answer = sofia.client.get(address(draft))

    assert "S-7.2.b can no longer be reached" in answer.content.decode()


def test_dates_are_told_at_their_fields(desk: Desk, draft: PolicyVersion) -> None:
    sofia = desk("sofia")
    stores(sofia, draft, effective_from="2026-03-01T00:00", notified_at="")

    faults = sofia.client.get(address(draft)).context["form"].faults

    assert "which is past" in faults["effective_from"][0]
    assert "say when they were" in faults["notified_at"][0]


def test_worked_cases_that_change_are_accepted_by_name(desk: Desk, draft: PolicyVersion) -> None:
    sofia = desk("sofia")
    stores(sofia, draft, numbers__purchase_limit_days="14")
    offered = [one.name for one, _accepted in sofia.client.get(address(draft)).context["changed_cases"]]

    stores(sofia, draft, accepted_scenarios=offered)

    draft = PolicyVersion.fetch(draft.pk)
    assert "SV-001" in offered
    assert draft.accepted_scenarios == sorted(offered)
    assert sofia.client.get(address(draft)).context["faults"] == []


def test_a_stale_form_is_refused_with_who_changed_what_and_keeps_what_was_typed(
    desk: Desk, draft: PolicyVersion, act_of: Callable[..., Act]
) -> None:
    sofia = desk("sofia")
    opened = form_of(sofia, draft)
    edit_draft(
        draft.pk,
        revision=draft.revision,
        terms=VersionTerms.read({"numbers": {"review_days": 3}}),
        effective_from=draft.effective_from,
        notified_at=draft.notified_at,
        note="Ravi was here.",
        act=act_of("ravi", minutes=5),
    )

    answer = stores(sofia, draft, opened, numbers__purchase_limit_days="14")

    text, form = answer.content.decode(), answer.context["form"]
    assert "Somebody changed this draft meanwhile: Ravi" in text
    assert "Review within: 2 → 3 business days (S-4.2.a)" in text
    assert "Ravi was here." in text
    assert form["numbers.purchase_limit_days"].value() == "14"
    assert PolicyVersion.fetch(draft.pk).numbers == {"review_days": 3}


def test_sent_again_after_reading_it_goes_over_what_was_changed(
    desk: Desk, draft: PolicyVersion, act_of: Callable[..., Act]
) -> None:
    sofia = desk("sofia")
    opened = form_of(sofia, draft)
    edit_draft(
        draft.pk,
        revision=draft.revision,
        terms=VersionTerms.read({"numbers": {"review_days": 3}}),
        effective_from=draft.effective_from,
        notified_at=draft.notified_at,
        note="",
        act=act_of("ravi", minutes=5),
    )
    warned = stores(sofia, draft, opened, numbers__purchase_limit_days="14")

    stores(sofia, draft, {**opened, "revision": warned.context["form"]["revision"].value()}, numbers__review_days="4")

    assert PolicyVersion.fetch(draft.pk).numbers == {"review_days": 4}


def test_a_proposed_version_is_not_edited(desk: Desk, draft: PolicyVersion, act_of: Callable[..., Act]) -> None:
    sofia = desk("sofia")
    opened = form_of(sofia, draft)
    perform(draft, "propose", act_of("sofia"))

    page = sofia.client.get(address(draft))
    answer = stores(sofia, draft, opened, note="too late")

    assert page.context["off"] == ["This step is not possible in the state “proposed”."]
    assert answer.context["refused"] == ["This step is not possible in the state “proposed”."]
    assert PolicyVersion.fetch(draft.pk).note == ""


def test_only_those_who_draft_get_the_form(desk: Desk, draft: PolicyVersion) -> None:
    assert desk("mei").client.get(address(draft)).status_code == 403
    assert desk("anna").client.post(address(draft), {"revision": 1}).status_code == 403
