"""A 302.AI application made again is linked to the one that was refused (302-IV.4, reading 5.11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.acts import Act
from accounts.models import Customer
from refunds.models import CaseUsage, Decision, RefundCase, UsageRecord
from refunds.operations.approve import approve
from refunds.operations.assess import assess
from refunds.operations.decide import Proposal, decide
from refunds.operations.perform import Refused
from refunds.operations.reapplication import earlier_named, link_earlier
from refunds.policies import read
from tests.at_the_desk import Desk
from tests.cast import MOMENT
from tests.refunds.models.tables import refusal

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Given = Callable[..., RefundCase]


@pytest.fixture
def refused(case_302: RefundCase, taken: Given, act_of: Acts) -> RefundCase:
    """Mei and Sofia refuse the first application: incomplete, although the policy recommends an audit."""
    taken(case_302)
    proposal = Proposal("reject", (), ("302-IV.1",), "The description is missing.", "An audit would change nothing.")
    decide(case_302.pk, proposal=proposal, act=act_of("mei", minutes=2))
    approve(case_302.pk, act=act_of("sofia", minutes=3))
    return RefundCase.fetch(case_302.pk)


@pytest.fixture
def again(open_case: Given, refused: RefundCase, usage: UsageRecord, taken: Given, act_of: Acts) -> RefundCase:
    """The customer applies again two days later; the door did not say for what. Mei takes it."""
    later = MOMENT + dt.timedelta(days=2)
    case = open_case(
        "RC-303", policy="302ai", ground="no_result", event_at=usage.deducted_at, submitted_at=later, received_at=later
    )
    CaseUsage.objects.record(act_of("door"), case=case, usage=usage, position=1, claimed_position=1)
    return taken(case)


def test_a_case_is_linked_to_the_refused_one_and_looked_at_again(
    again: RefundCase, refused: RefundCase, act_of: Acts
) -> None:
    linked = link_earlier(again.pk, earlier_id=refused.pk, act=act_of("mei", days=2))
    assert (linked.previous, linked.claim_type) == (refused, "re_application")
    [application] = linked.current_evaluation.facts["prior_applications"]
    assert (application["id"], application["outcome"]) == ("RC-302", "rejected")


def test_no_period_begins_anew(again: RefundCase, refused: RefundCase, act_of: Acts) -> None:
    linked = link_earlier(again.pk, earlier_id=refused.pk, act=act_of("mei", days=2))
    assert linked.application_by == refused.application_by == Decision.objects.get(case=refused).reapply_by


def test_only_a_refused_application_of_this_customer_that_came_before_is_an_earlier_one(
    again: RefundCase, refused: RefundCase, open_case: Given, act_of: Acts
) -> None:
    open_one = open_case("RC-304", policy="302ai", ground="no_result")
    for other in (again, open_one):
        with pytest.raises(Refused, match="is no refused application that this customer made before"):
            link_earlier(again.pk, earlier_id=other.pk, act=act_of("mei", days=2))


def test_only_who_works_on_the_case_links_it(again: RefundCase, refused: RefundCase, act_of: Acts) -> None:
    with pytest.raises(Refused, match="Only the person to whom the case is assigned"):
        link_earlier(again.pk, earlier_id=refused.pk, act=act_of("tom", days=2))
    assert link_earlier(again.pk, earlier_id=refused.pk, act=act_of("sofia", days=2)).previous == refused


def test_under_the_other_policy_nobody_applies_again(case: RefundCase, taken: Given, act_of: Acts) -> None:
    with pytest.raises(Refused, match="Under this policy nobody applies again"):
        link_earlier(taken(case).pk, earlier_id=case.pk, act=act_of("mei", minutes=5))


def test_the_database_knows_what_an_earlier_case_is(again: RefundCase, refused: RefundCase) -> None:
    plain = "UPDATE refunds_refundcase SET previous_id = %s WHERE id = %s"
    assert "does not follow case" in refusal(plain, again.pk, refused.pk)
    assert "does not follow case" in refusal(plain, again.pk, again.pk)


def test_a_document_that_names_a_case_of_ours_is_linked_by_itself(refused: RefundCase, customer: Customer) -> None:
    claim = {"type": "re_application"}
    facts = {"claim": claim, "prior_applications": [{"id": "RC-302"}, {"submitted_at": "2026-03-01T00:00:00Z"}]}
    document = {"id": "D-1", "policy": "302ai", "now": "2026-03-13T10:00:00+08:00", "facts": facts}
    assert earlier_named(read(document).facts, "302ai", customer) == refused
    facts["claim"] = {"type": "first"}
    assert earlier_named(read(document).facts, "302ai", customer) is None


def test_both_pages_say_so_with_the_last_day(desk: Desk, again: RefundCase, refused: RefundCase, act_of: Acts) -> None:
    link_earlier(again.pk, earlier_id=refused.pk, act=act_of("mei", days=2))
    mei = desk("mei")
    earlier = mei.sees(again).context["applications"].earlier
    later = mei.sees(refused).context["applications"].later
    assert (earlier.case, earlier.late, earlier.until) == (refused, False, refused.application_by)
    assert [one.case for one in later] == [again]
    address = reverse("admin:refunds_refundcase_change", args=[again.pk])
    assert address in mei.sees(refused).content.decode()


def test_the_step_offers_the_refused_applications(desk: Desk, again: RefundCase, refused: RefundCase) -> None:
    mei = desk("mei")
    answer = mei.takes(again, "link_earlier", earlier=refused.pk)
    assert (answer.status_code, RefundCase.fetch(again.pk).previous) == (302, refused)


def test_an_application_after_the_last_day_is_marked(
    desk: Desk, open_case: Given, refused: RefundCase, act_of: Acts
) -> None:
    later = MOMENT + dt.timedelta(days=30)
    about = {"policy": "302ai", "ground": "no_result", "previous": refused}
    late = open_case("RC-305", **about, submitted_at=later, received_at=later)
    assess(late.pk, act=act_of("door", days=30))
    page = desk("mei").sees(late)
    assert page.context["applications"].earlier.late
    assert "This one came after it." in page.content.decode()
