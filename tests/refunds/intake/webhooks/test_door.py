"""The door for Stripe's messages: what is proven is stored once, everything else leaves no trace but a count."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from backoffice.demo.fake_stripe import sign
from refunds.intake.webhooks.door import LONGEST
from refunds.intake.webhooks.turned_away import TurnedAway
from refunds.models import EventStatus, ProviderEvent, ProviderMessage

pytestmark = pytest.mark.django_db
SECRET = "whsec_of_the_tests"
Send = Callable[..., HttpResponse]


def body_of(**values: Any) -> bytes:
    """An event about refund re_1, spaced as nobody else would."""
    event = {"id": "evt_1", "object": "event", "type": "refund.updated", "data": {"object": {"id": "re_1"}}, **values}
    return json.dumps(event, indent=3, ensure_ascii=False).encode()


@pytest.fixture
def send() -> Send:
    """send(body, secret=…, age=…): what the door answers to a message signed with the secret so many seconds ago."""
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)

    def make(body: bytes, *, secret: str = SECRET, age: int = 0, header: str | None = None) -> HttpResponse:
        signature = sign(body, secret, int(time.time()) - age) if header is None else header
        return browser.post(
            "/webhooks/stripe/", body, content_type="application/json", headers={"Stripe-Signature": signature}
        )

    return make


def test_a_message_of_stripe_is_stored_as_it_came_and_left_to_a_job(send: Send) -> None:
    answer = send(body_of(note="退款"))
    assert answer.status_code == 200
    event = ProviderEvent.objects.get()
    assert (event.provider, event.event_id, event.kind, event.about) == ("stripe", "evt_1", "refund.updated", "re_1")
    assert event.status == EventStatus.RECEIVED
    assert event.message.body.encode() == body_of(note="退款")
    assert event.history.get().history_user.username == "door:stripe"
    assert ProcrastinateJob.objects.get().args == {"event_id": event.pk}


def test_the_same_event_again_is_known_and_stored_no_second_time(send: Send) -> None:
    answers = [send(body_of()), send(body_of()), send(body_of())]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert ProviderEvent.objects.count() == ProviderMessage.objects.count() == ProcrastinateJob.objects.count() == 1


NOW = f"t={int(time.time())},"


@pytest.mark.parametrize(
    "forged",
    [
        {"secret": "whsec_of_somebody_else"},
        {"age": 301},
        {"header": ""},
        {"header": "v1=" + "0" * 64},
        {"header": NOW + "v1=" + "0" * 64},
        {"header": NOW + "v0=" + "0" * 64},
        {"header": NOW},
        {"header": "t=yesterday,v1=aa"},
        {"header": NOW + "v1=é"},
        {"header": "t=" + "9" * 5000 + ",v1=aa"},
    ],
    ids=str,
)
def test_a_message_that_is_not_proven_leaves_nothing_behind(send: Send, forged: dict[str, Any]) -> None:
    answer = send(body_of(), **forged)
    assert (answer.status_code, ProviderEvent.objects.count(), ProviderMessage.objects.count()) == (400, 0, 0)
    assert b"Nothing was stored" in answer.content


def test_a_message_that_was_altered_on_the_way_is_not_proven(send: Send) -> None:
    signature = sign(body_of(), SECRET, int(time.time()))
    assert send(body_of(type="refund.failed"), header=signature).status_code == 400
    assert send(body_of() + b" ", header=signature).status_code == 400
    assert not ProviderEvent.objects.exists()


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[]", b"null", b"{}", b'{"id": 1, "type": "x", "data": []}'])
def test_what_is_no_event_is_turned_away_even_where_it_is_signed(send: Send, body: bytes) -> None:
    text = body if body.isascii() else b""
    assert send(body, header=sign(text, SECRET, int(time.time()))).status_code == 400
    assert not ProviderEvent.objects.exists()


def test_while_secrets_change_either_is_good(send: Send, settings: Any) -> None:
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_old", "whsec_new"]
    assert send(body_of(id="evt_1"), secret="whsec_old").status_code == 200
    assert send(body_of(id="evt_2"), secret="whsec_new").status_code == 200
    assert send(body_of(id="evt_3")).status_code == 400
    assert ProviderEvent.objects.count() == 2


def test_a_door_without_a_secret_says_which_setting_is_missing_and_has_it_sent_again(send: Send, settings: Any) -> None:
    settings.STRIPE_WEBHOOK_SECRETS = []
    answer = send(body_of())
    assert answer.status_code == 503
    assert b"STRIPE_WEBHOOK_SECRET" in answer.content
    assert not ProviderEvent.objects.exists()


def test_a_message_has_a_longest_size(send: Send) -> None:
    assert send(b"x" * (LONGEST + 1)).status_code == 413
    assert not ProviderEvent.objects.exists()


def test_the_door_is_for_messages_not_for_browsers(client: Client) -> None:
    assert client.get("/webhooks/stripe/").status_code == 405
    assert client.post("/webhooks/nobody/").status_code == 404


def test_an_event_and_its_job_are_stored_both_or_neither(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(event_id: int) -> bool:
        raise RuntimeError("the queue is broken")

    monkeypatch.setattr("refunds.operations.news.taking_in.enqueue_event", broken)
    assert send(body_of()).status_code == 500
    assert not ProviderEvent.objects.exists()


def test_what_is_turned_away_is_counted_and_the_log_says_so_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[dict[str, Any]] = []
    monkeypatch.setattr(
        "refunds.intake.webhooks.turned_away.log.warning", lambda event, **said: lines.append(said), raising=False
    )
    seconds = iter(range(0, 10_000, 20))
    turned_away = TurnedAway("stripe", "forged", clock=lambda: float(next(seconds)))
    for _message in range(9):
        turned_away.another(address="192.0.2.1")
    assert turned_away.count == 9
    assert sum(line["new"] for line in lines) <= 9
    assert 1 < len(lines) < 9
