"""What is wrong with the terms of a version: every fault in one sentence with its path, none where they can be had."""

import re
from collections.abc import Callable, Collection, Iterator
from fnmatch import fnmatchcase
from string import Formatter

from refunds.policies.language import Clause, Kind, Policy
from refunds.policies.settings import Value

from .terms import TOLD_IN, VersionTerms

Check = Callable[[Policy, VersionTerms], Iterator[str]]

BLANK = re.compile(r"[a-z_]+")


def faults(policy: Policy, terms: VersionTerms) -> list[str]:
    """Everything that keeps the policy from having these terms."""
    return [sentence for check in CHECKS for sentence in check(policy, terms)]


def known_numbers_within_their_range(policy: Policy, terms: VersionTerms) -> Iterator[str]:
    for name, value in terms.numbers.items():
        problem = (
            policy.settings[name].problem_with(value) if name in policy.settings else "is no number of this policy"
        )
        if problem:
            yield f"numbers.{name}: {problem}"


def numbers_that_fit_together(policy: Policy, terms: VersionTerms) -> Iterator[str]:
    """Hours that close before they open, spans that end before they begin: what they belong to could not be reached."""
    for first, second in (*policy.latitude.ascending, *policy.latitude.spans):
        low, high = _number(policy, terms, first), _number(policy, terms, second)
        if type(low) is not int or type(high) is not int:
            continue
        clause, pair = policy.settings[second].clause, (first, second)
        if low > high or (low == high and pair in policy.latitude.ascending):
            than = "less than" if pair in policy.latitude.ascending else "at most"
            yield (
                f"numbers.{second}: {clause} can no longer be reached: {first} ({low}) must be {than} {second} ({high})"
            )


def _number(policy: Policy, terms: VersionTerms, name: str) -> Value:
    return terms.numbers.get(name, policy.settings[name].default)


def known_clauses_that_may_be_off(policy: Policy, terms: VersionTerms) -> Iterator[str]:
    for id in terms.switched_off:
        clause = policy.clauses.get(id)
        if clause is None:
            yield f"switched_off: {id!r:.60} is no clause of this policy"
        elif clause.function is None:
            yield f"switched_off: {id} has no test of its own that could be switched off"
        elif id not in policy.latitude.switches:
            yield f"switched_off: {id} cannot be switched off: {policy.latitude.needed.get(id, 'others need it')}"


def clauses_that_can_be_reached(policy: Policy, terms: VersionTerms) -> Iterator[str]:
    """A bar needs a ground to bar, and a clause that follows another needs that one."""
    off = set(terms.switched_off)
    for clause in policy.clauses.values():
        if clause.id in off:
            continue
        barred = [ground.id for ground in policy.clauses.values() if _bars(clause, ground)]
        if barred and off.issuperset(barred):
            yield (
                f"switched_off: {clause.id} can no longer be reached: every ground that it bars is switched off"
                f" ({', '.join(barred)})"
            )
        if policy.latitude.follows.get(clause.id) in off:
            before = policy.latitude.follows[clause.id]
            yield f"switched_off: {clause.id} can no longer be reached: {before}, which leads to it, is switched off"


def _bars(bar: Clause, ground: Clause) -> bool:
    """Whether a bar defeats a ground. A pattern may name a kind of the ground after a colon."""
    patterns = (pattern.partition(":")[0] for pattern in bar.bars)
    return ground.kind is Kind.GROUND and any(fnmatchcase(ground.id, pattern) for pattern in patterns)


def sentences_that_can_be_told(policy: Policy, terms: VersionTerms) -> Iterator[str]:
    for id, told in terms.wording.items():
        clause = policy.clauses.get(id)
        if clause is None:
            yield f"wording: {id!r:.60} is no clause of this policy"
        elif not clause.told:
            yield f"wording.{id}: is never told to customers, so it has no words to change"
        else:
            yield from _translations(clause, told.keys())
            for language, sentence in told.items():
                yield from _sentence(clause, language, sentence)


def _translations(clause: Clause, languages: Collection[str]) -> Iterator[str]:
    for language in TOLD_IN:
        if language not in languages:
            yield f"wording.{clause.id}.{language}: is missing; a clause is reworded in {' and '.join(TOLD_IN)}"
    for language in sorted(set(languages).difference(TOLD_IN)):
        yield f"wording.{clause.id}: {language!r:.30} is no language of this policy; those are {', '.join(TOLD_IN)}"


def _sentence(clause: Clause, language: str, sentence: str) -> Iterator[str]:
    path = f"wording.{clause.id}.{language}"
    if not sentence.strip():
        yield f"{path}: is empty"
        return
    try:
        parts = list(Formatter().parse(sentence))
    except ValueError:
        yield f"{path}: holds a brace that does not close a blank; write {{{{ or }}}} for the brace itself"
        return
    known = blanks_of(clause)
    for _, name, form, conversion in parts:
        if name is None:
            continue
        if name not in known or form or conversion:
            blank = "{" + name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "") + "}"
            fillable = ", ".join(f"{{{one}}}" for one in sorted(known)) or "none"
            yield f"{path}: the clause does not fill the blank {blank:.60}; those it fills: {fillable}"


def blanks_of(clause: Clause) -> frozenset[str]:
    """The blanks that a clause fills: those of its sentences as they are written in code."""
    return frozenset(name for told in clause.told.values() for _, name, _, _ in Formatter().parse(told) if name)


CHECKS: tuple[Check, ...] = (
    known_numbers_within_their_range,
    numbers_that_fit_together,
    known_clauses_that_may_be_off,
    clauses_that_can_be_reached,
    sentences_that_can_be_told,
)
