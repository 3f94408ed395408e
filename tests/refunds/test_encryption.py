"""Sealing: nobody reads it without the key, and nobody moves it."""

import base64
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refunds.encryption import BadKey, CannotOpen, Keyring, KeysMissing

OLD, NEW, INDEX = (base64.b64encode(os.urandom(32)).decode() for _ in range(3))
RING = Keyring.read([f"2026:{NEW}", f"2025:{OLD}"], INDEX)
ABOUT = "refunds_bankaccount/number/1"


@given(st.binary(max_size=200), st.text(max_size=40))
def test_what_was_sealed_is_opened(text: bytes, about: str) -> None:
    assert RING.open(RING.seal(text, about), about) == text


def test_a_sealed_text_tells_its_key_and_nothing_else() -> None:
    sealed = RING.seal(b"DE89370400440532013000", ABOUT)
    assert sealed.startswith("2026:")
    assert "3000" not in base64.b64decode(sealed.partition(":")[2]).decode("latin-1")
    assert sealed != RING.seal(b"DE89370400440532013000", ABOUT)


def test_an_old_key_still_opens_and_does_not_seal() -> None:
    sealed = Keyring.read([f"2025:{OLD}"], INDEX).seal(b"number", ABOUT)
    assert RING.open(sealed, ABOUT) == b"number"
    assert RING.newest == "2026"


def test_a_text_that_was_moved_or_altered_or_whose_key_is_gone_is_not_opened() -> None:
    sealed = RING.seal(b"number", ABOUT)
    altered = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]
    for text, about in ((sealed, ABOUT[:-1] + "2"), (altered, ABOUT), ("2026:short", ABOUT), ("", ABOUT)):
        with pytest.raises(CannotOpen):
            RING.open(text, about)
    with pytest.raises(CannotOpen, match=r"the key '2026' of .* is not in BANK_ACCOUNT_KEYS"):
        Keyring.read([f"2025:{OLD}"], INDEX).open(sealed, ABOUT)


def test_the_wrong_key_under_the_right_id_opens_nothing() -> None:
    sealed = RING.seal(b"number", ABOUT)
    with pytest.raises(CannotOpen, match="sealed for another place, or altered"):
        Keyring.read([f"2026:{OLD}"], INDEX).open(sealed, ABOUT)


def test_equal_texts_have_equal_indexes_whatever_seals_them() -> None:
    other = Keyring.read([f"2025:{OLD}"], INDEX)
    assert RING.index("DE89") == other.index("DE89") != RING.index("DE90")
    assert RING.index("DE89") != Keyring.read([f"2026:{NEW}"], OLD).index("DE89")


def test_without_keys_nothing_is_sealed() -> None:
    empty = Keyring.read([], "")
    with pytest.raises(KeysMissing, match="BANK_ACCOUNT_KEYS"):
        empty.seal(b"number", ABOUT)
    with pytest.raises(KeysMissing, match="BANK_ACCOUNT_INDEX_KEY"):
        empty.index("number")


@pytest.mark.parametrize(
    ("key", "sentence"),
    [("2026", "has 0 bytes"), (f"Key 1:{NEW}", "no id of a key"), ("2026:§", "base64"), ("2026:QUJD", "has 3 bytes")],
)
def test_a_bad_key_is_told_and_not_shown(key: str, sentence: str) -> None:
    with pytest.raises(BadKey, match=sentence) as refused:
        Keyring.read([key], INDEX)
    assert NEW not in str(refused.value)


def test_a_keyring_does_not_print_its_keys() -> None:
    assert OLD not in repr(RING)
    assert repr(base64.b64decode(OLD))[2:-1] not in repr(RING)
