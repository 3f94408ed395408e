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
    ("document", "told"),
    [
        (7, "must be an object, not 7"),
        ({"a": {}}, "a: is no part of a version; those are numbers, wording, switched_off"),
        ({"x" * 101: {}}, f": has a name that cannot be one: '{'x' * 56}..."),
        ({"numbers": {"x" * 101: 1}}, f"numbers: has a name that cannot be one: '{'x' * 56}..."),
        ({"numbers": {"a\n": 1}}, "numbers: has a name that cannot be one: 'a\\n'"),
        ({"numbers": {"": 1}}, "numbers: has a name that cannot be one: ''"),
        ({"numbers": {"a": 1.5}}, "numbers.a: must be a whole number, a word, or true or false, not 1.5"),
        ({"numbers": {"a": "x" * 101}}, "numbers.a: has 101 characters; the most is 100"),
        ({"numbers": {str(n): n for n in range(501)}}, "numbers: has 501 entries; the most is 500"),
        ({"wording": {"S-1": {"en": 5}}}, "wording.S-1.en: must be a string, not 5"),
        ({"wording": {"S-1": []}}, "wording.S-1: must be an object, not a list"),
        ({"wording": {"S-1": {"en": "x" * 2001}}}, "wording.S-1.en: has 2001 characters; the most is 2000"),
        ({"switched_off": {}}, "switched_off: must be a list, not an object"),
        ({"switched_off": ["a"] * 501}, "switched_off: has 501 entries; the most is 500"),
        ({"switched_off": ["a", "x" * 101]}, "switched_off[1]: has 101 characters; the most is 100"),
        ({"switched_off": ["a", "b", "a"]}, "switched_off[2]: names 'a' a second time"),
    ],
)
def test_a_version_is_refused_in_these_words(document, told):
    with pytest.raises(VersionError) as error:
        VersionTerms.read(document)
    assert str(error.value) == told.removeprefix(": ")


def test_the_longest_names_sentences_and_lists_are_read():
    whole = {
        "numbers": {**{str(n): n for n in range(499)}, "x" * 100: "y" * 100},
        "wording": {"S-1": {"en": "x" * 2000}},
        "switched_off": sorted(f"S-{n}" for n in range(500)),
    }
    assert VersionTerms.read(whole).as_document() == whole


def test_terms_are_written_in_one_order():
    terms = VersionTerms.read({"numbers": {"b": 1, "a": True}, "wording": {"S-2": {"zh": "b", "en": "a"}, "S-1": {}}})
    assert json.dumps(terms.as_document()) == (
        '{"numbers": {"a": true, "b": 1}, "wording": {"S-1": {}, "S-2": {"en": "a", "zh": "b"}}, "switched_off": []}'
    )


def test_the_digest_stays_what_it_was():
    assert UNCHANGED.digest("service") == "b41a7063455206421d0b6068b55e81009e6dda717436318384815c9cb135dc9a"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "the line is not JSON at column 2: Expecting property name enclosed in double quotes"),
        ('{"numbers": {"a": 1, "a": 2}}', "the key 'a' occurs twice in one object"),
        ('{"numbers": []}', "numbers: must be an object, not a list"),
    ],
)
def test_a_text_is_refused_in_these_words(text, told):
    with pytest.raises(VersionError) as error:
        VersionTerms.parse(text)
    assert str(error.value) == told


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
