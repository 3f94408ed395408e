"""Who prepared a version proposes it; somebody else publishes it, when nothing stands against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from accounts.acts import Act
from refunds.models import PolicyVersion, VersionStatus
from refunds.operations.policy_versions import propose_version, publish_version, reasons_against, withdraw_version
from tests.cast import MOMENT
from tests.refunds.models.tables import refusal
from tests.version_work import drafted, edited, issued, refused, tried_out
from tests.versions_cast import IN_A_MONTH

pytestmark = pytest.mark.django_db
ActOf = Callable[..., Act]
NOT_TRIED = "There is no finished try-out of this version as it stands. Try it out first."
SECOND_PERSON = "You prepared this version. Somebody else has to publish it."
SLOWER = {"response_hours": 48}


@pytest.fixture
def proposed(act_of: ActOf) -> PolicyVersion:
    """Drafted, tried out and proposed by Sofia."""
    draft = drafted(act_of("sofia"), numbers=SLOWER)
    tried_out(draft, act_of("sofia"))
    return propose_version(draft.pk, act=act_of("sofia", minutes=2))


def test_a_second_person_publishes(proposed: PolicyVersion, act_of: ActOf) -> None:
    version = publish_version(proposed.pk, act=act_of("ravi", "as the board decided", minutes=3))
    assert (version.status, version.published_by) == (VersionStatus.PUBLISHED, act_of("ravi").by)
    assert (version.posted_at, version.effective_from) == (act_of("ravi", minutes=3).at, IN_A_MONTH)
    assert version.history.first().history_change_reason == "as the board decided"


def test_nobody_publishes_what_they_proposed(proposed: PolicyVersion, act_of: ActOf) -> None:
    assert refused(publish_version, proposed.pk, act=act_of("sofia", minutes=3)) == [SECOND_PERSON]
    assert PolicyVersion.fetch(proposed.pk).status == VersionStatus.PROPOSED


def test_nobody_publishes_what_they_edited_last(act_of: ActOf) -> None:
    draft = edited(drafted(act_of("sofia")), act_of("ravi"), note="my words")
    tried_out(draft, act_of("sofia"))
    propose_version(draft.pk, act=act_of("sofia", minutes=2))
    assert refused(publish_version, draft.pk, act=act_of("ravi", minutes=3)) == [SECOND_PERSON]


def test_the_database_knows_the_second_person_too(proposed: PolicyVersion) -> None:
    said = refusal(
        "UPDATE refunds_policyversion SET status = 'published', published_by_id = proposed_by_id, published_at ="
        " proposed_at, posted_at = proposed_at WHERE id = %s",
        proposed.pk,
    )
    assert "refunds_version_second_person" in said


def test_only_supervisors_propose_and_publish(proposed: PolicyVersion, act_of: ActOf) -> None:
    for name in ("mei", "fatima", "anna", "adam"):
        assert refused(publish_version, proposed.pk, act=act_of(name)) == ["Your role does not include this step."]
    draft = drafted(act_of("sofia", days=1))
    assert refused(propose_version, draft.pk, act=act_of("mei")) == ["Your role does not include this step."]


def test_a_draft_is_not_published_without_being_proposed(act_of: ActOf) -> None:
    draft = drafted(act_of("sofia"))
    tried_out(draft, act_of("sofia"))
    assert refused(publish_version, draft.pk, act=act_of("ravi")) == ["This step is not possible in the state “draft”."]


def test_a_version_that_was_never_tried_out_is_not_published(act_of: ActOf) -> None:
    draft = propose_version(drafted(act_of("sofia"), numbers=SLOWER).pk, act=act_of("sofia"))
    assert refused(publish_version, draft.pk, act=act_of("ravi")) == [NOT_TRIED]


def test_a_try_out_of_what_the_draft_said_before_does_not_count(act_of: ActOf) -> None:
    draft = drafted(act_of("sofia"), numbers=SLOWER)
    tried_out(draft, act_of("sofia"))
    changed = edited(draft, act_of("sofia"), terms=draft.terms._replace(numbers={"response_hours": 36}))
    propose_version(changed.pk, act=act_of("sofia"))
    assert refused(publish_version, draft.pk, act=act_of("ravi")) == [NOT_TRIED]
    tried_out(changed, act_of("sofia", minutes=5))
    assert publish_version(draft.pk, act=act_of("ravi", minutes=9)).status == VersionStatus.PUBLISHED


def test_a_try_out_against_a_version_that_was_replaced_since_does_not_count(act_of: ActOf) -> None:
    draft = drafted(act_of("sofia"), numbers=SLOWER, effective_from=IN_A_MONTH + dt.timedelta(days=9))
    tried_out(draft, act_of("sofia"))
    propose_version(draft.pk, act=act_of("sofia"))
    issued(act_of, at=1)
    assert refused(publish_version, draft.pk, act=act_of("ravi", days=2)) == [
        "The try-out compared with another version than the one in force now. Try it out again."
    ]


def test_what_was_right_when_proposed_is_looked_at_again_when_published(proposed: PolicyVersion, act_of: ActOf) -> None:
    late = act_of("ravi", days=31)
    assert refused(publish_version, proposed.pk, act=late) == [
        "The version would be in force from 2026-04-10 10:00 (UTC+8), which is past. Give a later date."
    ]


def test_a_version_is_not_published_before_users_are_notified(act_of: ActOf) -> None:
    draft = drafted(act_of("sofia"), notified_at=MOMENT + dt.timedelta(days=2))
    tried_out(draft, act_of("sofia"))
    propose_version(draft.pk, act=act_of("sofia"))
    assert refused(publish_version, draft.pk, act=act_of("ravi")) == [
        "Users are to be notified 2026-03-13 10:00 (UTC+8): publish once that is done (S-1.5)."
    ]
    assert publish_version(draft.pk, act=act_of("ravi", days=3)).status == VersionStatus.PUBLISHED


def test_every_reason_is_told_at_once_and_the_button_reads_the_same(act_of: ActOf) -> None:
    draft = propose_version(drafted(act_of("sofia"), numbers=SLOWER).pk, act=act_of("sofia"))
    late = act_of("sofia", days=31)
    told = refused(publish_version, draft.pk, act=late)
    assert len(told) == 3
    assert (told[0], told[-1]) == (SECOND_PERSON, NOT_TRIED)
    assert reasons_against(draft, late.by, late.at) == told


def test_the_version_before_governs_until_the_next_one_begins(act_of: ActOf) -> None:
    first = issued(act_of)
    second = issued(act_of, at=1, effective_from=IN_A_MONTH + dt.timedelta(days=5))
    before = PolicyVersion.fetch(first.pk)
    assert (before.status, before.superseded_by, before.effective_to) == (
        VersionStatus.SUPERSEDED,
        second,
        second.effective_from,
    )


def test_a_302_version_is_in_force_from_its_posting(act_of: ActOf) -> None:
    version = issued(act_of, policy="302ai", effective_from=None, notified_at=None)
    assert version.effective_from == version.posted_at == version.published_at == act_of("ravi", minutes=3).at


def test_a_302_version_that_waits_for_its_day_is_posted_on_that_day(act_of: ActOf) -> None:
    version = issued(act_of, policy="302ai", notified_at=None)
    assert version.posted_at == version.effective_from == IN_A_MONTH


FROZEN: list[dict[str, Any]] = [
    {"numbers": {"purchase_limit_days": 1}},
    {"wording": {}, "note": "another"},
    {"switched_off": ["S-3.3.b"]},
    {"effective_from": MOMENT},
    {"version": "2026-04"},
    {"published_by_id": None},
    {"accepted_scenarios": ["SV-001"]},
]


@pytest.mark.parametrize("values", FROZEN, ids=lambda values: next(iter(values)))
def test_a_published_version_is_frozen_by_the_database(values: dict[str, Any], act_of: ActOf) -> None:
    version = issued(act_of, numbers=SLOWER)
    frozen = "policy version 2026-03 is published and can not be altered"
    with pytest.raises(DatabaseError, match=frozen), transaction.atomic():
        QuerySet(PolicyVersion).filter(pk=version.pk).update(**values)
    assert PolicyVersion.fetch(version.pk).numbers == SLOWER


def test_a_published_version_is_frozen_against_plain_sql_and_deletion(act_of: ActOf) -> None:
    version = issued(act_of, numbers=SLOWER)
    changing = "UPDATE refunds_policyversion SET numbers = '{}' WHERE id = %s"
    assert "is published and can not be altered" in refusal(changing, version.pk)
    assert "is refused" in refusal("DELETE FROM refunds_policyversion WHERE id = %s", version.pk)
    back = "UPDATE refunds_policyversion SET status = 'draft' WHERE id = %s"
    assert "not in the table of transitions" in refusal(back, version.pk)


def test_a_superseded_version_stays_as_it_was(act_of: ActOf) -> None:
    first = issued(act_of)
    issued(act_of, at=1, effective_from=IN_A_MONTH + dt.timedelta(days=5))
    shorter = "UPDATE refunds_policyversion SET effective_to = effective_from + interval '1 day' WHERE id = %s"
    assert "is superseded and can not be altered" in refusal(shorter, first.pk)


def test_a_proposed_version_is_frozen_but_for_its_next_step(proposed: PolicyVersion, act_of: ActOf) -> None:
    changing = "UPDATE refunds_policyversion SET numbers = '{}' WHERE id = %s"
    assert "is proposed and can not be altered" in refusal(changing, proposed.pk)
    assert withdraw_version(proposed.pk, act=act_of("ravi")).status == VersionStatus.WITHDRAWN


def test_two_versions_never_govern_at_once_even_by_plain_sql(act_of: ActOf) -> None:
    issued(act_of)
    second = propose_version(
        drafted(act_of("sofia", days=1), effective_from=IN_A_MONTH + dt.timedelta(days=5)).pk, act=act_of("sofia")
    )
    said = refusal(
        "UPDATE refunds_policyversion SET status = 'published', published_by_id = %s, published_at = %s,"
        " posted_at = %s WHERE id = %s",
        *(act_of("ravi").by.pk, MOMENT, MOMENT, second.pk),
    )
    assert "would govern at the same time as another" in said
