"""Cases come in by the API once, and are looked at."""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from refunds.models import RefundCase, Refusal
from tests.documents import scenario

URL = "/api/v1/cases"
Send = Callable[..., Any]


@pytest.fixture
def send(people: SimpleNamespace, client: Client) -> Send:
    """send(document): brought in by a program of Mei's."""
    client.force_login(people.mei)
    return lambda document: client.post(URL, json.dumps(document), content_type="application/json")


def test_a_case_comes_in_and_is_assessed(send: Send, people: SimpleNamespace) -> None:
    answer = send(scenario("SV-001"))

    case = RefundCase.objects.get()
    assert (answer.status_code, answer.json()["number"]) == (201, case.number)
    assert (case.door, case.door_reference) == ("api", "SV-001")
    assert case.history.earliest().history_user == people.mei
    assert answer.json()["evaluation"]["recommendation"] == "approve"
    assert answer.json()["recommended"] == {"amount": "100.00", "currency": "USD"}


def test_the_same_once_more_finds_the_same_case(send: Send) -> None:
    first, again = send(scenario("SV-001")), send(scenario("SV-001"))

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert RefundCase.objects.count() == 1


def test_other_content_under_the_same_id_is_refused_and_changes_nothing(send: Send) -> None:
    number = send(scenario("SV-001")).json()["number"]
    other = scenario("SV-001")
    other["facts"]["claim"]["requested_amount"] = "99.00"

    answer = send(other)

    said = answer.json()
    assert (answer.status_code, said["type"]) == (409, "urn:refund-back-office:problem:other-content")
    assert said["case"] == number
    assert str(RefundCase.objects.get().requested) == "100.00 USD"


def test_a_fact_that_contradicts_the_record_is_refused(send: Send) -> None:
    send(scenario("SV-001"))
    other = scenario("SV-001")
    other["id"] = "SV-001-again"
    other["facts"]["charges"][0]["amount"] = "70.00"

    answer = send(other)

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:refund-back-office:problem:refused")
    assert RefundCase.objects.count() == 1


def test_a_day_that_has_not_come_is_refused(send: Send) -> None:
    document = scenario("SV-001")
    document["now"] = "2999-01-01T00:00:00+08:00"

    answer = send(document)

    assert (answer.status_code, answer.json()["path"]) == (422, "now")
    assert not RefundCase.objects.exists()


@pytest.mark.parametrize("text", ["\0", "\ud800", "a\0b"])
def test_a_text_that_no_database_holds_is_refused(send: Send, text: str) -> None:
    document = scenario("SV-001")
    document["facts"]["claim"]["description"] = text

    assert send(document).status_code == 422
    assert not RefundCase.objects.exists()


@pytest.mark.parametrize(
    ("name", "status"), [("mei", 201), ("sofia", 201), ("fatima", 403), ("wei", 403), ("anna", 403)]
)
def test_agents_bring_cases_in(client: Client, people: SimpleNamespace, name: str, status: int) -> None:
    client.force_login(getattr(people, name))

    answer = client.post(URL, json.dumps(scenario("SV-001")), content_type="application/json")

    assert answer.status_code == status


def test_a_case_is_looked_at_by_its_number(client: Client, people: SimpleNamespace, case: RefundCase) -> None:
    client.force_login(people.anna)

    said = client.get("/api/v1/cases/RC-1").json()

    assert (said["number"], said["state"], said["customer"], said["order"]) == ("RC-1", "received", "CUS-1", "ORD-1")
    assert said["requested"] == [{"amount": "100.00", "currency": "USD"}]
    assert said["evaluation"] is None


@pytest.mark.parametrize("number", ["RC-2", "%00", "'", "..", "RC-1/"])
def test_a_case_that_there_is_not(client: Client, people: SimpleNamespace, case: RefundCase, number: str) -> None:
    client.force_login(people.mei)

    assert client.get(f"/api/v1/cases/{number}").status_code == 404


@pytest.mark.parametrize("body", [b"{", b"{}", b"[" * 200_000, b""])
@pytest.mark.parametrize("name", ["anna", "fatima", "adam"])
def test_who_may_not_bring_cases_in_is_told_so_whatever_they_send(
    client: Client, people: SimpleNamespace, name: str, body: bytes
) -> None:
    client.force_login(getattr(people, name))

    assert client.post("/api/v1/cases", body, content_type="application/json").status_code == 403
    assert Refusal.objects.get().kind == "permission"
