"""A dossier: one case as a JSON document, read strictly. Whatever is wrong with it is a DossierError, nothing else."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NoReturn

from .facts import Facts
from .fields import DossierError, said
from .language import Policy
from .settings import Settings
from .values import checked_instant

LONGEST_LINE = 8_000_000
LONGEST_ID = 200


class Dossier:
    """A case to be evaluated: its id, the policy it is judged by, the instant it is looked at, and its facts."""

    __slots__ = ("facts", "id", "now", "policy")
    id: str
    policy: str
    now: datetime
    facts: Facts

    def __init__(self, id: str, policy: str, now: datetime, facts: Facts) -> None:
        _set_id(self, id)
        _set_policy(self, policy)
        _set_now(self, now)
        _set_facts(self, facts)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a dossier does not change")

    def as_document(self) -> dict[str, Any]:
        """The dossier as JSON types; reads back to an equal one."""
        return {
            "id": self.id,
            "policy": self.policy,
            "now": self.now.isoformat(),
            "facts": self.facts.as_document(),
        }


# What an immutable dossier is set by, once.
_set_id, _set_policy, _set_now, _set_facts = (vars(Dossier)[name].__set__ for name in ("id", "policy", "now", "facts"))


def read(document: Any, policies: Mapping[str, Policy]) -> Dossier:
    """The dossier in a document of JSON types, for one of the policies by id. Raises DossierError, nothing else."""
    if type(document) is not dict:
        raise DossierError("", f"a dossier must be an object, not {said(document)}")
    name = document.get("policy")
    policy = policies.get(name) if type(name) is str else None
    if policy is None:
        raise DossierError("policy", f"must be one of {', '.join(policies)}, not {said(name)}")
    try:
        now = checked_instant(document.get("now"))
    except ValueError as error:
        raise DossierError("now", str(error)) from None
    facts = read_facts(document.get("facts"), policy)
    return Dossier(_id(document.get("id")), policy.id, now, facts)


def read_facts(document: Any, policy: Policy) -> Facts:
    """The facts in a document of JSON types, for a case of a policy. Raises DossierError, nothing else."""
    facts = Facts.read(document, "")
    _check_plea(facts.claim.get("ground"), policy)
    for version in facts.policy_versions:
        _check_terms(version.path, version.terms or {}, policy.settings)
    return facts


def _id(value: Any) -> str:
    if type(value) is not str or not 0 < len(value) <= LONGEST_ID or not value.isprintable():
        raise DossierError("id", f"must be a printable string of 1 to {LONGEST_ID} characters, not {said(value)}")
    return value


def _check_plea(ground: str | None, policy: Policy) -> None:
    if ground is not None and policy.pleas and ground not in policy.pleas:
        known = ", ".join(policy.pleas)
        raise DossierError("facts.claim.ground", f"must be one of {known} in policy {policy.id}, not {said(ground)}")


def _check_terms(path: str, terms: Mapping[str, Any], settings: Settings) -> None:
    for name, value in terms.items():
        if name not in settings:
            raise DossierError(f"facts.{path}.terms", f"{said(name)} is not a setting of this policy")
        if problem := settings[name].problem_with(value):
            raise DossierError(f"facts.{path}.terms.{name}", str(problem))


def parse(line: str | bytes) -> Any:
    """The JSON value in one line: no duplicate keys, no NaN, no absurd size or nesting. Raises DossierError."""
    if len(line) > LONGEST_LINE:
        raise DossierError("", f"the line has {len(line)} characters; the most is {LONGEST_LINE}")
    try:
        text = line.decode("utf-8") if isinstance(line, bytes) else line
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise DossierError("", f"the line is not UTF-8 at byte {error.start}") from None
    except RecursionError:
        raise DossierError("", "the document is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise DossierError("", f"the line is not JSON at column {error.colno}: {error.msg}") from None
    except DossierError:
        raise
    except ValueError:
        raise DossierError("", "the line holds a number that cannot be read: it has thousands of digits") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise DossierError("", f"the key {said(twice)} occurs twice in one object")
    return read


def _no_number(name: str) -> NoReturn:
    raise DossierError("", f"{name} is not a number")
