"""What is wrong with the terms of a version: every fault in one sentence with its path, none where they can be had.

Each is a Phrase, so that it can be read in every language of the desk.
"""

from collections.abc import Callable, Collection, Iterator
from fnmatch import fnmatchcase
from string import Formatter
from typing import NamedTuple

from refunds.policies.language import Clause, Kind, Policy
from refunds.policies.settings import Value
from refunds.policies.wording import Phrase, phrase

from .places import place_of, with_titles
from .terms import TOLD_IN, VersionTerms


class Fault(NamedTuple):
    """One fault: the path of what it is about, and what is wrong with it. `str()` is the sentence in English."""

    path: str
    what: Phrase

    def __str__(self) -> str:
        return self.in_language("en")

    def in_language(self, language: str) -> str:
        """The path and the sentence, in English where the language has none."""
        return f"{self.path}: {self.what.in_language(language)}"

    def told(self, policy: Policy, language: str) -> str:
        """The sentence with what it is about in words; in English with its path, by which a document is corrected."""
        if language == "en":
            return str(self)
        return f"{place_of(policy, self.path, language)}：{self.sentence(policy, language)}"

    def sentence(self, policy: Policy, language: str) -> str:
        """What is wrong, without its path."""
        said = self.what.in_language(language)
        return said if language == "en" else with_titles(policy, said, language)


Check = Callable[[Policy, VersionTerms], Iterator[Fault]]


def faults(policy: Policy, terms: VersionTerms) -> list[Fault]:
    """Everything that keeps the policy from having these terms."""
    return [fault for check in CHECKS for fault in check(policy, terms)]


def known_numbers_within_their_range(policy: Policy, terms: VersionTerms) -> Iterator[Fault]:
    for name, value in terms.numbers.items():
        unknown = phrase("is no number of this policy")
        problem = policy.settings[name].problem_with(value) if name in policy.settings else unknown
        if problem:
            yield Fault(f"numbers.{name}", problem)


def numbers_that_fit_together(policy: Policy, terms: VersionTerms) -> Iterator[Fault]:
    """Hours that close before they open, spans that end before they begin: what they belong to could not be reached."""
    for first, second in (*policy.latitude.ascending, *policy.latitude.spans):
        low, high = _number(policy, terms, first), _number(policy, terms, second)
        if type(low) is not int or type(high) is not int:
            continue
        clause, pair = policy.settings[second].clause, (first, second)
        if low > high or (low == high and pair in policy.latitude.ascending):
            than = phrase("less than") if pair in policy.latitude.ascending else phrase("at most")
            told = phrase(
                "{clause} can no longer be reached: {first} ({low}) must be {than} {second} ({high})",
                clause=clause,
                first=first,
                low=low,
                than=than,
                second=second,
                high=high,
            )
            yield Fault(f"numbers.{second}", told)


def _number(policy: Policy, terms: VersionTerms, name: str) -> Value:
    return terms.numbers.get(name, policy.settings[name].default)


def known_clauses_that_may_be_off(policy: Policy, terms: VersionTerms) -> Iterator[Fault]:
    for id in terms.switched_off:
        clause = policy.clauses.get(id)
        if clause is None:
            yield Fault("switched_off", phrase("{clause} is no clause of this policy", clause=f"{id!r:.60}"))
        elif clause.function is None:
            told = phrase("{clause} has no test of its own that could be switched off", clause=id)
            yield Fault("switched_off", told)
        elif id not in policy.latitude.switches:
            why = policy.latitude.needed.get(id, phrase("others need it"))
            yield Fault("switched_off", phrase("{clause} cannot be switched off: {why}", clause=id, why=why))


def clauses_that_can_be_reached(policy: Policy, terms: VersionTerms) -> Iterator[Fault]:
    """A bar needs a ground to bar, and a clause that follows another needs that one."""
    off = set(terms.switched_off)
    for clause in policy.clauses.values():
        if clause.id in off:
            continue
        barred = [ground.id for ground in policy.clauses.values() if _bars(clause, ground)]
        if barred and off.issuperset(barred):
            told = phrase(
                "{clause} can no longer be reached: every ground that it bars is switched off ({grounds})",
                clause=clause.id,
                grounds=", ".join(barred),
            )
            yield Fault("switched_off", told)
        if policy.latitude.follows.get(clause.id) in off:
            before = policy.latitude.follows[clause.id]
            told = phrase(
                "{clause} can no longer be reached: {before}, which leads to it, is switched off",
                clause=clause.id,
                before=before,
            )
            yield Fault("switched_off", told)


def _bars(bar: Clause, ground: Clause) -> bool:
    """Whether a bar defeats a ground. A pattern may name a kind of the ground after a colon."""
    patterns = (pattern.partition(":")[0] for pattern in bar.bars)
    return ground.kind is Kind.GROUND and any(fnmatchcase(ground.id, pattern) for pattern in patterns)


def sentences_that_can_be_told(policy: Policy, terms: VersionTerms) -> Iterator[Fault]:
    for id, told in terms.wording.items():
        clause = policy.clauses.get(id)
        if clause is None:
            yield Fault("wording", phrase("{clause} is no clause of this policy", clause=f"{id!r:.60}"))
        elif not clause.told:
            yield Fault(f"wording.{id}", phrase("is never told to customers, so it has no words to change"))
        else:
            yield from _translations(clause, told.keys())
            for language, sentence in told.items():
                yield from _sentence(clause, language, sentence)


def _translations(clause: Clause, languages: Collection[str]) -> Iterator[Fault]:
    for language in TOLD_IN:
        if language not in languages:
            missing = phrase("is missing; a clause is reworded in {languages}", languages=TOLD_IN)
            yield Fault(f"wording.{clause.id}.{language}", missing)
    for language in sorted(set(languages).difference(TOLD_IN)):
        known, given = ", ".join(TOLD_IN), f"{language!r:.30}"
        told = phrase("{given} is no language of this policy; those are {known}", given=given, known=known)
        yield Fault(f"wording.{clause.id}", told)


def _sentence(clause: Clause, language: str, sentence: str) -> Iterator[Fault]:
    path = f"wording.{clause.id}.{language}"
    if not sentence.strip():
        yield Fault(path, phrase("is empty"))
        return
    try:
        parts = list(Formatter().parse(sentence))
    except ValueError:
        told = phrase(
            "holds a brace that does not close a blank; write {open} or {close} for the brace itself",
            open="{{",
            close="}}",
        )
        yield Fault(path, told)
        return
    known = blanks_of(clause)
    for _, name, form, conversion in parts:
        if name is None:
            continue
        if name not in known or form or conversion:
            blank = "{" + name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "") + "}"
            fillable = ", ".join(f"{{{one}}}" for one in sorted(known)) or phrase("none")
            told = phrase(
                "the clause does not fill the blank {blank}; those it fills: {fillable}",
                blank=f"{blank:.60}",
                fillable=fillable,
            )
            yield Fault(path, told)


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
