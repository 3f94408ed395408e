"""What every worked case is told, word for word: kept in tests/data so that a change of it shows in a review.

`python -m tests.refunds.policies.explained` writes the files anew.
"""

import json
from collections.abc import Iterator
from typing import Any

from refunds.policies import Dossier, Evaluation, evaluate, read
from tests.refunds.policies.expectations import DATA, WORKED

VERDICTS, SENTENCES = DATA / "verdicts.jsonl", DATA / "sentences.jsonl"

MARKS = {"applies": "+", "does not apply": "-", "not known": "?"}


def worked() -> Iterator[Dossier]:
    """The dossiers of all worked cases."""
    for file in WORKED:
        for line in (DATA / file).read_text(encoding="utf-8").splitlines():
            yield read(json.loads(line))


def verdict(evaluation: Evaluation) -> dict[str, Any]:
    """An evaluation without its sentences, every clause looked at with a mark for its outcome."""
    document = evaluation.as_document()
    looked_at = [one["clause"] + MARKS[one["outcome"]] for one in document.pop("findings")]
    document["calculation"] = [[step["step"], step["clause"], step["total"]] for step in document["calculation"]]
    return {**{name: value for name, value in document.items() if value}, "looked_at": " ".join(looked_at)}


def sentences(evaluation: Evaluation) -> list[str]:
    """What was found on each clause, by which facts, and what of it the customer is told in each language."""
    return [
        _line({**finding.as_document(), **{name: finding.told(name) for name in ("en", "zh-hans") if finding.applies}})
        for finding in evaluation.findings
    ]


def _line(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False)


def write() -> None:
    """The files anew. The cases that say most that is new come first: what is broken is noticed soon."""
    said = {dossier.id: evaluate(dossier) for dossier in worked()}
    new = {id: set(sentences(evaluation)) for id, evaluation in said.items()}
    SENTENCES.write_text("".join(f"{line}\n" for line in sorted(set().union(*new.values()))), encoding="utf-8")
    order: list[str] = []
    while new:
        order.append(max(new, key=lambda id: len(new[id])))
        told = new.pop(order[-1])
        new = {id: lines - told for id, lines in new.items()}
    VERDICTS.write_text("".join(f"{_line(verdict(said[id]))}\n" for id in order), encoding="utf-8")


if __name__ == "__main__":
    write()
