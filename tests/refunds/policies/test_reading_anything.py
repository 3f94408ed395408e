"""Whatever is sent is read or refused in one sentence with its path: no other error comes out of the reader."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from refunds.management.commands.evaluate import answer
from refunds.policies import POLICIES, DossierError, evaluate, read
from refunds.policies.versioning import UNCHANGED, VersionError, VersionTerms, differences, faults
from tests.documents import SCENARIOS
from tests.spoiling import DEEP, NASTY, VALUES, places, spoilt

MANY = settings(max_examples=150, deadline=None)
SERVICE = POLICIES["service"]


def refusal(document: Any) -> DossierError | None:
    """Why a document is no dossier; None where it is one, which is then evaluated and told."""
    try:
        dossier = read(document)
    except DossierError as error:
        return error
    evaluation = evaluate(dossier)
    json.dumps(evaluation.as_document(), allow_nan=False).encode()
    for finding in evaluation.findings:
        for language in ("en", "zh-hans"):
            finding.told(language)
    return None


@MANY
@given(spoilt())
def test_a_spoilt_case_is_evaluated_or_refused_in_one_sentence_with_its_path(document: Any) -> None:
    error = refusal(document)
    if error is not None:
        assert str(error).isprintable()
        assert len(str(error)) < 1_000
        assert "\n" not in str(error)
        assert error.path.startswith(("facts", "id", "now", "policy"))


@pytest.mark.parametrize("value", [*NASTY, DEEP], ids=lambda value: ascii(value)[:30])
@pytest.mark.parametrize("id", ["SV-044", "AI-049"])
def test_no_value_at_any_place_breaks_the_reader(id: str, value: Any) -> None:
    text = json.dumps(next(one for one in SCENARIOS if one["id"] == id))
    for way in places(json.loads(text)["facts"]):
        document = json.loads(text)
        place = document["facts"]
        for step in way[:-1]:
            place = place[step]
        place[way[-1]] = value
        error = refusal(document)
        assert error is None or str(error).isprintable()


def printed(line: bytes) -> dict[str, Any]:
    """What the command prints for a line, which is always one line of JSON."""
    told = json.dumps(answer(line, 7))
    assert "\n" not in told
    return dict(json.loads(told))


@MANY
@given(st.binary(max_size=200))
@example(b"[" * 100_000)
@example(b'{"id":' * 100_000)
@example(b"9" * 10_000)
@example(b'{"id": "a", "id": "b"}')
@example(b'{"id": "\\ud800", "policy": "service"}')
@example(b"\xef\xbb\xbf{}")
@example(b"NaN")
def test_any_bytes_have_an_answer(line: bytes) -> None:
    assert "error" in printed(line)


@MANY
@given(spoilt(), st.data())
def test_a_line_cut_or_damaged_anywhere_has_an_answer(document: Any, data: st.DataObject) -> None:
    with suppress(RecursionError):  # of json.dumps, for the deepest of them
        line = bytearray(json.dumps(document).encode())
        for _ in range(data.draw(st.integers(0, 3))):
            line[data.draw(st.integers(0, len(line) - 1))] = data.draw(st.integers(0, 255))
        printed(bytes(line[: data.draw(st.integers(1, len(line)))]))


PARTS = st.sampled_from(["numbers", "wording", "switched_off", "purchase_limit_days", "S-3.3.b", "en", "zh-hans", "x"])
TERMS = st.recursive(
    VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PARTS, inner, max_size=3), max_leaves=6
)


@MANY
@given(st.dictionaries(PARTS, TERMS, max_size=3) | TERMS)
def test_any_terms_are_read_or_refused_and_what_is_read_can_be_looked_at(document: Any) -> None:
    terms, said = UNCHANGED, ""
    try:
        terms = VersionTerms.read(document)
    except VersionError as error:
        said = str(error)
    assert said.isprintable()
    assert VersionTerms.read(json.loads(json.dumps(terms.as_document()))) == terms
    assert len(terms.digest("service")) == 64
    assert all(str(fault).isprintable() for fault in faults(SERVICE, terms))
    assert all(str(difference) for difference in differences(SERVICE, UNCHANGED, terms))


@MANY
@given(st.text(max_size=200) | st.binary(max_size=200))
def test_any_text_of_terms_is_read_or_refused(text: str | bytes) -> None:
    with suppress(VersionError):
        VersionTerms.parse(text)
