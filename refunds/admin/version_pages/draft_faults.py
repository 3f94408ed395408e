"""What keeps a draft from being proposed, sorted to the fields that it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from refunds.models import PolicyVersion
from refunds.operations.policy_versions import faults as checks
from refunds.operations.policy_versions.scenarios import ChangedCase, changed_cases

OF_DATES = {
    "effective_from": (checks.begins_in_the_future, checks.begins_after_the_one_before),
    "notified_at": (checks.users_are_told_in_advance,),
}
OTHERS = ""
"""Where what belongs to no field stands."""


def faults_by_field(version: PolicyVersion, at: dt.datetime, fields: Iterable[str]) -> dict[str, list[str]]:
    """The sentences by the names of the fields, each one once; what is about no field stands under the empty name."""
    known, found = set(fields), dict[str, list[str]]()
    for sentence in checks.terms_that_the_policy_can_have(version, at):
        name, said = placed(sentence)
        found.setdefault(name if name in known else OTHERS, []).append(said if name in known else sentence)
    for name, ones in OF_DATES.items():
        for check in ones:
            found.setdefault(name, []).extend(check(version, at))
    return {name: sentences for name, sentences in found.items() if sentences}


def placed(sentence: str) -> tuple[str, str]:
    """The field that a fault of the terms is about, and the fault without its path.

    "numbers.review_days: must be …", "wording.S-2.en: is empty", "switched_off: S-2 cannot be …".
    """
    path, _colon, said = sentence.partition(": ")
    if path == "switched_off":
        path = f"{path}.{said.partition(' ')[0]}"
    return path, capfirst(_("%s.") % said)


def cases_that_change(version: PolicyVersion, at: dt.datetime) -> list[ChangedCase]:
    """The worked cases whose result the draft changes; none while its terms have faults, as nobody can be judged."""
    return [] if any(checks.terms_that_the_policy_can_have(version, at)) else changed_cases(version)
