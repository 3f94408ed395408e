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
    "body", [{}, {"decision": "x"}, {"decision": None}, {"decision": 10**30}, [], "text", {"decision": True}]
)
def test_a_body_that_names_no_decision_is_refused(send: Send, waiting: Decision, body: Any) -> None:
    assert send("sofia", waiting, body).status_code in (400, 409)
