"""The form of a draft clause by clause: each field with what the policy says there, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.forms import BoundField, Form

from refunds.admin.record import policy_words
from refunds.admin.version_pages import words
from refunds.admin.version_pages.draft_fields import number_name, switch_name, wording_name
from refunds.policies import Clause, Policy
from refunds.policies.settings import Setting
from refunds.policies.versioning import TOLD_IN, VersionTerms

Faults = Mapping[str, list[str]]


class Entry(NamedTuple):
    """One field. written: what the policy itself says there; range: what it allows; stored: what the draft says."""

    field: BoundField
    faults: list[str]
    written: str = ""
    unit: Any = ""
    range: str = ""
    stored: str = ""


class EditedClause(NamedTuple):
    """One clause with all that can be changed about it.

    translation: of its text, for the reader; fixed: why it can't be switched off.
    """

    clause: Clause
    title: str
    kind: Any
    translation: str
    numbers: list[Entry]
    told: list[Entry]
    switch: Entry | None
    fixed: str
    is_changed: bool

    @property
    def entries(self) -> list[Entry]:
        """All of its fields."""
        return [*self.numbers, *self.told, *([self.switch] if self.switch else [])]

    @property
    def has_faults(self) -> bool:
        """Whether anything about it needs another look."""
        return any(one.faults or one.field.errors for one in self.entries)


class DraftClauses:
    """The clauses of a form. terms: those of the stored draft; faults: by the name of a field."""

    def __init__(self, form: Form, policy: Policy, terms: VersionTerms, faults: Faults) -> None:
        self.form, self.policy, self.terms, self.faults = form, policy, terms, faults

    def __iter__(self) -> Iterator[tuple[str, EditedClause]]:
        """Those about which something can be changed, by id, in the order of the text."""
        every = ((clause.id, self.edited(clause)) for clause in self.policy.clauses.values())
        return ((id, one) for id, one in every if one.entries)

    def edited(self, clause: Clause) -> EditedClause:
        """One clause with its fields."""
        numbers = [self.number(one) for one in self.policy.settings.values() if one.clause == clause.id]
        languages = TOLD_IN if clause.told else ()
        told = [self.entry(wording_name(clause, code), written=clause.told.get(code, "")) for code in languages]
        switch = self.entry(switch_name(clause)) if clause.id in self.policy.latitude.switches else None
        why = self.policy.latitude.needed.get(clause.id)
        fixed = why.in_language(words.reader()) if why else ""
        named = (clause, words.title(clause), words.KINDS[clause.kind], policy_words.clause(self.policy.id, clause.id))
        return EditedClause(*named, numbers, told, switch, fixed, self.says(clause))

    def number(self, setting: Setting) -> Entry:
        """The field of a number."""
        return self.entry(
            number_name(setting),
            written=words.value(setting, setting.default),
            unit=words.unit(setting),
            range=words.allowed(setting),
            stored=words.value(setting, self.terms.numbers.get(setting.name, setting.default)),
        )

    def entry(self, name: str, **more: Any) -> Entry:
        """One field with what is wrong about it."""
        return Entry(self.form[name], self.faults.get(name, []), **more)

    def says(self, clause: Clause) -> bool:
        """Whether the stored draft changes anything about the clause."""
        known = self.policy.settings
        numbers = {known[name].clause for name in self.terms.numbers if name in known}
        return clause.id in numbers or clause.id in self.terms.wording or clause.id in self.terms.switched_off
