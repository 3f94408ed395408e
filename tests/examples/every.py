"""All of the examples by their kind."""

from __future__ import annotations

from typing import Any

import pytest

KINDS = (
    *("cases", "payouts", "outcomes", "customers", "sanctions", "violations", "versions", "try_outs"),
    *("batches", "lines", "events", "replies", "orders", "charges"),
)


@pytest.fixture
def examples(request: pytest.FixtureRequest) -> dict[type, list[Any]]:
    """Rows by their model, as they are when all of them are there."""
    found: dict[type, list[Any]] = {}
    for kind in KINDS:
        for row in request.getfixturevalue(f"example_{kind}"):
            found.setdefault(type(row), []).append(row)
    return {model: [model._default_manager.get(pk=row.pk) for row in rows] for model, rows in found.items()}
