"""The OpenAPI description is whole and true."""

import io
import json
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.test import Client


def test_the_description_has_no_gaps(capsys: pytest.CaptureFixture) -> None:
    written = io.StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, format="openapi-json", stdout=written)

    said = json.loads(written.getvalue())
    assert sorted(said["paths"]) == [
        "/api/v1/cases",
        "/api/v1/cases/{number}",
        "/api/v1/cases/{number}/approval",
        "/api/v1/evaluations",
    ]
    answers = said["paths"]["/api/v1/cases"]["post"]["responses"]
    assert sorted(answers) == ["200", "201", "401", "403", "409", "413", "415", "422"]
    assert list(answers["422"]["content"]) == ["application/problem+json"]


@pytest.mark.django_db
def test_the_description_is_not_public(client: Client) -> None:
    assert client.get("/api/v1/schema").status_code == 401


def test_the_description_is_served_to_who_is_signed_in(client: Client, people: SimpleNamespace) -> None:
    client.force_login(people.adam)

    assert client.get("/api/v1/schema").json()["info"]["title"] == "Refund back office"
