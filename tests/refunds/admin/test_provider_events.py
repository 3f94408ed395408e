"""What providers told us, as people look at it, and one more try for what could not be applied."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.acts import Act
from refunds.models import EventStatus, Payout, ProviderEvent
from refunds.operations.perform import perform
from tests.at_the_desk import Desk
from tests.refunds.models.tables import execute
from tests.stripe_cast import a_provider_event

pytestmark = pytest.mark.django_db
LIST = "admin:refunds_providerevent_changelist"


@pytest.fixture
def failed(act_of: Callable[..., Act]) -> ProviderEvent:
    """An event that could not be applied."""
    event = a_provider_event(act_of("door"), body='{"id": "evt_1", "note": "退款 <b>"}')
    with transaction.atomic():
        perform(event, "fail", act_of("worker", "Something is in the way."))
    return event


def page_of(person: Any, event: ProviderEvent) -> str:
    """The page of an event."""
    text: str = person.client.get(reverse("admin:refunds_providerevent_change", args=[event.pk])).content.decode()
    return text


def test_an_event_is_shown_as_it_came_with_what_became_of_it(desk: Desk, failed: ProviderEvent) -> None:
    page = page_of(desk("fatima"), failed)
    assert "Something is in the way." in page
    assert "退款 &lt;b&gt;" in page
    assert "Apply again" in page


def test_the_payout_that_an_event_is_about_is_one_click_away(
    desk: Desk, failed: ProviderEvent, payout: Payout, act_of: Callable[..., Act]
) -> None:
    assert reverse("admin:refunds_payout_change", args=[payout.pk]) not in page_of(desk("fatima"), failed)
    execute("UPDATE refunds_payout SET provider_reference = 're_1'")
    assert reverse("admin:refunds_payout_change", args=[payout.pk]) not in page_of(desk("fatima"), failed)
    event = a_provider_event(act_of("door"), "evt_7", provider=payout.provider)
    assert reverse("admin:refunds_payout_change", args=[payout.pk]) in page_of(desk("fatima"), event)


def test_finance_has_it_applied_again_for_a_reason(desk: Desk, failed: ProviderEvent) -> None:
    step = reverse("admin:refunds_providerevent_step", args=[failed.pk, "take_up_again"])
    person = desk("fatima")
    assert person.client.post(step, {"why": ""}).context["form"].errors["why"]
    assert person.client.post(step, {"why": "The amounts were compared."}).status_code == 302
    event = ProviderEvent.fetch(failed.pk)
    assert event.status == EventStatus.RECEIVED
    assert event.history.latest().history_change_reason == "The amounts were compared."


@pytest.mark.parametrize("name", ["sofia", "anna"])
def test_others_look_and_have_no_button(desk: Desk, failed: ProviderEvent, name: str) -> None:
    assert "Apply again" not in page_of(desk(name), failed)


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 2), ("?state=failed", 1), ("?state=applied", 0), ("?provider=stripe", 2), ("?q=evt_2", 1), ("?q=re_1", 2)],
)
def test_the_list_is_narrowed_by_state_provider_and_number(
    desk: Desk, failed: ProviderEvent, act_of: Callable[..., Act], query: str, count: int
) -> None:
    a_provider_event(act_of("door"), "evt_2")
    page = desk("anna").client.get(reverse(LIST) + query)
    assert len(page.context["cl"].result_list) == count
