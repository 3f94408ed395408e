"""The log of the whole site: everything that happened, what was refused too, and nothing that can be written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from accounts.acts import Act
from accounts.staffing import change
from refunds.admin.site_log import reading
from refunds.admin.site_log.sources import KINDS, sources
from refunds.models import Decision, ExportRecord, RefundCase
from refunds.operations.correspondence import write_note
from tests.at_the_desk import Desk
from tests.cast import MOMENT
from tests.refunds.models.tables import history_models

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]


def log(desk: Desk, who: str = "anna", **asked: Any) -> Any:
    """The page as somebody sees it."""
    return desk(who).client.get(f"{reverse('admin:refunds_refusal_log')}?{urlencode(asked)}")


def whats(page: Any) -> list[str]:
    """What each line of a page says."""
    return [event.what for entry in page.context["entries"] for event, _url in entry.lines]


def test_every_history_is_read() -> None:
    read = {source.rows for source in sources()}
    assert {model for model in history_models() if not hasattr(model, "m2m_history_id")} <= read


def test_every_source_has_a_kind_of_the_filter() -> None:
    assert {source.kind for source in sources()} == {kind for kind, _label in KINDS}


def test_what_one_act_changed_stands_together_with_old_and_new_values_in_words(
    desk: Desk, case: RefundCase, prepared: Callable[..., Decision]
) -> None:
    prepared(case)
    entry = next(one for one in log(desk).context["entries"] if one.by and one.by.username == "mei")
    said = {event.what: [(str(c.label), c.before, c.after) for c in event.changes] for event, _url in entry.lines}
    assert ("State", "in review", "awaiting approval") in said["Refund case: RC-1"]
    assert any(what.startswith("New: Decision") for what in said)


@pytest.mark.parametrize(("kind", "there"), [("decisions", "New: Decision: "), ("evaluations", "Evaluated (")])
def test_one_kind_alone(desk: Desk, case: RefundCase, prepared: Callable[..., Decision], kind: str, there: str) -> None:
    prepared(case)
    found = whats(log(desk, kind=kind))
    assert found
    assert all(what.startswith(there.rstrip()) for what in found)


def test_by_person_by_case_by_day_and_by_text(
    desk: Desk, case: RefundCase, open_case: Callable[..., RefundCase], act_of: Acts
) -> None:
    other = open_case("RC-2")
    write_note(other.pk, text="The parrot is dead.", act=act_of("tom", hours=1))
    tom = act_of("tom").by.pk
    assert whats(log_of(desk, who=tom)) == ["internal note"]
    assert "Refund case: RC-1" not in " ".join(whats(log(desk, case="rc-2")))
    assert whats(log(desk, case="RC-2", text="parrot")) == ["internal note"]
    assert whats(log(desk, case="RC-2", first="2026-03-12")) == []
    assert whats(log(desk, case="RC-2", last="2026-03-10")) == []


def log_of(desk: Desk, **asked: Any) -> Any:
    """The page for Anna, with any filter, `who` among them."""
    return desk("anna").client.get(f"{reverse('admin:refunds_refusal_log')}?{urlencode(asked)}")


def test_a_case_that_is_none_is_said_at_its_field(desk: Desk) -> None:
    answer = log(desk, case="RC-404")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["case"])


@pytest.mark.parametrize("odd", [{"last": "9999-12-31"}, {"first": "0001-01-01"}, {"who": "9" * 30}, {"text": "\0"}])
def test_what_can_not_be_looked_for_is_said(desk: Desk, odd: dict[str, str]) -> None:
    assert log_of(desk, **odd).status_code == 422


def test_pages_go_back_without_a_gap_or_a_repeat(
    desk: Desk, case: RefundCase, act_of: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    for minute in range(1, 8):
        write_note(case.pk, text=f"note {minute}", act=act_of("tom", minutes=minute))
    monkeypatch.setattr(reading, "ACTS", 2)
    monkeypatch.setattr(reading, "ROWS", 3)
    found, older = [], urlencode({"case": "RC-1", "kind": "words"})
    while older:
        page = desk("anna").client.get(f"{reverse('admin:refunds_refusal_log')}?{older}")
        found += [event.body for entry in page.context["entries"] for event, _url in entry.lines]
        older = page.context["older"]
    assert found == [f"note {minute}" for minute in range(7, 0, -1)]


def test_exports_are_in_it(desk: Desk, act_of: Acts) -> None:
    made = {"report": "payouts", "filters": {"from": "a", "to": "b", "by": "settled"}, "row_count": 0, "totals": []}
    ExportRecord.objects.create(by=act_of("fatima").by, at=MOMENT, sha256="0" * 64, **made)
    assert [what.startswith("Exported: payouts-a-b") for what in whats(log(desk, kind="exports"))] == [True]


def test_roles_that_were_given_are_in_it(desk: Desk, act_of: Acts) -> None:
    tom = act_of("tom").by
    same = {"first_name": tom.first_name, "last_name": tom.last_name, "email": tom.email, "is_active": True}
    change(tom.pk, **same, roles=["agent", "supervisor"], act=act_of("adam", "promoted"))
    [entry] = [one for one in log_of(desk, who=act_of("adam").by.pk).context["entries"] if "promoted" in one.whys]
    [(event, _url)] = entry.lines
    assert [(change.before, change.after) for change in event.changes] == [("Agent", "Agent, Supervisor")]


def test_an_administrator_reads_only_what_is_theirs_to_see(desk: Desk, case: RefundCase, act_of: Acts) -> None:
    write_note(case.pk, text="About the customer.", act=act_of("tom", hours=1))
    found = whats(log(desk, who="adam"))
    assert not any("case" in what or "note" in what for what in found)


@pytest.mark.parametrize("who", ["mei", "sofia", "fatima", "wei"])
def test_it_is_for_auditors_and_administrators(desk: Desk, who: str) -> None:
    assert log(desk, who=who).status_code == 403


def test_it_takes_nothing(desk: Desk) -> None:
    assert desk("anna").client.post(reverse("admin:refunds_refusal_log")).status_code == 405


def test_a_cursor_that_is_none_begins_with_the_latest(desk: Desk, case: RefundCase) -> None:
    assert whats(log(desk, before="yesterday")) == whats(log(desk))


def test_a_page_asks_a_bounded_number_of_questions(
    desk: Desk, case: RefundCase, prepared: Callable[..., Decision], django_assert_max_num_queries: Any
) -> None:
    prepared(case)
    anna = desk("anna").client
    with django_assert_max_num_queries(80):
        anna.get(reverse("admin:refunds_refusal_log"))


def test_days_are_those_of_the_desk(desk: Desk, case: RefundCase, act_of: Acts) -> None:
    late = dt.datetime(2026, 3, 11, 23, 30, tzinfo=MOMENT.tzinfo)
    write_note(case.pk, text="late", act=Act(by=act_of("tom").by, at=late, why=""))
    assert whats(log(desk, case="RC-1", kind="words", first="2026-03-11", last="2026-03-11")) == ["internal note"]
