"""What one version changes about its policy, read strictly. Whatever is wrong with it is a VersionError, nothing else.

{"numbers": {"purchase_limit_days": 14}, "wording": {"S-3.3.b": {"en": "…", "zh-hans": "…"}}, "switched_off": ["…"]}
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, Self, TypeVar

from refunds.policies.dossier import parse
from refunds.policies.fields import DossierError, said
from refunds.policies.language import LANGUAGES
from refunds.policies.settings import Value
from refunds.policies.values import checked_text

T = TypeVar("T")

TOLD_IN = LANGUAGES
"""The languages in which customers are told: a clause that is reworded is reworded in each."""

PARTS = ("numbers", "wording", "switched_off")
MOST_ENTRIES = 500
LONGEST_NAME = 100
LONGEST_SENTENCE = 2_000


class VersionError(ValueError):
    """A document that is no version: the path of the field and one sentence saying what is wrong with it."""

    def __init__(self, path: str, sentence: str) -> None:
        super().__init__(f"{path}: {sentence}" if path else sentence)
        self.path, self.sentence = path, sentence


class VersionTerms(NamedTuple):
    """The terms of one version, as far as they differ from the policy as it is written in code. Immutable.

    `numbers` are settings by name; `wording` what the customer is told by clause and language; `switched_off` the
    clauses that never apply, in order. Whether a policy knows them is for `faults` to say.
    """

    numbers: Mapping[str, Value] = MappingProxyType({})
    wording: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    switched_off: tuple[str, ...] = ()

    @classmethod
    def read(cls, document: Any) -> Self:
        """The terms in a document of JSON types; a part left out changes nothing. Raises VersionError."""
        parts = _object(document, "", _part)
        return cls(
            _object(parts.get("numbers", {}), "numbers", _value),
            _object(parts.get("wording", {}), "wording", _sentences),
            _clauses(parts.get("switched_off", []), "switched_off"),
        )

    @classmethod
    def parse(cls, text: str | bytes) -> Self:
        """The terms in a text of JSON. Raises VersionError."""
        try:
            document = parse(text)
        except DossierError as error:
            raise VersionError(error.path, error.sentence) from None
        return cls.read(document)

    def as_document(self) -> dict[str, Any]:
        """The terms as JSON types, in one order; reads back to equal ones."""
        return {
            "numbers": dict(sorted(self.numbers.items())),
            "wording": {clause: dict(sorted(told.items())) for clause, told in sorted(self.wording.items())},
            "switched_off": list(self.switched_off),
        }

    def digest(self, policy: str) -> str:
        """SHA-256 of the terms as those of a policy, by its id: the same for the same terms, however written."""
        text = json.dumps([policy, self.as_document()], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


UNCHANGED = VersionTerms()


def _object(value: Any, path: str, read: Callable[[Any, str], T]) -> Mapping[str, T]:
    """An object of JSON, each of its values read at its own path."""
    if type(value) is not dict:
        raise VersionError(path, f"must be an object, not {said(value)}")
    if len(value) > MOST_ENTRIES:
        raise VersionError(path, f"has {len(value)} entries; the most is {MOST_ENTRIES}")
    found = {}
    for name, item in value.items():
        if type(name) is not str or not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
            raise VersionError(path, f"has a name that cannot be one: {said(name)}")
        found[name] = read(item, f"{path}.{name}" if path else name)
    return MappingProxyType(found)


def _part(value: Any, path: str) -> Any:
    if path not in PARTS:
        raise VersionError(path, f"is no part of a version; those are {', '.join(PARTS)}")
    return value


def _value(value: Any, path: str) -> Value:
    if type(value) not in (int, str, bool):
        raise VersionError(path, f"must be a whole number, a word, or true or false, not {said(value)}")
    return value if type(value) is not str else _text(value, path, LONGEST_NAME)


def _sentences(value: Any, path: str) -> Mapping[str, str]:
    return _object(value, path, lambda sentence, inner: _text(sentence, inner, LONGEST_SENTENCE))


def _text(value: Any, path: str, longest: int) -> str:
    try:
        return checked_text(value, path, longest)
    except DossierError as error:
        raise VersionError(path, error.sentence) from None


def _clauses(value: Any, path: str) -> tuple[str, ...]:
    """A list of clause ids, each once; kept in one order."""
    if type(value) is not list:
        raise VersionError(path, f"must be a list, not {said(value)}")
    if len(value) > MOST_ENTRIES:
        raise VersionError(path, f"has {len(value)} entries; the most is {MOST_ENTRIES}")
    found = [_text(item, f"{path}[{place}]", LONGEST_NAME) for place, item in enumerate(value)]
    for place, clause in enumerate(found):
        if clause in found[:place]:
            raise VersionError(f"{path}[{place}]", f"names {said(clause)} a second time")
    return tuple(sorted(found))
