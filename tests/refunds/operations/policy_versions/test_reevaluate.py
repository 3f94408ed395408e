"""Judging a case under another version is an act of a supervisor, with its reason, on record."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.models import Decision, PolicyVersion, RefundCase
from refunds.operations.assess import assess
from refunds.operations.policy_versions import changed_cases, reevaluate_under
from tests.version_work import drafted, issued, refused

pytestmark = pytest.mark.django_db
ActOf = Callable[..., Act]
STRICT = {"purchase_limit_days": 7}


@pytest.fixture
def strict(act_of: ActOf) -> PolicyVersion:
    """A published version under which a purchase eight days ago is too old."""
    names = [case.name for case in changed_cases(drafted(act_of("sofia"), numbers=STRICT))]
    return issued(act_of, numbers=STRICT, accepted_scenarios=names)


def test_the_version_chosen_judges_from_now_on(case: RefundCase, strict: PolicyVersion, act_of: ActOf) -> None:
    before = assess(case.pk, act=act_of("mei", minutes=10))
    found = reevaluate_under(case.pk, version_id=strict.pk, act=act_of("sofia", "the customer agreed", minutes=11))
    assert "S-3.3.b" not in before.document["bars"]
    assert "S-3.3.b" in found.document["bars"]
    assert (found.version, found.version_chosen, found.why) == (strict, True, "the customer agreed")
    later = assess(case.pk, act=act_of("mei", minutes=12))
    assert (later.version, later.version_chosen) == (strict, True)


def test_the_choice_is_in_the_history_of_the_case(case: RefundCase, strict: PolicyVersion, act_of: ActOf) -> None:
    reevaluate_under(case.pk, version_id=strict.pk, act=act_of("sofia", "the customer agreed", minutes=11))
    kept = RefundCase.fetch(case.pk).history.filter(judged_under=strict).order_by("history_id").first()
    assert (kept.history_user.username, kept.history_change_reason) == ("sofia", "the customer agreed")


def test_it_goes_back_to_the_version_of_the_policy_by_another_act(
    case: RefundCase, strict: PolicyVersion, act_of: ActOf
) -> None:
    reevaluate_under(case.pk, version_id=strict.pk, act=act_of("sofia", minutes=11))
    back = reevaluate_under(case.pk, version_id=None, act=act_of("sofia", "a mistake", minutes=12))
    assert (back.version, back.version_chosen) == (None, False)
    assert RefundCase.fetch(case.pk).judged_under is None


def test_it_needs_a_supervisor_and_a_reason(case: RefundCase, strict: PolicyVersion, act_of: ActOf) -> None:
    assert refused(reevaluate_under, case.pk, version_id=strict.pk, act=act_of("mei")) == [
        "Your role does not include this step."
    ]
    assert refused(reevaluate_under, case.pk, version_id=strict.pk, act=act_of("sofia", "  ")) == [
        "Say why the case is judged under another version."
    ]
    assert RefundCase.fetch(case.pk).judged_under is None


def test_only_a_published_version_of_the_same_policy_can_be_chosen(
    case: RefundCase, strict: PolicyVersion, act_of: ActOf
) -> None:
    draft = drafted(act_of("sofia", days=1))
    other = issued(act_of, policy="302ai", effective_from=None, notified_at=None)
    assert refused(reevaluate_under, case.pk, version_id=draft.pk, act=act_of("sofia")) == [
        f"{draft} is not published."
    ]
    assert refused(reevaluate_under, case.pk, version_id=other.pk, act=act_of("sofia")) == [
        f"{other} is a version of another policy."
    ]
    assert refused(reevaluate_under, case.pk, version_id=None, act=act_of("sofia")) == [
        "The case is judged under this version already."
    ]


def test_under_a_pending_decision_no_other_version_is_chosen(
    case: RefundCase, prepared: Callable[..., Decision], strict: PolicyVersion, act_of: ActOf
) -> None:
    prepared(case)
    assert refused(reevaluate_under, case.pk, version_id=strict.pk, act=act_of("sofia")) == [
        "This step is not possible in the state “awaiting approval”."
    ]
