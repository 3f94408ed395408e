"""What keeps a version from being proposed or published: every reason in one sentence, none where nothing does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from refunds.calendars import UTC8
from refunds.models import PolicyVersion
from refunds.operations.policy_versions.compare import replaced_by
from refunds.operations.policy_versions.scenarios import changed_cases
from refunds.policies import POLICIES
from refunds.policies.versioning import faults
from refunds.policies.worked_cases import worked_cases

Check = Callable[[PolicyVersion, dt.datetime], Iterator[str]]


def version_faults(version: PolicyVersion, at: dt.datetime) -> list[str]:
    """Everything that is wrong with what a version says, seen at an instant."""
    wrong = [sentence for check in FIRST for sentence in check(version, at)]
    return wrong or [sentence for check in THEN for sentence in check(version, at)]


def terms_that_the_policy_can_have(version: PolicyVersion, at: dt.datetime) -> Iterator[str]:
    """Numbers in their range, clauses that can be reached, sentences in every language."""
    language = get_language() or "en"
    policy = POLICIES[version.policy]
    yield from (fault.told(policy, language) for fault in faults(policy, version.terms))


def begins_in_the_future(version: PolicyVersion, at: dt.datetime) -> Iterator[str]:
    """A version never governs what happened before it was published."""
    begins = version.effective_from
    if begins is None:
        if POLICIES[version.policy].latitude.needs_notice:
            yield _("Say from when the version is in force.")
    elif begins < at:
        yield _("The version would be in force from %s, which is past. Give a later date.") % said(begins)


def begins_after_the_one_before(version: PolicyVersion, at: dt.datetime) -> Iterator[str]:
    """No two versions govern at once."""
    before = replaced_by(version)
    since = before.effective_from if before else None
    if before and since and since >= (version.effective_from or at):
        yield _("It would overlap with version %(other)s, in force from %(since)s. Give a later date.") % {
            "other": before.version,
            "since": said(since),
        }


def users_are_told_in_advance(version: PolicyVersion, at: dt.datetime) -> Iterator[str]:
    """S-1.5: users are notified before the version begins; otherwise it would never govern."""
    if not POLICIES[version.policy].latitude.needs_notice:
        return
    notified, begins = version.notified_at, version.effective_from
    if notified is None:
        yield _("Users have to be notified before the version begins (S-1.5): say when they were.")
    elif begins is not None and notified >= begins:
        yield _("Users were notified %(told)s, which is not before the version begins %(since)s (S-1.5).") % {
            "told": said(notified),
            "since": said(begins),
        }


def worked_cases_that_change_are_accepted(version: PolicyVersion, at: dt.datetime) -> Iterator[str]:
    """Who changes the result of a worked case says by its name that this is meant."""
    known = {case.name for case in worked_cases(version.policy)}
    for name in version.accepted_scenarios:
        if name not in known:
            yield _("“%s” is no worked case of this policy; take the name out.") % name
    for changed in changed_cases(version):
        if changed.name not in version.accepted_scenarios:
            yield _(
                "The worked case %(name)s changes from “%(before)s” to “%(after)s”: %(title)s. "
                "Accept it by its name if that is meant."
            ) % {"name": changed.name, "title": changed.title, "before": changed.was, "after": changed.becomes}


def said(instant: dt.datetime) -> str:
    """An instant by the clock of the desk."""
    return f"{instant.astimezone(UTC8):%Y-%m-%d %H:%M} (UTC+8)"


FIRST: tuple[Check, ...] = (
    terms_that_the_policy_can_have,
    begins_in_the_future,
    begins_after_the_one_before,
    users_are_told_in_advance,
)
THEN: tuple[Check, ...] = (worked_cases_that_change_are_accepted,)
"""Worked cases are only judged by terms without faults."""
