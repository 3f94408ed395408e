"""The steps: which are open to whom, what their forms keep, and that the operation has the last word."""

import re
from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.admin.steps.buttons import buttons_for
from refunds.admin.steps.step import STEPS, StepForm
from refunds.models import CaseUsage, Decision, Message, Payout, RefundCase, Refusal, UsageRecord
from refunds.operations.approve import send_back
from refunds.operations.correspondence import hear_customer, write_note
from refunds.operations.decide import decide, recommended_proposal
from refunds.operations.triage import take
from tests.at_the_desk import Desk, step_of

pytestmark = pytest.mark.django_db
Make = Callable[..., RefundCase]
Acts = Callable[..., Act]


def open_to(person: object, case: RefundCase) -> set[str]:
    """The names of the steps that a person may take now."""
    buttons = buttons_for(RefundCase.fetch(case.pk), person)
    return {button.step.name for button in (*buttons.near, *buttons.rare)}


def test_the_buttons_are_those_of_the_state_and_the_person(
    desk: Desk, case: RefundCase, people: object, taken: Make
) -> None:
    mei, tom = people.mei, people.tom  # type: ignore[attr-defined]

    assert "take" in open_to(mei, case)
    taken(case, by="mei")
    assert "take" not in open_to(mei, case)
    assert {"ask_customer", "reply", "record_finding", "start_audit", "decide"} <= open_to(mei, case)
    assert not {"ask_customer", "reply", "decide"} & open_to(tom, case)


def test_a_step_that_is_off_says_why_where_a_screen_reader_finds_it(desk: Desk, case: RefundCase, taken: Make) -> None:
    page = desk("tom").sees(taken(case, by="mei")).content.decode()

    described = re.search(r'aria-disabled="true" aria-describedby="(why-decide)" aria-keyshortcuts="d">', page)
    assert described
    reason = re.search(r'id="why-decide">([^<]+)<', page)
    assert reason
    assert reason[1].startswith("Only the person to whom the case is assigned takes this step.")


def test_what_comes_next_stands_first(desk: Desk, case: RefundCase, people: object, examined: Make) -> None:
    buttons = buttons_for(examined(case), people.mei)  # type: ignore[attr-defined]

    assert (buttons.near[0].step.name, buttons.near[0].is_next) == ("decide", True)


def test_every_step_has_a_page_for_everybody_who_sees_the_case(desk: Desk, case: RefundCase) -> None:
    anna = desk("anna")

    for name in STEPS:
        page = anna.opens(case, name)
        assert page.status_code == 200, name
        assert page.context["off"], name
        assert b'<form class="step-form"' not in page.content, name


def test_a_step_that_does_not_exist_is_not_found(desk: Desk, case: RefundCase) -> None:
    assert desk("mei").opens(case, "delete").status_code == 404
    assert desk("mei").client.get("/admin/refunds/refundcase/999/steps/take/").status_code == 404


def test_taking_a_case_makes_it_ones_own(desk: Desk, case: RefundCase, people: object) -> None:
    answer = desk("mei").takes(case, "take", why="next in the queue")

    case = RefundCase.fetch(case.pk)
    assert (answer.status_code, answer.url) == (302, f"/admin/refunds/refundcase/{case.pk}/change/")
    assert (case.status, case.assignee) == ("in_review", people.mei)  # type: ignore[attr-defined]
    assert case.history.latest().history_change_reason == "next in the queue"


def test_a_button_that_is_off_does_nothing_when_it_is_posted_to(desk: Desk, case: RefundCase, taken: Make) -> None:
    taken(case, by="mei")

    answer = desk("tom").client.post(step_of(case, "withdraw"), {"why": "x", "marker": ""})

    assert answer.status_code == 200
    assert RefundCase.fetch(case.pk).status == "in_review"


@pytest.mark.parametrize("name", sorted(STEPS))
def test_the_auditor_can_take_no_step_by_posting(desk: Desk, case: RefundCase, name: str) -> None:
    anna = desk("anna")
    marker = anna.opens(case, name).context["marker"]
    before = RefundCase.fetch(case.pk).history.count()

    typed = {"why": "x", "text": "x", "channel": "email", "question": "x", "subject": "goodwill", "result": "confirmed"}
    for form in ({}, {"marker": marker}, {**typed, "kind": "court", "outcome": "reject", "marker": marker}):
        answer = anna.client.post(step_of(case, name), form)

        assert (answer.status_code, Refusal.objects.latest("pk").kind) == (403, "permission")
        assert "Your role does not include this step." in answer.content.decode()
    assert Refusal.objects.count() == 3
    assert RefundCase.fetch(case.pk).history.count() == before
    assert not Message.objects.filter(case=case).exists()


def test_a_step_needs_the_token_against_forgery(people: object, case: RefundCase) -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(people.mei, backend="accounts.backend.StaffBackend")  # type: ignore[attr-defined]

    answer = client.post(step_of(case, "take"), {"marker": ""})

    assert answer.status_code == 403
    assert "This form is out of date" in answer.content.decode()
    refusal = Refusal.objects.get()
    assert (refusal.kind, refusal.by, refusal.what) == ("stale", people.mei, f"POST {step_of(case, 'take')}")  # type: ignore[attr-defined]


def test_a_form_left_open_while_the_case_changed_is_refused_and_names_the_change(
    desk: Desk, case: RefundCase, taken: Make, act_of: Acts
) -> None:
    taken(case, by="mei")
    mei = desk("mei")
    marker = mei.opens(case, "reply").context["marker"]
    hear_customer(case.pk, text="I found the receipt.", channel="email", act=act_of("tom", "called back", minutes=5))

    answer = mei.client.post(step_of(case, "reply"), {"text": "We still wait for you.", "marker": marker})

    page = answer.content.decode()
    assert "The case has changed since you opened this form" in page
    assert ("Tom" in page, "11 Mar 2026, 10:05" in page, "The customer wrote" in page) == (True, True, True)
    assert "We still wait for you." in page
    assert not Message.objects.filter(direction="outbound").exists()


def test_a_form_of_another_case_is_not_taken_for_one_of_this(
    desk: Desk, open_case: Make, taken: Make, act_of: Acts
) -> None:
    case, later = taken(open_case("RC-2")), taken(open_case("RC-3"))
    write_note(case.pk, text="careful", act=act_of("tom", minutes=5))
    mei = desk("mei")
    marker = mei.opens(later, "reply").context["marker"]

    for strange in (marker, "", "case:999999", marker.replace("case:", "case:9")):
        answer = mei.client.post(step_of(case, "reply"), {"text": "Hello", "marker": strange})

        assert "The case has changed since you opened this form" in answer.content.decode()
    assert not Message.objects.filter(direction="outbound").exists()
    assert Refusal.objects.latest("pk").said == "The case has changed since you opened this form"


def test_a_step_that_is_off_is_on_record_even_where_its_form_is_empty(
    desk: Desk, case: RefundCase, taken: Make
) -> None:
    taken(case, by="mei")
    tom = desk("tom")
    marker = tom.opens(case, "reply").context["marker"]

    answer = tom.client.post(step_of(case, "decide"), {"marker": marker})

    refused = Refusal.objects.get()
    assert (answer.status_code, refused.kind, refused.by) == (200, "rule", tom.user)
    assert refused.said in answer.content.decode()


def test_sending_it_again_after_reading_goes_through(desk: Desk, case: RefundCase, taken: Make, act_of: Acts) -> None:
    taken(case, by="mei")
    mei = desk("mei")
    marker = mei.opens(case, "reply").context["marker"]
    write_note(case.pk, text="careful", act=act_of("tom", minutes=5))
    refused = mei.client.post(step_of(case, "reply"), {"text": "Hello", "marker": marker})

    answer = mei.client.post(step_of(case, "reply"), {"text": "Hello", "marker": refused.context["marker"]})

    assert answer.status_code == 302
    assert Message.objects.get(direction="outbound").body == "Hello"


def test_two_agents_who_take_a_case_at_once_get_one_case_between_them(
    desk: Desk, case: RefundCase, act_of: Acts, people: object
) -> None:
    tom = desk("tom")
    marker = tom.opens(case, "take").context["marker"]
    take(case.pk, act=act_of("mei"))

    page = tom.client.post(step_of(case, "take"), {"marker": marker}).content.decode()

    assert "Mei" in page
    assert RefundCase.fetch(case.pk).assignee == people.mei  # type: ignore[attr-defined]


def test_asking_the_customer_is_filled_in_with_what_is_missing(desk: Desk, open_case: Make, taken: Make) -> None:
    case = taken(open_case(order_number_given=False, purchase_time_given=False))
    mei = desk("mei")

    assert mei.opens(case, "ask_customer").context["form"]["missing"].initial
    mei.takes(case, "ask_customer", text="Please tell us more.")

    assert RefundCase.fetch(case.pk).status == "awaiting_customer"
    assert "the order number" in Message.objects.get(direction="outbound").body


def test_an_answer_brings_words_evidence_and_facts(desk: Desk, open_case: Make, taken: Make) -> None:
    case = taken(open_case(event_at=None))
    mei = desk("mei")
    mei.takes(case, "ask_customer", text="When was it?")

    typed = {"text": "On Monday.", "channel": "email", "evidence": "screenshot\nlog", "event_at": "2026-03-09T08:30"}
    answer = mei.takes(case, "hear_customer", **typed)

    case = RefundCase.fetch(case.pk)
    assert answer.status_code == 302
    assert (case.status, case.event_at.isoformat()) == ("in_review", "2026-03-09T00:30:00+00:00")
    assert [piece.kind for piece in case.evidence.all()] == ["screenshot", "log"]


def test_a_finding_is_recorded_and_taken_back(desk: Desk, case: RefundCase, taken: Make) -> None:
    taken(case)
    mei = desk("mei")

    mei.takes(case, "record_finding", subject="service_defect", result="confirmed", note="seen")
    assert RefundCase.fetch(case.pk).recommendation == "approve"
    mei.takes(case, "retract_finding", finding=case.findings.get().pk, why="wrong account")

    assert case.findings.get().retracted_because == "wrong account"
    assert RefundCase.fetch(case.pk).recommendation != "approve"


def test_the_audit_lists_the_deductions_with_what_their_records_suggest(
    desk: Desk, case_302: RefundCase, taken: Make
) -> None:
    taken(case_302)
    desk("mei").takes(case_302, "start_audit", question="Did it fail?")
    page = desk("wei").opens(case_302, "conclude_audit")
    (line,) = page.context["form"].lines
    assert (str(line.deduction.usage), line.found.initial) == ("USE-1", "undecided")
    assert "neither the log nor an outage says why" in page.content.decode()


def test_the_auditor_signs_a_finding_for_each_deduction(desk: Desk, case_302: RefundCase, taken: Make) -> None:
    taken(case_302)
    desk("mei").takes(case_302, "start_audit", question="Did it fail?")
    usage = case_302.case_usage.get().usage
    found = {f"found_{usage.pk}": "abnormal", f"remark_{usage.pk}": "seen in the trace"}
    desk("wei").takes(case_302, "conclude_audit", result="confirmed", finding="The log shows no result.", **found)
    audit = case_302.audits.get()
    assert audit.abnormal_usage_ids == ["USE-1"]
    kept = audit.deductions.get()
    assert (kept.suggested, kept.found, kept.remark) == ("undecided", "abnormal", "seen in the trace")


def test_the_audit_of_a_service_speaks_of_a_defect_and_of_no_ptc(
    desk: Desk, case: RefundCase, usage: UsageRecord, taken: Make, act_of: Acts
) -> None:
    CaseUsage.objects.record(act_of("door"), case=case, usage=usage, position=1)
    taken(case)
    mei, wei = desk("mei"), desk("wei")
    mei.takes(case, "start_audit", question="Does it work?")

    page = wei.opens(case, "conclude_audit").content.decode()
    form = page[page.index('<form class="step-form"') :]

    assert "defect of the service confirmed" in form
    assert not [word for word in ("302-", "Lots drawn from", "abnormal consumption confirmed") if word in form]
    wei.takes(case, "conclude_audit", result="confirmed", finding="It fails each time.")
    assert "defect of the service confirmed" in mei.sees(case).content.decode()


def test_an_audit_that_confirms_nothing_is_not_signed_as_confirmed(
    desk: Desk, case_302: RefundCase, taken: Make
) -> None:
    taken(case_302)
    desk("mei").takes(case_302, "start_audit", question="Did it fail?")
    usage = case_302.case_usage.get().usage
    page = desk("wei").takes(
        case_302, "conclude_audit", result="confirmed", finding="Nothing.", **{f"found_{usage.pk}": "in_order"}
    )
    assert "Name the usage records whose consumption was abnormal" in page.content.decode()


def test_a_decision_is_filled_in_as_recommended(desk: Desk, case: RefundCase, charge: object, examined: Make) -> None:
    form = desk("mei").opens(examined(case), "decide").context["form"]

    assert form.initial["outcome"] == "approve"
    assert form.initial[f"amount_{charge.pk}"] == "100.00"  # type: ignore[attr-defined]
    assert form.initial["clauses"] == ["S-2.1.a"]
    assert str(form.rows[0].refundable) == "100.00 USD"


def test_a_refund_decided_as_recommended_waits_for_its_second_person(
    desk: Desk, case: RefundCase, examined: Make
) -> None:
    desk("mei").takes(examined(case), "decide")

    decision = Decision.objects.get()
    assert (decision.ruling, decision.departs, str(decision.parts.get().amount)) == ("pending", False, "100.00 USD")


@pytest.mark.parametrize("typed", ["100,00", "1_000", "１００", "100.001", "-5", "1e2"])
def test_an_amount_that_is_none_is_refused_at_its_field(
    desk: Desk, case: RefundCase, charge: object, examined: Make, typed: str
) -> None:
    field = f"amount_{charge.pk}"  # type: ignore[attr-defined]

    page = desk("mei").takes(examined(case), "decide", **{field: typed})

    assert page.context["form"].errors[field]
    assert typed in page.content.decode()
    assert not Decision.objects.exists()


def test_more_than_is_held_is_refused_by_the_operation_and_stays_typed(
    desk: Desk, case: RefundCase, charge: object, examined: Make
) -> None:
    field = f"amount_{charge.pk}"  # type: ignore[attr-defined]

    page = desk("mei").takes(examined(case), "decide", **{field: "100.01", "departs_because": "generous"})

    assert page.context["refused"]
    assert 'value="100.01"' in page.content.decode()
    assert not Decision.objects.exists()


def test_a_departure_without_its_reason_is_refused(
    desk: Desk, case: RefundCase, charge: object, examined: Make
) -> None:
    page = desk("mei").takes(examined(case), "decide", **{f"amount_{charge.pk}": "50.00"})  # type: ignore[attr-defined]

    assert "This departs from what the policy recommends. Say why." in page.content.decode()


def test_a_rejection_grants_nothing_whatever_stands_in_the_amounts(
    desk: Desk, case: RefundCase, examined: Make
) -> None:
    case = examined(case)

    typed = {"outcome": "reject", "clauses": ["S-3.3.b"], "reason": "Too late.", "departs_because": "own reading"}
    desk("mei").takes(case, "decide", **typed)

    decision = Decision.objects.get()
    assert (decision.outcome, decision.parts.count(), decision.departs) == ("reject", 0, True)


@pytest.mark.parametrize("name", ["approve", "send_back"])
def test_a_decision_that_comes_in_while_a_form_is_read_is_not_the_one_that_was_looked_at(
    desk: Desk, case: RefundCase, prepared: Make, act_of: Acts, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    prepared(case)
    sofia = desk("sofia")
    marker = sofia.opens(case, name).context["marker"]

    def is_valid(form: StepForm) -> bool:
        send_back(case.pk, act=act_of("ravi", "look again", minutes=6))
        decide(case.pk, proposal=recommended_proposal(RefundCase.fetch(case.pk)), act=act_of("mei", minutes=7))
        return StepForm.is_valid(form)

    monkeypatch.setattr(STEPS[name].form, "is_valid", is_valid)
    answer = sofia.client.post(step_of(case, name), {"marker": marker, "why": "x"})

    assert "Another decision waits now than the one you looked at. Look again." in answer.content.decode()
    assert Decision.objects.latest("pk").ruling == "pending"


def test_approving_shows_what_is_paid_where_and_what_is_revoked(
    desk: Desk, case: RefundCase, prepared: Callable[..., Decision]
) -> None:
    prepared(case)

    page = desk("sofia").opens(case, "approve")

    assert [str(payment["part"].amount) for payment in page.context["payments"]] == ["100.00 USD"]
    assert "1,000 of 1,000 unused credits" in page.content.decode()
    desk("sofia").takes(case, "approve")
    assert Payout.objects.get().status == "reserved"


def test_an_agent_above_the_limit_reads_why_approving_is_off(
    desk: Desk, case: RefundCase, prepared: Callable[..., Decision]
) -> None:
    prepared(case)

    above = "100.00 USD is above the 50.00 USD that you may approve. Ask a supervisor."
    assert above in desk("tom").opens(case, "approve").context["off"]
    assert "You prepared this decision" in " ".join(desk("mei").opens(case, "approve").context["off"])


def test_a_refund_is_not_confirmed_as_a_rejection(
    desk: Desk, case: RefundCase, prepared: Callable[..., Decision]
) -> None:
    prepared(case)

    assert desk("sofia").opens(case, "confirm_rejection").context["off"] == [
        "A refund waits here. Approve it, or send it back."
    ]


def test_a_hold_stops_the_case_and_its_release_lets_it_go_on(desk: Desk, case: RefundCase, taken: Make) -> None:
    taken(case)

    desk("mei").takes(case, "hold", kind="court", reference="C-1/26", filed_at="2026-03-10T09:00", why="served today")
    held = RefundCase.fetch(case.pk)
    assert (held.status, held.legal_reference) == ("legal_hold", "C-1/26")
    desk("sofia").takes(case, "release", why="settled")

    assert RefundCase.fetch(case.pk).status == "in_review"


def test_assigning_offers_those_who_work_on_cases(desk: Desk, case: RefundCase, people: object, taken: Make) -> None:
    taken(case, by="mei")
    offered = desk("sofia").opens(case, "assign").context["form"].fields["person"].queryset

    assert [person.username for person in offered] == ["ravi", "sofia", "tom"]
    desk("sofia").takes(case, "assign", person=people.tom.pk, why="Mei is away")  # type: ignore[attr-defined]
    assert RefundCase.fetch(case.pk).assignee == people.tom  # type: ignore[attr-defined]


def test_looking_again_asks_the_policy_once_more(desk: Desk, case: RefundCase, examined: Make) -> None:
    case = examined(case)
    before = case.evaluations.count()

    desk("mei").takes(case, "look_again")

    assert case.evaluations.count() == before + 1


def test_no_new_evaluation_is_put_under_a_decision(
    desk: Desk, case: RefundCase, prepared: Callable[..., Decision]
) -> None:
    prepared(case)

    assert desk("mei").opens(case, "look_again").context["off"] == [
        "This step is not possible in the state “awaiting approval”."
    ]
