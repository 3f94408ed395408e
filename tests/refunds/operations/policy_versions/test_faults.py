"""Everything that is wrong with what a version says is told at once, each fault in one sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from accounts.acts import Act
from refunds.operations.policy_versions import changed_cases, propose_version, version_faults
from tests.cast import MOMENT
from tests.version_work import drafted, edited, issued, refused
from tests.versions_cast import IN_A_MONTH

pytestmark = pytest.mark.django_db
ActOf = Callable[..., Act]
REWORDED = "The purchase was on {bought}; that is too long ago."


def faults_of(act: Act, **said: Any) -> list[str]:
    """What is wrong with a draft at the moment."""
    return version_faults(drafted(act, **said), MOMENT)


def test_a_draft_without_faults_has_none(act_of: ActOf) -> None:
    assert faults_of(act_of("sofia"), numbers={"response_hours": 48}) == []


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        (
            {"purchase_limit_days": 0},
            "numbers.purchase_limit_days: must be a whole number of days from 1 to 3650, not 0",
        ),
        ({"rounding": "up"}, "numbers.rounding: must be one of half_up, half_even, down, not 'up'"),
        ({"coupons": 3}, "numbers.coupons: is no number of this policy"),
    ],
)
def test_a_number_out_of_range_is_told(numbers: dict[str, Any], sentence: str, act_of: ActOf) -> None:
    assert faults_of(act_of("sofia"), numbers=numbers) == [sentence]


def test_a_date_in_the_past_is_told(act_of: ActOf) -> None:
    yesterday = MOMENT - dt.timedelta(hours=12)
    assert faults_of(act_of("sofia"), effective_from=yesterday) == [
        "The version would be in force from 2026-03-10 22:00 (UTC+8), which is past. Give a later date."
    ]
    assert faults_of(act_of("sofia"), effective_from=MOMENT) == []


def test_a_missing_date_is_told(act_of: ActOf) -> None:
    assert faults_of(act_of("sofia"), effective_from=None) == ["Say from when the version is in force."]


def test_an_overlap_with_the_version_before_is_told(act_of: ActOf) -> None:
    issued(act_of)
    assert faults_of(act_of("sofia", days=1), effective_from=IN_A_MONTH) == [
        "It would overlap with version 2026-03, in force from 2026-04-10 10:00 (UTC+8). Give a later date."
    ]
    assert faults_of(act_of("sofia", days=1), effective_from=IN_A_MONTH + dt.timedelta(seconds=1)) == []


def test_missing_notice_is_told(act_of: ActOf) -> None:
    assert faults_of(act_of("sofia"), notified_at=None) == [
        "Users have to be notified before the version begins (S-1.5): say when they were."
    ]
    assert faults_of(act_of("sofia"), notified_at=IN_A_MONTH) == [
        "Users were notified 2026-04-10 10:00 (UTC+8), which is not before the version begins"
        " 2026-04-10 10:00 (UTC+8) (S-1.5)."
    ]


def test_the_302_policy_takes_effect_on_posting_and_needs_neither_notice_nor_date(act_of: ActOf) -> None:
    assert faults_of(act_of("sofia"), policy="302ai", effective_from=None, notified_at=None) == []


def test_a_missing_translation_is_told(act_of: ActOf) -> None:
    terms = {"wording": {"S-3.3.b": {"en": REWORDED}}}
    assert faults_of(act_of("sofia"), terms=terms) == [
        "wording.S-3.3.b.zh-hans: is missing; a clause is reworded in en and zh-hans"
    ]


def test_a_clause_that_can_no_longer_be_reached_is_told(act_of: ActOf) -> None:
    assert faults_of(act_of("sofia"), terms={"switched_off": ["S-7.2.a"]}) == [
        "switched_off: S-7.2.b can no longer be reached: S-7.2.a, which leads to it, is switched off"
    ]


def test_a_worked_case_that_changes_without_being_accepted_is_told_by_name(act_of: ActOf) -> None:
    draft = drafted(act_of("sofia"), numbers={"purchase_limit_days": 14})
    names = [case.name for case in changed_cases(draft)]
    told = version_faults(draft, MOMENT)
    assert names
    assert len(told) == len(names)
    assert all(f"The worked case {name} changes from “" in sentence for name, sentence in zip(names, told, strict=True))
    assert all(sentence.endswith("Accept it by its name if that is meant.") for sentence in told)
    all_but_one = edited(draft, act_of("sofia"), accepted_scenarios=names[1:])
    assert version_faults(all_but_one, MOMENT) == told[:1]
    accepted = edited(all_but_one, act_of("sofia"), accepted_scenarios=names)
    assert version_faults(accepted, MOMENT) == []


def test_the_name_of_no_worked_case_is_told(act_of: ActOf) -> None:
    assert faults_of(act_of("sofia"), accepted_scenarios=["SV-9999"]) == [
        "“SV-9999” is no worked case of this policy; take the name out."
    ]


def test_worked_cases_are_not_judged_by_terms_with_faults(act_of: ActOf) -> None:
    assert len(faults_of(act_of("sofia"), numbers={"purchase_limit_days": 0}, notified_at=None)) == 2


def test_a_draft_with_faults_is_not_proposed_and_every_fault_is_told(act_of: ActOf) -> None:
    draft = drafted(act_of("sofia"), numbers={"review_days": 31}, notified_at=None)
    assert refused(propose_version, draft.pk, act=act_of("sofia")) == [
        "numbers.review_days: must be a whole number of business days from 1 to 30, not 31",
        "Users have to be notified before the version begins (S-1.5): say when they were.",
    ]
