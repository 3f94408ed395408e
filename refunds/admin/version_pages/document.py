"""A version as a document to read: clause by clause in the order of the text, what differs from another one marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from refunds.admin.record import policy_words
from refunds.admin.version_pages import words
from refunds.admin.version_pages.sections import Section, sections
from refunds.policies import Clause, Policy
from refunds.policies.settings import Setting
from refunds.policies.versioning import TOLD_IN, VersionTerms


class Number(NamedTuple):
    """A number of a clause. before: what it was, where that differs; written: what it is in the policy's own text."""

    title: str
    value: str
    unit: Any
    before: str
    written: str
    allowed: str


class Sentence(NamedTuple):
    """What the customer is told in one language. before: what it was, where that differs."""

    language: str
    code: str
    text: str
    before: str


class Article(NamedTuple):
    """One clause as the version has it.

    translation: of its text, for the reader; switched: it was the other way in the version before.
    """

    clause: Clause
    title: str
    kind: Any
    translation: str
    numbers: list[Number]
    told: list[Sentence]
    is_off: bool
    switched: bool
    differs: bool


def document(policy: Policy, terms: VersionTerms, before: VersionTerms) -> list[Section]:
    """The whole policy by these terms; marked is what differs from the terms before."""
    return list(sections(policy, articles(policy, terms, before)))


def articles(policy: Policy, terms: VersionTerms, before: VersionTerms) -> Iterator[tuple[str, Article]]:
    """Every clause, in the order of the text."""
    for clause in policy.clauses.values():
        numbers = [number(one, terms, before) for one in policy.settings.values() if one.clause == clause.id]
        told = [sentence(clause, code, terms, before) for code in TOLD_IN] if clause.told else []
        is_off, was_off = (clause.id in one.switched_off for one in (terms, before))
        differs = is_off != was_off or any(one.before for one in numbers) or any(one.before for one in told)
        named = (clause, words.title(clause), words.KINDS[clause.kind], policy_words.clause(policy.id, clause.id))
        yield clause.id, Article(*named, numbers, told, is_off, is_off != was_off, differs)


def number(setting: Setting, terms: VersionTerms, before: VersionTerms) -> Number:
    """One number of a clause."""
    now, then = (words.value(setting, one.numbers.get(setting.name, setting.default)) for one in (terms, before))
    written = words.value(setting, setting.default)
    changed_from = then if then != now else ""
    return Number(words.title(setting), now, words.unit(setting), changed_from, written, words.allowed(setting))


def sentence(clause: Clause, code: str, terms: VersionTerms, before: VersionTerms) -> Sentence:
    """What the customer is told by a clause in one language."""
    now, then = (one.wording.get(clause.id, clause.told).get(code, "") for one in (terms, before))
    return Sentence(words.language(code), code, now, then if then != now else "")
