"""The public dossiers, as the benchmarks use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PUBLIC = Path(__file__).parents[1] / "tests" / "data" / "scenarios.jsonl"

Json = dict[str, Any]


def documents() -> list[Json]:
    """Every public dossier, without what is expected of it."""
    rows = [json.loads(line) for line in PUBLIC.read_text(encoding="utf-8").splitlines()]
    return [{part: row[part] for part in ("id", "policy", "now", "facts")} for row in rows]


def size(document: Json) -> int:
    """The length of its facts as JSON."""
    return len(json.dumps(document["facts"]))
