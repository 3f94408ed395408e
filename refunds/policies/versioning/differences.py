"""How two versions of a policy differ, as sentences."""

from collections.abc import Iterator
from typing import NamedTuple

from refunds.policies.language import Policy
from refunds.policies.wording import phrase

from .terms import TOLD_IN, VersionTerms

ON, OFF = phrase("on"), phrase("off")
NAMES = {"en": phrase("English"), "zh-hans": phrase("Chinese")}


class Difference(NamedTuple):
    """One thing that changes: the clause, what it is about, and how it was and will be; `str()` is the sentence."""

    clause: str
    subject: str
    before: str
    after: str
    unit: str = ""

    def __str__(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.subject}: {self.before} → {self.after}{unit} ({self.clause})"


def differences(policy: Policy, old: VersionTerms, new: VersionTerms, language: str = "en") -> list[Difference]:
    """What changes from one version to another, in the order of the text. No differences: they say the same.

    language: in which they are told; what a language has no words for is told in English.
    """
    found = [one for compare in (_numbers, _wording, _switches) for one in compare(policy, old, new, language)]
    return sorted(found, key=lambda difference: policy.places.get(difference.clause, len(policy.places)))


def _numbers(policy: Policy, old: VersionTerms, new: VersionTerms, language: str) -> Iterator[Difference]:
    for setting in policy.settings.values():
        before, after = (terms.numbers.get(setting.name, setting.default) for terms in (old, new))
        if before != after:
            was, will = (setting.shown(value, language) for value in (before, after))
            yield Difference(setting.clause, setting.titled(language), was, will, setting.counted(language))


def _wording(policy: Policy, old: VersionTerms, new: VersionTerms, language: str) -> Iterator[Difference]:
    for clause in policy.clauses.values():
        for code in TOLD_IN:
            told = clause.told.get(code, "")
            before, after = (terms.wording.get(clause.id, {}).get(code, told) for terms in (old, new))
            if before != after:
                subject = phrase("{title}, told in {language}", title=clause.titled(language), language=NAMES[code])
                yield Difference(clause.id, subject.in_language(language), f"“{before}”", f"“{after}”")


def _switches(policy: Policy, old: VersionTerms, new: VersionTerms, language: str) -> Iterator[Difference]:
    for clause in policy.clauses.values():
        was_off, is_off = (clause.id in terms.switched_off for terms in (old, new))
        if was_off != is_off:
            before, after = ((OFF if off else ON).in_language(language) for off in (was_off, is_off))
            yield Difference(clause.id, clause.titled(language), before, after)
