"""Who asks for a try-out, of what, and what is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.acts import Act
from refunds.locks import NoSuchRow
from refunds.models import TryOut, TryOutStatus
from refunds.operations.policy_versions import propose_version, withdraw_version
from refunds.operations.try_out import ask_try_out, stop_try_out
from tests.cast import MOMENT
from tests.version_work import drafted, issued, refused

pytestmark = pytest.mark.django_db
ActOf = Callable[..., Act]
SLOWER = {"response_hours": 48}


def test_a_draft_and_a_proposal_are_tried_out_against_the_version_in_force(act_of: ActOf) -> None:
    before = issued(act_of)
    draft = drafted(act_of("sofia", days=1), numbers=SLOWER, effective_from=MOMENT + dt.timedelta(days=60))
    asked = ask_try_out(draft.pk, act=act_of("sofia", days=1))
    assert (asked.against, asked.digest, asked.asked_by) == (before, draft.digest, act_of("sofia").by)
    stop_try_out(asked.pk, act=act_of("ravi"))
    propose_version(draft.pk, act=act_of("sofia", days=1))
    assert ask_try_out(draft.pk, act=act_of("ravi", days=1)).status == TryOutStatus.QUEUED


def test_only_supervisors_try_out_and_stop(act_of: ActOf) -> None:
    draft = drafted(act_of("sofia"))
    asked = ask_try_out(draft.pk, act=act_of("ravi"))
    for name in ("mei", "fatima", "anna", "adam"):
        assert refused(ask_try_out, draft.pk, act=act_of(name))[0] == "Your role does not include this step."
        assert refused(stop_try_out, asked.pk, act=act_of(name)) == ["Your role does not include this step."]


def test_one_at_a_time(act_of: ActOf) -> None:
    draft = drafted(act_of("sofia"))
    ask_try_out(draft.pk, act=act_of("sofia"))
    assert refused(ask_try_out, draft.pk, act=act_of("ravi")) == [
        "A try-out of this version is under way. Stop it first, or wait for its result."
    ]
    assert TryOut.objects.count() == ProcrastinateJob.objects.count() == 1


def test_terms_with_faults_are_not_tried_out(act_of: ActOf) -> None:
    draft = drafted(act_of("sofia"), numbers={"purchase_limit_days": 0})
    assert refused(ask_try_out, draft.pk, act=act_of("sofia")) == [
        "numbers.purchase_limit_days: must be a whole number of days from 1 to 3650, not 0"
    ]


def test_cases_of_the_future_are_not_asked_for(act_of: ActOf) -> None:
    draft = drafted(act_of("sofia"))
    assert refused(ask_try_out, draft.pk, since=MOMENT + dt.timedelta(days=1), act=act_of("sofia")) == [
        "No case can have come in since 2026-03-12 10:00 (UTC+8), which is yet to come. Give an earlier day."
    ]


def test_what_is_published_or_given_up_is_not_tried_out(act_of: ActOf) -> None:
    published = issued(act_of)
    withdrawn = withdraw_version(drafted(act_of("sofia")).pk, act=act_of("sofia"))
    assert refused(ask_try_out, published.pk, act=act_of("sofia")) == [
        "This step is not possible in the state “published”."
    ]
    assert refused(ask_try_out, withdrawn.pk, act=act_of("sofia")) == [
        "This step is not possible in the state “withdrawn”."
    ]


def test_what_is_over_is_not_stopped_and_what_is_not_there_is_named(act_of: ActOf) -> None:
    asked = ask_try_out(drafted(act_of("sofia")).pk, act=act_of("sofia"))
    stop_try_out(asked.pk, act=act_of("sofia"))
    assert refused(stop_try_out, asked.pk, act=act_of("sofia")) == ["This step is not possible in the state “stopped”."]
    with pytest.raises(NoSuchRow, match="There is no try-out 0"):
        stop_try_out(0, act=act_of("sofia"))
