"""What a document says comes back from the rows: every field, every word of a vocabulary, and what was left open."""

from typing import Any

import pytest

from refunds.operations.canonical import canonical
from refunds.operations.dossier import dossier_of
from refunds.policies import evaluate, read
from refunds.policies.facts import Facts
from refunds.policies.fields import Record
from tests.dossiers import dossier

SEEDS = [*range(40), 228]
"""228 asks for a review with evidence of no kind."""


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_rows_give_back_the_facts_they_were_made_of(seed: int, bring_in: Any) -> None:
    document = dossier(seed)
    said = read(document)
    again = read(dossier_of(bring_in(document)))
    assert canonical(again.facts) == canonical(said.facts)
    assert evaluate(again).as_document() == evaluate(said).as_document()


def stated(record: Record, path: str = "") -> set[str]:
    """The paths of the facts that a record states, places in lists left out."""
    paths = set()
    for name, value in zip(record.fields, record.values, strict=True):
        inner = [value] if isinstance(value, Record) else value if isinstance(value, tuple) else []
        if value not in (None, ()):
            paths.add(f"{path}{name}")
        for one in inner:
            if isinstance(one, Record):
                paths |= stated(one, f"{path}{name}.")
    return paths


def test_between_them_the_documents_state_every_fact_there_is() -> None:
    """A fact that is added to the format has to be added to the documents, and with them to the rows."""
    assert set().union(*(stated(read(dossier(seed)).facts) for seed in SEEDS)) == _all_paths(Facts)


def _all_paths(record: type[Record], path: str = "") -> set[str]:
    paths = set()
    for name, field in record.fields.items():
        paths.add(f"{path}{name}")
        nested = _record_of(field)
        if nested:
            paths |= _all_paths(nested, f"{path}{name}.")
    return paths


def _record_of(field: Any) -> type[Record] | None:
    """The record that a field holds one or many of."""
    held = getattr(field.read, "__self__", None)
    if held is None and field.read.__closure__:
        held = next((cell.cell_contents for cell in field.read.__closure__), None)
    return held if isinstance(held, type) and issubclass(held, Record) else None
