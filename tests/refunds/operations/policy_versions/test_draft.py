"""A version begins as a draft of the terms in force, changes by revisions, and is given up with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.locks import NoSuchRow
from refunds.models import PolicyVersion, VersionStatus
from refunds.operations.policy_versions import StaleDraft, draft_version, edit_draft, propose_version, withdraw_version
from refunds.operations.words import UnknownWord
from refunds.policies.versioning import UNCHANGED, VersionTerms
from tests.version_work import drafted, edited, issued, refused

pytestmark = pytest.mark.django_db
ActOf = Callable[..., Act]
NOT_YOURS = ["Your role does not include this step."]
SLOWER = {"response_hours": 48}


def test_the_first_draft_changes_nothing_about_the_policy_as_it_is_written(act_of: ActOf) -> None:
    draft = draft_version("service", act=act_of("sofia"))
    assert (draft.version, draft.status, draft.based_on, draft.terms) == ("2026-03", "draft", None, UNCHANGED)
    assert (draft.drafted_by, draft.edited_by, draft.revision) == (act_of("sofia").by, act_of("sofia").by, 1)


def test_drafts_of_one_month_are_numbered_for_each_policy(act_of: ActOf) -> None:
    names = [draft_version(policy, act=act_of("sofia")).version for policy in ("service", "service", "302ai")]
    assert names == ["2026-03", "2026-03.2", "2026-03"]


def test_a_draft_begins_with_the_terms_that_are_in_force(act_of: ActOf) -> None:
    before = issued(act_of, numbers=SLOWER)
    draft = draft_version("service", act=act_of("sofia", days=1))
    assert (draft.based_on, draft.terms) == (before, before.terms)


def test_a_draft_may_begin_with_one_that_was_given_up(act_of: ActOf) -> None:
    given_up = withdraw_version(drafted(act_of("sofia"), numbers=SLOWER).pk, act=act_of("sofia", "too soon"))
    draft = draft_version("service", based_on=given_up.pk, act=act_of("ravi"))
    assert (draft.terms.numbers, draft.based_on) == (SLOWER, given_up)


def test_a_draft_begins_with_a_version_of_its_own_policy(act_of: ActOf) -> None:
    other = draft_version("302ai", act=act_of("sofia"))
    sentences = refused(draft_version, "service", based_on=other.pk, act=act_of("sofia"))
    assert sentences == ["302.AI Refund Policy 2026-03 is a version of another policy."]
    with pytest.raises(UnknownWord, match="is none of: service, 302ai"):
        draft_version("privacy", act=act_of("sofia"))


@pytest.mark.parametrize("name", ["mei", "fatima", "wei", "anna", "adam"])
def test_only_supervisors_draft(name: str, act_of: ActOf) -> None:
    assert refused(draft_version, "service", act=act_of(name)) == NOT_YOURS
    assert not PolicyVersion.objects.exists()


def test_each_change_is_a_revision_signed_by_who_made_it(act_of: ActOf) -> None:
    draft = drafted(act_of("sofia"))
    changed = edited(draft, act_of("ravi", minutes=5), terms=VersionTerms(numbers=SLOWER), note="  slower  ")
    assert (changed.revision, changed.edited_by, changed.note) == (3, act_of("ravi").by, "slower")
    assert changed.numbers == SLOWER
    assert changed.history.count() == 3


def test_saving_what_it_says_already_is_no_revision(act_of: ActOf) -> None:
    draft = drafted(act_of("sofia"), numbers=SLOWER)
    same = edited(draft, act_of("ravi", minutes=5))
    assert (same.revision, same.edited_by) == (draft.revision, act_of("sofia").by)


def test_who_read_an_older_revision_is_told_who_changed_it_and_when(act_of: ActOf) -> None:
    draft = draft_version("service", act=act_of("sofia"))
    edited(draft, act_of("ravi", minutes=5), note="mine first")
    with pytest.raises(StaleDraft) as stale:
        edited(draft, act_of("sofia", minutes=6), note="mine")
    assert stale.value.sentences == [
        "Somebody changed this draft meanwhile: Ravi, 2026-03-11 10:05. Read it again and repeat your change."
    ]
    assert PolicyVersion.fetch(draft.pk).note == "mine first"


def test_what_is_proposed_is_not_edited_any_more(act_of: ActOf) -> None:
    proposed = propose_version(drafted(act_of("sofia")).pk, act=act_of("sofia"))
    assert refused(edited, proposed, act_of("sofia"), note="one more thing") == [
        "This step is not possible in the state “proposed”."
    ]


def test_only_supervisors_edit_and_only_what_is_there(act_of: ActOf) -> None:
    draft = draft_version("service", act=act_of("sofia"))
    assert refused(edited, draft, act_of("mei"), note="mine") == NOT_YOURS
    details = {"revision": 1, "terms": UNCHANGED, "effective_from": None, "notified_at": None, "note": ""}
    with pytest.raises(NoSuchRow, match="There is no policy version 0"):
        edit_draft(0, act=act_of("sofia"), **details)


@pytest.mark.parametrize("propose", [False, True])
def test_a_draft_or_a_proposal_is_given_up_with_a_reason(propose: bool, act_of: ActOf) -> None:
    draft = drafted(act_of("sofia"))
    if propose:
        propose_version(draft.pk, act=act_of("sofia"))
    assert refused(withdraw_version, draft.pk, act=act_of("ravi", " ")) == ["Say why the version is withdrawn."]
    withdrawn = withdraw_version(draft.pk, act=act_of("ravi", "counsel advised against it"))
    assert (withdrawn.status, withdrawn.withdrawn_by) == (VersionStatus.WITHDRAWN, act_of("ravi").by)
    assert withdrawn.history.first().history_change_reason == "counsel advised against it"
    assert refused(withdraw_version, draft.pk, act=act_of("ravi")) == [
        "This step is not possible in the state “withdrawn”."
    ]


def test_what_is_published_is_not_withdrawn(act_of: ActOf) -> None:
    version = issued(act_of)
    assert refused(withdraw_version, version.pk, act=act_of("ravi")) == [
        "This step is not possible in the state “published”."
    ]
    assert version.effective_from == act_of("ravi", days=30).at + dt.timedelta()
