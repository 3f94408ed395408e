"""What keeps a draft from being proposed, sorted to the fields that it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from refunds.admin.version_pages import words
from refunds.models import PolicyVersion
from refunds.operations.policy_versions import faults as checks
from refunds.operations.policy_versions.scenarios import ChangedCase, changed_cases
from refunds.policies import POLICIES
from refunds.policies.versioning import Fault, faults

OF_DATES = {
    "effective_from": (checks.begins_in_the_future, checks.begins_after_the_one_before),
    "notified_at": (checks.users_are_told_in_advance,),
}
OTHERS = ""
"""Where what belongs to no field stands."""


def faults_by_field(version: PolicyVersion, at: dt.datetime, fields: Iterable[str]) -> dict[str, list[str]]:
    """The sentences by the names of the fields, each one once; what is about no field stands under the empty name."""
    known, found, policy = set(fields), dict[str, list[str]](), POLICIES[version.policy]
    for fault in faults(policy, version.terms):
        name = field_of(fault)
        if name in known:
            found.setdefault(name, []).append(capfirst(_("%s.") % fault.sentence(policy, words.reader())))
        else:
            found.setdefault(OTHERS, []).append(fault.told(policy, words.reader()))
    for name, ones in OF_DATES.items():
        for check in ones:
            found.setdefault(name, []).extend(check(version, at))
    return {name: sentences for name, sentences in found.items() if sentences}


def field_of(fault: Fault) -> str:
    """The field that a fault of the terms is about: its path, of a clause switched off with the clause."""
    return f"{fault.path}.{str(fault.what).partition(' ')[0]}" if fault.path == "switched_off" else fault.path


def cases_that_change(version: PolicyVersion, at: dt.datetime) -> list[ChangedCase]:
    """The worked cases whose result the draft changes; none while its terms have faults, as nobody can be judged."""
    return [] if any(checks.terms_that_the_policy_can_have(version, at)) else changed_cases(version)
