"""Sealing what nobody may read from the database, a backup or a log alone: bank accounts, and files that name them.

AES-256-GCM (NIST SP 800-38D) with a random nonce; the id of the key stands in front, so that old and new keys live side
by side while one takes the other's place. What a text is about (table, column, row) is authenticated with it: moved to
another row it can't be opened. Equal texts have equal indexes (HMAC-SHA-256) and nothing else in common.
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_ID = re.compile(r"[a-z0-9-]{1,20}", re.ASCII)
KEY_BYTES, NONCE_BYTES = 32, 12


class KeysMissing(LookupError):
    """There is no key to seal with."""


class BadKey(ValueError):
    """A key in the settings is none, with one sentence that says which and why; the key itself is not told."""


class CannotOpen(Exception):
    """A sealed text that this keyring can't open: its key is missing, or the text belongs elsewhere or was altered."""


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """keys: 32 bytes by key id; the first seals, the others only open. index_key: of the indexes; it stays."""

    keys: Mapping[str, bytes]
    index_key: bytes

    @classmethod
    def read(cls, keys: Iterable[str], index_key: str) -> Self:
        """The keyring from settings. keys: "id:base64 of 32 bytes" each, the newest first. Raises BadKey."""
        pairs = [one.partition(":") for one in keys]
        return cls({_key_id(id): _key(text, id) for id, _, text in pairs}, _key(index_key, "index") if pairs else b"")

    def seal(self, text: bytes, about: str) -> str:
        """The text, sealed with the newest key. about: what it is, such as "table/column/row". Raises KeysMissing."""
        id = self.newest
        nonce = os.urandom(NONCE_BYTES)
        return f"{id}:{b64encode(nonce + AESGCM(self.keys[id]).encrypt(nonce, text, about.encode())).decode()}"

    def open(self, sealed: str, about: str) -> bytes:
        """The text that was sealed about the same thing. Raises CannotOpen."""
        id, _, body = sealed.partition(":")
        if id not in self.keys:
            raise CannotOpen(f"the key {id!r} of {about} is not in BANK_ACCOUNT_KEYS")
        try:
            raw = b64decode(body, validate=True)
            return AESGCM(self.keys[id]).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], about.encode())
        except (InvalidTag, binascii.Error, ValueError):
            raise CannotOpen(f"{about} was sealed for another place, or altered") from None

    def index(self, text: str) -> str:
        """64 hexadecimal digits, the same for the same text, by which equals are found. Raises KeysMissing."""
        if not self.index_key:
            raise KeysMissing("BANK_ACCOUNT_INDEX_KEY is not set")
        return hmac.new(self.index_key, text.encode(), hashlib.sha256).hexdigest()

    @property
    def newest(self) -> str:
        """The id of the key that seals. Raises KeysMissing."""
        if not self.keys:
            raise KeysMissing("BANK_ACCOUNT_KEYS is not set")
        return next(iter(self.keys))


def _key_id(id: str) -> str:
    if not KEY_ID.fullmatch(id):
        raise BadKey(f"{id[:8]!r}… is no id of a key: up to 20 of a-z, 0-9 and -, then a colon and the key")
    return id


def _key(text: str, id: str) -> bytes:
    try:
        key = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadKey(f"the key {id!r} is not written in base64") from None
    if len(key) != KEY_BYTES:
        raise BadKey(f"the key {id!r} has {len(key)} bytes, and AES-256 takes {KEY_BYTES}")
    return key
