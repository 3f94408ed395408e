import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refunds.policies.versioning import UNCHANGED, VersionError, VersionTerms

WHOLE = {
    "numbers": {"purchase_limit_days": 14, "wallets_as_cards": True, "rounding": "down"},
    "wording": {"S-3.3.b": {"en": "Too late.", "zh-hans": "太晚。"}},
    "switched_off": ["S-2.3.b", "S-2.1.b"],
}

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8) | st.sampled_from(list(WHOLE)), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_terms_read_back_as_they_were_written():
    terms = VersionTerms.read(WHOLE)
    assert terms.numbers["purchase_limit_days"] == 14
    assert terms.wording["S-3.3.b"]["zh-hans"] == "太晚。"
    assert terms.switched_off == ("S-2.1.b", "S-2.3.b")
    assert VersionTerms.read(terms.as_document()) == terms
    assert VersionTerms.parse(json.dumps(WHOLE)) == terms


def test_a_part_left_out_changes_nothing():
    assert VersionTerms.read({}) == UNCHANGED
    assert UNCHANGED.as_document() == {"numbers": {}, "wording": {}, "switched_off": []}


def test_the_digest_is_that_of_what_is_said_and_of_the_policy():
    turned = {name: WHOLE[name] for name in reversed(WHOLE)} | {"switched_off": ["S-2.1.b", "S-2.3.b"]}
    assert VersionTerms.read(turned).digest("service") == VersionTerms.read(WHOLE).digest("service")
    assert VersionTerms.read(WHOLE).digest("302ai") != VersionTerms.read(WHOLE).digest("service")
    assert VersionTerms.read({**WHOLE, "switched_off": []}).digest("service") != VersionTerms.read(WHOLE).digest(
        "service"
    )


def test_terms_do_not_change():
    with pytest.raises(TypeError):
        VersionTerms.read(WHOLE).numbers["purchase_limit_days"] = 7
    with pytest.raises(TypeError):
        VersionTerms.read(WHOLE).wording["S-3.3.b"]["en"] = "Later."


@pytest.mark.parametrize(
    ("document", "path", "sentence"),
    [
        ([], "", "must be an object, not a list"),
        ({"number": {}}, "number", "is no part of a version; those are numbers, wording, switched_off"),
        ({"numbers": []}, "numbers", "must be an object, not a list"),
        ({"numbers": {"purchase_limit_days": 14.5}}, "numbers.purchase_limit_days", "must be a whole number"),
        ({"numbers": {"purchase_limit_days": None}}, "numbers.purchase_limit_days", "must be a whole number"),
        ({"numbers": {"": 1}}, "numbers", "has a name that cannot be one"),
        ({"wording": {"S-3.3.b": "Too late."}}, "wording.S-3.3.b", "must be an object"),
        ({"wording": {"S-3.3.b": {"en": 5}}}, "wording.S-3.3.b.en", "must be a string, not 5"),
        ({"wording": {"S-3.3.b": {"en": "x" * 2001}}}, "wording.S-3.3.b.en", "the most is 2000"),
        ({"wording": {"S-3.3.b": {"en": "a\x00b"}}}, "wording.S-3.3.b.en", "control character"),
        ({"switched_off": "S-2.1.a"}, "switched_off", "must be a list, not 'S-2.1.a'"),
        ({"switched_off": ["S-2.1.a", 7]}, "switched_off[1]", "must be a string, not 7"),
        ({"switched_off": ["S-2.1.a", "S-2.1.a"]}, "switched_off[1]", "names 'S-2.1.a' a second time"),
        ({"switched_off": [f"S-{n}" for n in range(501)]}, "switched_off", "has 501 entries; the most is 500"),
    ],
)
def test_a_malformed_version_gets_one_sentence_with_the_path_of_the_fault(document, path, sentence):
    with pytest.raises(VersionError) as error:
        VersionTerms.read(document)
    assert error.value.path == path
    assert sentence in error.value.sentence


@pytest.mark.parametrize(
    "text", ['{"numbers": {"a": 1, "a": 2}}', '{"numbers": {"a": NaN}}', "{", b"\xff", "[" * 10**5]
)
def test_a_text_that_is_no_json_gets_a_sentence(text):
    with pytest.raises(VersionError, match=r"\w"):
        VersionTerms.parse(text)


@given(JSON)
def test_a_document_is_read_or_refused_in_a_sentence_and_nothing_else(document):
    try:
        terms = VersionTerms.read(document)
    except VersionError:
        return
    assert VersionTerms.read(terms.as_document()) == terms
