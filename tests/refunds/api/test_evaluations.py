"""A dossier goes in, what the policy says comes out; whatever else goes in, a problem comes out."""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from refunds.models import Evaluation, RefundCase
from refunds.policies import evaluate, read
from refunds.policies.dossier import LONGEST_LINE
from tests.documents import SCENARIOS, scenario

URL = "/api/v1/evaluations"
JSON = "application/json"
Send = Callable[..., Any]


@pytest.fixture
def send(people: SimpleNamespace, client: Client) -> Send:
    """send(document or bytes): what Mei's program gets back."""
    client.force_login(people.mei)

    def post(body: Any, content_type: str = JSON, **headers: str) -> Any:
        data = body if isinstance(body, bytes) else json.dumps(body)
        return client.post(URL, data, content_type=content_type, headers=headers)

    return post


@pytest.mark.parametrize("document", SCENARIOS[::9], ids=lambda document: document["id"])
def test_the_answer_is_the_evaluation_and_nothing_is_stored(send: Send, document: dict[str, Any]) -> None:
    answer = send(document)

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, JSON)
    assert answer.json() == evaluate(read(document)).as_document()
    assert not Evaluation.objects.exists()
    assert not RefundCase.objects.exists()


def test_a_field_that_is_wrong_is_named_by_its_path(send: Send) -> None:
    document = scenario("SV-001")
    document["facts"]["charges"][0]["amount"] = "1_000"

    answer = send(document)

    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    said = answer.json()
    assert said["type"] == "urn:refund-back-office:problem:not-a-dossier"
    assert (said["status"], said["path"]) == (422, "facts.charges[0].amount")
    assert "1_000" in said["detail"]


BAD = {
    "empty": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "a number": b"1",
    "duplicate keys": b'{"id": "a", "id": "b"}',
    "NaN": b'{"id": NaN}',
    "Infinity": b'{"id": Infinity}',
    "nested deeply": b"[" * 200_000,
    "a number of 5,000 digits": b'{"id": ' + b"9" * 5000 + b"}",
    "not UTF-8": b'{"id": "\xff"}',
    "UTF-16": '{"id": "a"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"id": "a"}',
    "NUL": b'{"id": "\\u0000", "policy": "service"}',
    "a lone surrogate": b'{"id": "\\ud800", "policy": "service"}',
    "an unknown policy": b'{"id": "a", "policy": "other"}',
    "no facts": b'{"id": "a", "policy": "service", "now": "2026-03-11T10:00:00+08:00"}',
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD.keys())
def test_whatever_is_no_dossier_gets_a_problem(send: Send, body: bytes) -> None:
    answer = send(body)

    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert "Traceback" not in answer.content.decode()


def test_a_body_that_is_too_long_is_not_read_to_its_end(send: Send) -> None:
    answer = send(b" " * (LONGEST_LINE + 1))

    assert (answer.status_code, answer.json()["type"]) == (413, "urn:refund-back-office:problem:too-large")


@pytest.mark.parametrize(
    ("content_type", "headers"),
    [
        ("text/plain", {}),
        ("application/xml", {}),
        ("application/x-www-form-urlencoded", {}),
        ("application/json; charset=utf-7", {}),
        (JSON, {"content-encoding": "gzip"}),
    ],
)
def test_only_plain_json_is_read(send: Send, content_type: str, headers: dict[str, str]) -> None:
    assert send(scenario("SV-001"), content_type, **headers).status_code == 415


def test_looking_is_enough_to_ask(client: Client, people: SimpleNamespace) -> None:
    body = json.dumps(scenario("SV-001"))
    answers = {}
    for name in ("mei", "sofia", "fatima", "wei", "anna", "adam"):
        client.force_login(getattr(people, name))
        answers[name] = client.post(URL, body, content_type=JSON).status_code

    assert answers == {"mei": 200, "sofia": 200, "fatima": 200, "wei": 200, "anna": 200, "adam": 403}


@pytest.mark.django_db
def test_who_is_not_signed_in_is_told_so(client: Client) -> None:
    answer = client.post(URL, "{}", content_type=JSON)

    assert (answer.status_code, answer.json()["type"]) == (401, "urn:refund-back-office:problem:not-authenticated")


def test_a_request_forged_by_another_site_is_refused(people: SimpleNamespace) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.mei)

    assert client.post(URL, "{}", content_type=JSON).status_code == 403


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "trace"])
def test_other_methods_are_refused(client: Client, people: SimpleNamespace, method: str) -> None:
    client.force_login(people.mei)

    assert getattr(client, method)(URL).status_code == 405
