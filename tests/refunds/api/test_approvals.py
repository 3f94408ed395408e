"""Approving by the API is approving: the same checks, the same record."""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from refunds.models import Charge, Decision, Refusal

Send = Callable[..., Any]


@pytest.fixture
def send(people: SimpleNamespace) -> Send:
    """send("sofia", decision): the program of somebody approves it."""

    def make(name: str, decision: Decision, body: Any = None) -> Any:
        client = Client()
        client.force_login(getattr(people, name))
        said = {"decision": decision.pk, "why": "agreed"} if body is None else body
        url = f"/api/v1/cases/{decision.case.number}/approval"
        return client.post(url, json.dumps(said), content_type="application/json")

    return make


@pytest.fixture
def post(people: SimpleNamespace) -> Send:
    """post("sofia", decision, b"{"): the program of somebody sends these bytes."""

    def make(name: str, decision: Decision, body: bytes, content_type: str = "application/json") -> Any:
        client = Client()
        client.force_login(getattr(people, name))
        return client.post(f"/api/v1/cases/{decision.case.number}/approval", body, content_type=content_type)

    return make


@pytest.fixture
def waiting(case: Any, charge: Charge, prepared: Callable[..., Decision]) -> Decision:
    """A refund that waits for its second person."""
    return prepared(case)


def test_the_second_person_approves(send: Send, waiting: Decision, people: SimpleNamespace) -> None:
    answer = send("sofia", waiting)
    assert (answer.status_code, answer.json()["state"], answer.json()["pending"]) == (200, "approved", None)
    waiting.refresh_from_db()
    assert (waiting.ruled_by, waiting.ruled_because) == (people.sofia, "agreed")


def test_a_case_tells_which_decision_waits(send: Send, waiting: Decision, people: SimpleNamespace) -> None:
    client = Client()
    client.force_login(people.sofia)
    pending = client.get(f"/api/v1/cases/{waiting.case.number}").json()["pending"]
    assert (pending["decision"], pending["prepared_by"], pending["outcome"]) == (waiting.pk, "mei", "approve")
    assert pending["amounts"][0]["currency"] == "USD"


def test_who_prepared_it_is_told_why_not(send: Send, waiting: Decision) -> None:
    answer = send("mei", waiting)
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:refund-back-office:problem:refused")
    assert answer.json()["reasons"]


def test_another_role_may_not_and_that_it_tried_is_on_record(send: Send, waiting: Decision) -> None:
    assert send("fatima", waiting).status_code == 403
    refused = Refusal.objects.get()
    assert (refused.kind, refused.by.username) == ("permission", "fatima")
    assert refused.what == f"POST /api/v1/cases/{waiting.case.number}/approval"


def test_another_decision_than_the_one_seen_is_refused(send: Send, waiting: Decision) -> None:
    answer = send("sofia", waiting, {"decision": waiting.pk + 1})
    assert answer.status_code == 409
    assert "Another decision waits now" in answer.json()["reasons"][0]


@pytest.mark.parametrize(
    ("body", "path", "why"),
    [
        ({}, "decision", "This field is required."),
        ({"decision": "x"}, "decision", "A valid integer is required."),
        ({"decision": "１２"}, "decision", "A valid integer is required."),
        ({"decision": None}, "decision", "This field may not be null."),
        ({"decision": 10**30}, "decision", "Ensure this value is less than or equal to 9223372036854775807."),
        ({"decision": True}, "decision", "A valid integer is required."),
        ({"decision": 1, "why": "a\0"}, "why", "Null characters are not allowed."),
        ({"decision": 1, "amount": "99.00"}, "amount", "There is no such field."),
        ([], None, "Invalid data. Expected a dictionary, but got list."),
        ("text", None, "Invalid data. Expected a dictionary, but got str."),
    ],
)
def test_a_body_that_is_no_approval_is_refused_by_the_name_of_its_field(
    send: Send, waiting: Decision, body: Any, path: str | None, why: str
) -> None:
    answer = send("sofia", waiting, body)
    assert (answer.status_code, answer.json().get("path"), answer.json()["detail"]) == (400, path, why)


BROKEN = {
    "duplicate keys": b'{"decision": 1, "decision": 2}',
    "NaN": b'{"decision": NaN}',
    "nested deeply": b'{"decision": ' + b"[" * 50_000,
    "not UTF-8": b'{"decision": 1, "why": "\xff"}',
    "a number of 5,000 digits": b'{"decision": ' + b"9" * 5000 + b"}",
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN.keys())
def test_a_body_is_read_as_strictly_as_a_dossier(post: Send, waiting: Decision, body: bytes) -> None:
    answer = post("sofia", waiting, body)
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:refund-back-office:problem:parse-error")
    assert Decision.objects.get().ruling == "pending"


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b'{"decision": 1, "why": "' + b"a" * 6_000_000 + b'"}', "application/json", 413),
        (b'{"decision": 1}', "application/json; charset=utf-16", 415),
        (b"decision=" + b"1" * 6_000_000, "application/x-www-form-urlencoded", 415),
        (b"decision=1", "multipart/form-data; boundary=x", 415),
        (b'{"decision": 1}', "text/plain", 415),
    ],
)
def test_a_body_that_is_too_long_or_no_json_is_not_read(
    post: Send, waiting: Decision, body: bytes, content_type: str, status: int
) -> None:
    assert post("sofia", waiting, body, content_type).status_code == status


@pytest.mark.parametrize("body", [b"", b"{", b'{"decision": 1, "decision": 2}'])
def test_who_may_not_is_told_so_before_anything_is_read(post: Send, waiting: Decision, body: bytes) -> None:
    assert post("anna", waiting, body).status_code == 403
    assert Refusal.objects.get().kind == "permission"
