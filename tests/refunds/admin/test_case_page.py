"""The page of a case: everything a decision rests on, read-only, at a constant cost."""

import re
from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.admin.case_page.summary import recommended
from refunds.models import Charge, Decision, Evaluation, Payout, RefundCase, Refusal
from refunds.operations.approve import send_back
from refunds.operations.assess import assess
from refunds.operations.correspondence import reply, write_note
from refunds.operations.enforce import allege_violation
from tests.at_the_desk import Desk

pytestmark = pytest.mark.django_db
Make = Callable[..., RefundCase]
Acts = Callable[..., Act]


def text(page: object) -> str:
    """What a reader reads: the page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())  # type: ignore[attr-defined]


def test_the_recommendation_stands_first_with_its_reason(desk: Desk, case: RefundCase, examined: Make) -> None:
    page = text(desk("mei").sees(examined(case)))

    assert "Approve 100.00 USD" in page
    assert "A defect of the service was confirmed (S-2.1.a)." in page


def test_what_is_missing_is_named_with_who_supplies_it(desk: Desk, open_case: Make, taken: Make) -> None:
    case = open_case(order_number_given=False, purchase_time_given=False, reason_given=False)

    page = text(desk("mei").sees(taken(case)))

    assert "The order number supplied by the customer" in page


def test_each_clause_shows_its_outcome_its_text_and_the_facts_it_used(
    desk: Desk, case: RefundCase, examined: Make
) -> None:
    page = desk("mei").sees(examined(case))

    clauses = re.findall(
        r'<span class="clause">(.+?)</span>.*?<span class="chip chip-(.+?)">(.+?)</span>', page.content.decode()
    )
    assert clauses[0] == ("S-2.1.a", "applies-ground", "applies")
    assert len(clauses) == len(case.current_evaluation.document["findings"])
    assert "Submitted at 11 Mar 2026, 09:00" in text(page)


def test_a_deadline_beyond_the_published_calendar_is_not_known(desk: Desk, open_case: Make, act_of: Acts) -> None:
    case = open_case()
    assess(case.pk, act=act_of("door"))
    evaluation = case.current_evaluation
    document = {**evaluation.document, "deadlines": {"review_by": None, "payout_by": None}}
    evaluation.__class__.objects.create(
        **{
            f.attname: getattr(evaluation, f.attname)
            for f in evaluation._meta.concrete_fields
            if f.name not in ("id", "document", "at")
        },
        at=act_of("door", minutes=1).at,
        document=document,
    )

    assert "The published holiday calendar does not reach that far." in text(desk("mei").sees(case))


def test_a_letter_and_a_note_can_not_be_taken_for_each_other(
    desk: Desk, case: RefundCase, taken: Make, act_of: Acts
) -> None:
    taken(case)
    reply(case.pk, text="Dear customer", act=act_of("mei", minutes=2))
    write_note(case.pk, text="A difficult one", act=act_of("mei", minutes=3))

    page = desk("mei").sees(case).content.decode()

    letter, note = page.index("Dear customer"), page.index("A difficult one")
    assert page.rindex("word word-outbound", 0, letter) > page.rfind("word word-note", 0, letter)
    assert page.rindex("Internal note, not shown to the customer", 0, note) > letter


def test_the_first_and_the_second_decision_stand_side_by_side(
    desk: Desk, case: RefundCase, prepared: Callable[..., Decision], act_of: Acts
) -> None:
    prepared(case)
    send_back(case.pk, act=act_of("sofia", "Look at the second charge.", minutes=9))

    page = desk("mei").sees(case)

    (decided,) = page.context["decisions"]
    assert not decided.counts
    assert "Sent back by" in text(page)
    assert "Look at the second charge." in text(page)


def test_the_timeline_tells_who_when_why_and_what_was_before(desk: Desk, case: RefundCase, payout: Payout) -> None:
    page = text(desk("anna").fetches(case, "story"))

    assert "Sofia 11 Mar 2026, 10:03 because the test says so" in page
    assert "State: was awaiting approval → is now approved, being paid" in page
    assert "Payout of 100.00 USD" in page
    assert "Revoked: was 0 → is now 1,000" in page


def test_a_person_in_the_timeline_is_named_not_numbered(desk: Desk, case: RefundCase, taken: Make) -> None:
    assert "Assignee: was — → is now Mei" in text(desk("anna").fetches(taken(case), "story"))


def test_the_whole_story_has_a_page_of_its_own(desk: Desk, case: RefundCase, payout: Payout) -> None:
    page = desk("anna").client.get(f"/admin/refunds/refundcase/{case.pk}/history/")

    assert "Received: service unusable or defective" in text(page)
    assert desk("anna").client.get(f"/admin/refunds/refundcase/{case.pk}/history/?p=x").status_code == 200


def test_nothing_on_the_page_can_be_edited(desk: Desk, case: RefundCase) -> None:
    page = desk("sofia").sees(case).content.decode()

    assert 'name="status"' not in page
    assert 'name="_save"' not in page
    answer = desk("sofia").client.post(f"/admin/refunds/refundcase/{case.pk}/change/", {"status": "approved"})
    assert (answer.status_code, Refusal.objects.get().kind) == (405, "permission")
    assert "This address does not take POST. Nothing was changed." in answer.content.decode()
    assert desk("sofia").client.get("/admin/refunds/refundcase/add/").status_code == 403
    assert desk("sofia").client.post(f"/admin/refunds/refundcase/{case.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_technical_auditor_sees_no_payouts(desk: Desk, case: RefundCase, payout: Payout) -> None:
    assert not desk("wei").sees(case).context["sees_payouts"]
    assert desk("fatima").sees(case).context["sees_payouts"]


def test_the_remainder_of_a_charge_is_shown(desk: Desk, case: RefundCase, charge: Charge, payout: Payout) -> None:
    assert "100.00 USD 100.00 USD 0.00 USD 0.00 USD" in text(desk("fatima").sees(case))


def test_what_is_granted_in_several_currencies_is_said_in_each() -> None:
    payouts = [("A", "18.60", "USD"), ("B", "0.07", "USD"), ("C", "1400", "JPY")]
    document = {"payouts": [{"charge_id": id, "amount": amount, "currency": code} for id, amount, code in payouts]}

    assert recommended(Evaluation(document=document)) == "18.67 USD + 1,400 JPY"
    assert recommended(None) == ""


def test_a_bar_in_doubt_is_said_before_the_ground_that_it_would_defeat(
    desk: Desk, case: RefundCase, examined: Callable[..., RefundCase], act_of: Callable[..., Act]
) -> None:
    examined(case)
    alleged = {"reference": "V-1", "type": "abuse", "note": "many accounts"}
    allege_violation(case.customer_id, **alleged, act=act_of("sofia", minutes=9))

    said = desk("mei").sees(case).context["verdict"].sentence

    assert said.startswith("Abuse was alleged on 2026-03-11")
    assert "; a defect of the service was confirmed (S-2.1.a)" in said
