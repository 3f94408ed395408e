"""How two versions of a policy differ, as sentences."""

from collections.abc import Iterator
from typing import NamedTuple

from refunds.policies.language import Policy
from refunds.policies.settings import Setting, Value

from .terms import TOLD_IN, VersionTerms


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


def differences(policy: Policy, old: VersionTerms, new: VersionTerms) -> list[Difference]:
    """What changes from one version to another, in the order of the text. No differences: they say the same."""
    found = [*_numbers(policy, old, new), *_wording(policy, old, new), *_switches(policy, old, new)]
    return sorted(found, key=lambda difference: policy.places.get(difference.clause, len(policy.places)))


def _numbers(policy: Policy, old: VersionTerms, new: VersionTerms) -> Iterator[Difference]:
    for setting in policy.settings.values():
        before, after = (terms.numbers.get(setting.name, setting.default) for terms in (old, new))
        if before != after:
            yield Difference(setting.clause, setting.title, shown(setting, before), shown(setting, after), setting.unit)


def shown(setting: Setting, value: Value) -> str:
    """The value of a setting as it is read: a switch by yes or no, a word without underscores."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("_", " ") if setting.choices else str(value)


def _wording(policy: Policy, old: VersionTerms, new: VersionTerms) -> Iterator[Difference]:
    for clause in policy.clauses.values():
        for language in TOLD_IN:
            told = clause.told.get(language, "")
            before, after = (terms.wording.get(clause.id, {}).get(language, told) for terms in (old, new))
            if before != after:
                yield Difference(clause.id, f"{clause.title}, told in {language}", f"“{before}”", f"“{after}”")


def _switches(policy: Policy, old: VersionTerms, new: VersionTerms) -> Iterator[Difference]:
    for clause in policy.clauses.values():
        before, after = ("off" if clause.id in terms.switched_off else "on" for terms in (old, new))
        if before != after:
            yield Difference(clause.id, clause.title, before, after)
