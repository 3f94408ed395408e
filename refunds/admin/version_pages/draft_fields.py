"""The fields of a draft, named by the path of what they change: numbers.NAME, wording.CLAUSE.LANGUAGE and so on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from refunds.admin.version_pages import words
from refunds.policies import Clause, Policy
from refunds.policies.settings import Setting
from refunds.policies.versioning import TOLD_IN, VersionTerms
from refunds.policies.versioning.terms import LONGEST_SENTENCE

MOST_DIGITS = 9


def number_name(setting: Setting) -> str:
    """The name of the field of a number."""
    return f"numbers.{setting.name}"


def wording_name(clause: Clause, language: str) -> str:
    """The name of the field with what the customer is told."""
    return f"wording.{clause.id}.{language}"


def switch_name(clause: Clause) -> str:
    """The name of the field that switches a clause off."""
    return f"switched_off.{clause.id}"


def draft_fields(policy: Policy) -> Iterator[tuple[str, forms.Field]]:
    """Every field of a version of the policy."""
    for setting in policy.settings.values():
        yield number_name(setting), number_field(setting)
    for clause in policy.clauses.values():
        if clause.told:
            for language in TOLD_IN:
                yield wording_name(clause, language), wording_field(language)
        if clause.id in policy.latitude.switches:
            yield switch_name(clause), forms.BooleanField(label=_("Switched off"), required=False)


def number_field(setting: Setting) -> forms.Field:
    """A field of the type of the setting; left empty it means what the policy itself says."""
    if setting.choices or isinstance(setting.default, bool):
        options = setting.choices or (True, False)
        return forms.TypedChoiceField(
            label=words.title(setting),
            required=False,
            choices=[(str(option), words.value(setting, option)) for option in options],
            coerce=lambda typed: {str(option): option for option in options}[typed],
            empty_value=None,
        )
    # Out of range is a fault of the draft, told beside the field; here only what is no number is refused.
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "min": setting.least, "max": setting.most, "step": 1})
    return forms.IntegerField(
        label=words.title(setting),
        required=False,
        widget=widget,
        min_value=-(10**MOST_DIGITS),
        max_value=10**MOST_DIGITS,
    )


def wording_field(language: str) -> forms.Field:
    """What the customer is told; left empty in every language, it stays as the policy has it."""
    widget = forms.Textarea(attrs={"rows": 2, "lang": language})
    return forms.CharField(label=words.language(language), required=False, max_length=LONGEST_SENTENCE, widget=widget)


def filled_in(policy: Policy, terms: VersionTerms) -> dict[str, Any]:
    """What the fields hold for these terms."""
    found: dict[str, Any] = {}
    for setting in policy.settings.values():
        held = terms.numbers.get(setting.name, setting.default)
        found[number_name(setting)] = str(held) if isinstance(held, bool | str) else held
    for clause in policy.clauses.values():
        found |= {wording_name(clause, code): told for code, told in terms.wording.get(clause.id, {}).items()}
        found[switch_name(clause)] = clause.id in terms.switched_off
    return found


def terms_of(policy: Policy, typed: dict[str, Any]) -> VersionTerms:
    """The terms that the fields say: what stands in the policy already is no change of it. Raises VersionError."""
    numbers = {one.name: typed.get(number_name(one)) for one in policy.settings.values()}
    said = {clause.id: sentences(clause, typed) for clause in policy.clauses.values()}
    return VersionTerms.read(
        {
            "numbers": {
                name: value
                for name, value in numbers.items()
                if value is not None and value != policy.settings[name].default
            },
            "wording": {id: told for id, told in said.items() if told},
            "switched_off": [clause.id for clause in policy.clauses.values() if typed.get(switch_name(clause))],
        }
    )


def sentences(clause: Clause, typed: dict[str, Any]) -> dict[str, str]:
    """What was typed for a clause, by language; none where it says what the policy says."""
    told = {code: said for code in TOLD_IN if (said := typed.get(wording_name(clause, code), ""))}
    return {} if told == {code: clause.told.get(code) for code in TOLD_IN} else told
