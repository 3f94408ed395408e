"""A try-out judges every stored case by both versions, can be stopped, is begun again, and fails where all can see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.acts import Act
from accounts.models import StaffMember
from accounts.service_accounts import service_account
from refunds.models import PolicyVersion, RefundCase, TryOut, TryOutStatus
from refunds.operations.assess import assess
from refunds.operations.policy_versions import changed_cases, propose_version, publish_version, reevaluate_under
from refunds.operations.try_out import ask_try_out, run, run_try_out, stop_try_out
from refunds.operations.try_out.job import QUEUE, TRY_OUT
from refunds.operations.working_calendar import working_calendar
from tests.cast import MOMENT
from tests.documents import scenario
from tests.refunds.models.tables import refusal
from tests.version_work import drafted, edited, issued, refused, tried_out

pytestmark = pytest.mark.django_db
ActOf = Callable[..., Act]
STRICT = {"purchase_limit_days": 7}
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def examiner(db: None) -> StaffMember:
    """The account that runs try-outs."""
    return service_account("examiner")


@pytest.fixture
def strict(act_of: ActOf) -> PolicyVersion:
    """A draft under which a purchase eight days ago is too old."""
    return drafted(act_of("sofia"), numbers=STRICT)


@pytest.fixture
def judged(case: RefundCase, act_of: ActOf) -> RefundCase:
    """Case RC-1, evaluated."""
    assess(case.pk, act=act_of("mei"))
    return case


def ticking(step: dt.timedelta = SECOND) -> Callable[[], dt.datetime]:
    """A clock that goes on by a step each time it is looked at."""
    instants: Iterator[dt.datetime] = (MOMENT + n * step for n in range(1, 10_000))
    return lambda: next(instants)


def one_case_a_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that there is a breath after each case."""
    monkeypatch.setattr(run, "CHUNK", 1)


def test_the_result_says_what_changes_and_stays_with_the_draft(
    judged: RefundCase, strict: PolicyVersion, act_of: ActOf
) -> None:
    result = tried_out(strict, act_of("sofia")).result
    assert result
    assert (result["policy"], result["version"], result["against"], result["since"]) == (
        "service",
        "2026-03",
        "2025-01",
        None,
    )
    assert result["calendar"] == working_calendar().version
    assert (result["cases"], result["changed"], result["own_version"]) == (1, 1, 0)
    (move,) = result["recommendations"]
    assert (move["before"], move["after"], move["cases"]) == ("needs_information", "reject", 1)
    (changed,) = result["changed_cases"]
    assert changed["case"] == "RC-1"
    assert (changed["before"]["bars"], changed["after"]["bars"]) == ([], ["S-3.3.b"])
    assert {"clause": "S-3.3.b", "before": 0, "after": 1} in result["clauses"]
    assert TryOut.objects.get(version=strict).digest == strict.digest


def test_money_is_counted_by_currency_before_and_after(bring_in: Any, act_of: ActOf) -> None:
    for id in ("SV-001", "SV-032", "SV-044"):
        bring_in(scenario(id))
    draft = drafted(act_of("sofia"), terms={"switched_off": ["S-2.1.a", "S-2.1.b", "S-2.2.c"]})
    result = tried_out(draft, act_of("sofia")).result
    assert result
    before = {row["currency"]: row["before"] for row in result["money"]}
    assert before == {"KWD": "9.190", "USD": "118.00"}
    after: dict[str, Decimal] = {currency: Decimal(amount) for currency, amount in before.items()}
    for changed in result["changed_cases"]:
        for sign, when in ((-1, "before"), (1, "after")):
            for currency, amount in changed[when]["amounts"].items():
                after[currency] += sign * Decimal(amount)
    assert result["changed"] > 0
    assert {row["currency"]: Decimal(row["after"]) for row in result["money"]} == after


def test_a_case_that_cannot_be_evaluated_is_told_with_the_reason(
    judged: RefundCase, strict: PolicyVersion, act_of: ActOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    latest = run.Snapshots.chunks

    def spoilt(self: Any, size: int) -> Iterator[Any]:
        for chunk in latest(self, size):
            yield [row._replace(facts='{"order": {"kind": 5}}') for row in chunk]

    monkeypatch.setattr(run.Snapshots, "chunks", spoilt)
    result = tried_out(strict, act_of("sofia")).result
    assert result
    left_out = result["not_evaluated"]
    assert (result["cases"], left_out["cases"], left_out["broken"]) == (0, 1, 0)
    (listed,) = left_out["listed"]
    assert listed["case"] == "RC-1"
    assert listed["why"].startswith("the facts can't be read: facts.order.kind: ")


def test_cases_that_only_the_new_version_cannot_judge_keep_it_from_being_published(
    judged: RefundCase, act_of: ActOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = drafted(act_of("sofia"), numbers={"response_hours": 48})
    from refunds.policies.versioning.comparison import Comparison

    def stumble(self: Any, dossier: Any) -> Any:
        raise ZeroDivisionError("by the new number")

    with monkeypatch.context() as broken:
        broken.setattr(Comparison, "of", stumble)
        tried_out(draft, act_of("sofia"))
    propose_version(draft.pk, act=act_of("sofia"))
    assert refused(publish_version, draft.pk, act=act_of("ravi")) == [
        "1 cases can't be evaluated by this version any more; the try-out names them."
    ]


def test_only_cases_received_since_then_are_judged(judged: RefundCase, strict: PolicyVersion, act_of: ActOf) -> None:
    after, at = judged.received_at + SECOND, judged.received_at
    assert tried_out(strict, act_of("sofia"), since=after).total == 0
    result = tried_out(strict, act_of("sofia"), since=at).result
    assert result
    assert (result["cases"], dt.datetime.fromisoformat(result["since"])) == (1, at)


def test_cases_with_a_version_of_their_own_are_counted_and_not_judged(
    judged: RefundCase, bring_in: Any, act_of: ActOf
) -> None:
    chosen = issued(act_of, numbers={"response_hours": 48})
    reevaluate_under(judged.pk, version_id=chosen.pk, act=act_of("sofia", minutes=9))
    draft = drafted(act_of("sofia", days=1), numbers=STRICT)
    result = tried_out(draft, act_of("sofia", days=1)).result
    assert result
    assert (result["cases"], result["own_version"], result["against"]) == (0, 1, chosen.version)


def test_the_other_policy_and_cases_without_an_evaluation_are_left_out(
    case: RefundCase, bring_in: Any, strict: PolicyVersion, act_of: ActOf
) -> None:
    bring_in(scenario("AI-002"))
    assert tried_out(strict, act_of("sofia")).total == 0


def test_the_latest_facts_of_each_case_are_judged_once(
    judged: RefundCase, strict: PolicyVersion, act_of: ActOf
) -> None:
    assess(judged.pk, act=act_of("mei", days=1))
    assess(judged.pk, act=act_of("mei", days=2))
    ended = tried_out(strict, act_of("sofia", days=2))
    assert (ended.total, ended.result and ended.result["cases"]) == (1, 1)


def test_progress_is_kept_while_it_runs(
    bring_in: Any, strict: PolicyVersion, examiner: StaffMember, act_of: ActOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for id in ("SV-001", "SV-007", "SV-015"):
        bring_in(scenario(id))
    one_case_a_chunk(monkeypatch)
    asked = ask_try_out(strict.pk, act=act_of("sofia"))
    assert (asked.done, asked.total) == (0, None)
    ended = run_try_out(asked.pk, by=examiner, clock=ticking())
    assert (ended.status, ended.total) == (TryOutStatus.FINISHED, 3)
    assert list(ended.progress.values_list("done", flat=True)) == [1, 2, 3]
    assert ended.done == 3


def test_it_stops_at_its_next_breath(
    bring_in: Any, strict: PolicyVersion, examiner: StaffMember, act_of: ActOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for id in ("SV-001", "SV-007", "SV-015"):
        bring_in(scenario(id))
    one_case_a_chunk(monkeypatch)
    asked = ask_try_out(strict.pk, act=act_of("sofia"))
    clock, breathe = ticking(), run._Runner.breathe

    def asked_to_stop(self: Any, done: int, at: dt.datetime) -> None:
        stop_try_out(asked.pk, act=act_of("ravi", "the wrong draft", minutes=1))
        breathe(self, done, at)

    monkeypatch.setattr(run._Runner, "breathe", asked_to_stop)
    ended = run_try_out(asked.pk, by=examiner, clock=clock)
    assert (ended.status, ended.result, ended.done) == (TryOutStatus.STOPPED, None, 1)
    assert (ended.stop_asked_by, ended.ended_at is not None) == (act_of("ravi").by, True)


def test_what_waits_is_stopped_at_once_and_its_job_finds_nothing_to_do(
    strict: PolicyVersion, examiner: StaffMember, act_of: ActOf
) -> None:
    asked = ask_try_out(strict.pk, act=act_of("sofia"))
    assert stop_try_out(asked.pk, act=act_of("sofia")).status == TryOutStatus.STOPPED
    assert run_try_out(asked.pk, by=examiner, clock=ticking()).status == TryOutStatus.STOPPED


def test_it_is_begun_again_after_its_worker_died(
    judged: RefundCase, strict: PolicyVersion, examiner: StaffMember, act_of: ActOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask_try_out(strict.pk, act=act_of("sofia"))

    def killed(self: Any) -> Any:
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr(run._Runner, "judge", killed)
        with pytest.raises(SystemExit):
            run_try_out(asked.pk, by=examiner, clock=ticking())
    assert TryOut.fetch(asked.pk).status == TryOutStatus.RUNNING
    later = ticking(dt.timedelta(minutes=1))
    ended = run_try_out(asked.pk, by=examiner, clock=later)
    assert (ended.status, ended.started_at) == (TryOutStatus.FINISHED, MOMENT + dt.timedelta(minutes=1))


def test_one_whose_worker_died_can_be_stopped(
    judged: RefundCase, strict: PolicyVersion, examiner: StaffMember, act_of: ActOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask_try_out(strict.pk, act=act_of("sofia"), in_background=False)
    with monkeypatch.context() as dying:
        dying.setattr(run._Runner, "judge", lambda self: exit())
        with pytest.raises(SystemExit):
            run_try_out(asked.pk, by=examiner, clock=ticking())
    stop_try_out(asked.pk, act=act_of("sofia"))
    job = ProcrastinateJob.objects.get(task_name=TRY_OUT)
    app.tasks[TRY_OUT](**job.args)
    assert TryOut.fetch(asked.pk).status == TryOutStatus.STOPPED
    assert tried_out(strict, act_of("sofia")).status == TryOutStatus.FINISHED


def test_a_run_that_was_taken_over_leaves_no_result(
    judged: RefundCase, strict: PolicyVersion, examiner: StaffMember, act_of: ActOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask_try_out(strict.pk, act=act_of("sofia"))
    judge = run._Runner.judge

    def overtaken(self: Any) -> Any:
        monkeypatch.setattr(run._Runner, "judge", judge)
        run_try_out(asked.pk, by=examiner, clock=ticking(dt.timedelta(hours=1)))
        return run.Tally()

    monkeypatch.setattr(run._Runner, "judge", overtaken)
    ended = run_try_out(asked.pk, by=examiner, clock=ticking())
    assert (ended.status, ended.result and ended.result["cases"]) == (TryOutStatus.FINISHED, 1)


def test_what_goes_wrong_is_left_with_the_draft_and_raised(
    judged: RefundCase, strict: PolicyVersion, examiner: StaffMember, act_of: ActOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Any) -> Any:
        raise MemoryError("no room")

    monkeypatch.setattr(run._Runner, "judge", broken)
    asked = ask_try_out(strict.pk, act=act_of("sofia"))
    with pytest.raises(MemoryError):
        run_try_out(asked.pk, by=examiner, clock=ticking())
    ended = TryOut.fetch(asked.pk)
    assert (ended.status, ended.problem) == (TryOutStatus.FAILED, "MemoryError: no room")


def test_a_draft_that_was_changed_meanwhile_fails_it(
    strict: PolicyVersion, examiner: StaffMember, act_of: ActOf
) -> None:
    asked = ask_try_out(strict.pk, act=act_of("sofia"))
    edited(strict, act_of("sofia"), terms=strict.terms._replace(numbers={"purchase_limit_days": 8}))
    ended = run_try_out(asked.pk, by=examiner, clock=ticking())
    assert (ended.status, ended.problem) == (
        TryOutStatus.FAILED,
        "The draft was changed after this try-out was asked for.",
    )


def test_its_result_is_frozen_by_the_database(judged: RefundCase, strict: PolicyVersion, act_of: ActOf) -> None:
    ended = tried_out(strict, act_of("sofia"))
    said = refusal("UPDATE refunds_tryout SET result = '{}' WHERE id = %s", ended.pk)
    assert f"try-out {ended.pk} can not be altered" in said


def test_the_worked_cases_that_change_are_among_the_changed_stored_ones(bring_in: Any, act_of: ActOf) -> None:
    draft = drafted(act_of("sofia"), numbers=STRICT)
    for document in (scenario("SV-001"), scenario("SV-048")):
        bring_in(document)
    result = tried_out(draft, act_of("sofia")).result
    assert result
    worked = {case.name: (case.before, case.after) for case in changed_cases(draft)}
    numbers = dict(RefundCase.objects.values_list("number", "door_reference"))
    for row in result["changed_cases"]:
        name = numbers[row["case"]]
        assert name not in worked or row["after"] == worked[name][1].as_document()


def test_a_queue_of_its_own_carries_the_job(strict: PolicyVersion, act_of: ActOf) -> None:
    asked = ask_try_out(strict.pk, act=act_of("sofia"))
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.queue_name, job.args) == (TRY_OUT, QUEUE, {"try_out_id": asked.pk})
    app.tasks[TRY_OUT](**job.args)
    assert TryOut.fetch(asked.pk).status == TryOutStatus.FINISHED
