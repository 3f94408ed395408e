"""What goes wrong inside stays inside."""

import json
from types import SimpleNamespace

import pytest
from django.db import DataError, IntegrityError
from django.test import Client

from refunds.api import evaluations


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (RuntimeError("secret 4711"), 500, "fault"),
        (DataError("secret 4711"), 422, "not-storable"),
        (IntegrityError("secret 4711"), 409, "refused"),
    ],
)
def test_an_error_tells_its_kind_and_none_of_its_words(
    client: Client,
    people: SimpleNamespace,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    status: int,
    kind: str,
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(evaluations, "evaluate", broken)
    client.force_login(people.mei)
    document = {"id": "a", "policy": "service", "now": "2026-03-11T10:00:00+08:00", "facts": {}}

    answer = client.post("/api/v1/evaluations", json.dumps(document), content_type="application/json")

    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["type"] == f"urn:refund-back-office:problem:{kind}"
    assert "4711" not in answer.content.decode()
    assert "4711" in caplog.text
