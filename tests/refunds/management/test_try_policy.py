"""`manage.py try_policy` from the outside."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.acts import Act
from refunds.models import TryOut, TryOutStatus
from refunds.operations.policy_versions import propose_version, publish_version
from refunds.operations.try_out import run
from tests.documents import scenario
from tests.version_work import drafted

pytestmark = pytest.mark.django_db
ActOf = Callable[..., Act]
STRICT = {"purchase_limit_days": 7}


def printed(*arguments: str) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("try_policy", *arguments, stdout=out)
    return out.getvalue()


def test_it_prints_what_a_draft_would_change(bring_in: Any, act_of: ActOf) -> None:
    bring_in(scenario("SV-001"))
    drafted(act_of("sofia"), numbers=STRICT)
    text = printed("2026-03")
    assert text.startswith("service: version 2026-03 compared with 2025-01\n1 cases judged by both,")


def test_its_result_counts_for_publishing(act_of: ActOf) -> None:
    draft = drafted(act_of("sofia"), numbers={"response_hours": 48})
    assert json.loads(printed("service/2026-03", "--json"))["cases"] == 0
    propose_version(draft.pk, act=act_of("sofia"))
    assert publish_version(draft.pk, act=act_of("ravi")).status == "published"


def test_only_cases_since_a_day_are_judged(bring_in: Any, act_of: ActOf) -> None:
    received = bring_in(scenario("SV-001")).received_at
    drafted(act_of("sofia"), numbers=STRICT)
    assert json.loads(printed("2026-03", f"--since={received:%Y-%m-%d}", "--json"))["since"] is not None
    assert json.loads(printed("2026-03", "--since=2026-03-11", "--json"))["cases"] == 0


@pytest.mark.parametrize("day", ["2026-13-01", "yesterday", "２０２６-01-01"])
def test_a_day_that_is_none_is_told(day: str, act_of: ActOf) -> None:
    with pytest.raises(CommandError, match="is no date; write year, month and day, such as 2026-01-01"):
        printed("2026-03", f"--since={day}")


def test_an_unknown_or_ambiguous_version_is_told(act_of: ActOf) -> None:
    with pytest.raises(CommandError, match="There is no policy version '2026-03'"):
        printed("2026-03")
    for policy in ("service", "302ai"):
        drafted(act_of("sofia"), policy=policy)
    with pytest.raises(CommandError, match=r"There are several: 302ai/2026-03, service/2026-03\."):
        printed("2026-03")


def test_what_cannot_be_tried_out_is_told(act_of: ActOf) -> None:
    drafted(act_of("sofia"), numbers={"purchase_limit_days": 0})
    with pytest.raises(CommandError, match=r"numbers\.purchase_limit_days: must be a whole number"):
        printed("2026-03")


def test_an_interrupted_one_is_stopped_and_the_next_one_runs(act_of: ActOf, monkeypatch: pytest.MonkeyPatch) -> None:
    drafted(act_of("sofia"), numbers=STRICT)

    def interrupted(self: Any) -> Any:
        raise KeyboardInterrupt

    with monkeypatch.context() as pressed:
        pressed.setattr(run._Runner, "judge", interrupted)
        with pytest.raises(CommandError, match="The try-out did not finish: stopped"):
            printed("2026-03")
    assert TryOut.objects.get().status == TryOutStatus.STOPPED
    assert "0 cases judged by both" in printed("2026-03")
