"""Drafting a version: begun from another, changed, given up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.calendars import UTC8
from refunds.guards import may
from refunds.locks import lock_name, lock_version
from refunds.models import PolicyVersion
from refunds.models.vocabulary import PolicyId
from refunds.operations.perform import Refused, perform
from refunds.operations.words import required, word
from refunds.policies import POLICIES
from refunds.policies.versioning import UNCHANGED, VersionTerms

DRAFTS = may("refunds.draft_policyversion")


class StaleDraft(Refused):
    """The draft was changed since it was read; nothing was stored."""


def draft_version(policy: str, *, act: Act, based_on: int | None = None) -> PolicyVersion:
    """Begin a draft with the terms of another version, by its key; without one with those in force. Raises Refused."""
    name = word(PolicyId, policy).value
    if found := DRAFTS.refusals(None, act.by):
        raise Refused(*found)
    with transaction.atomic():
        lock_name("policy version", name)
        base = PolicyVersion.objects.newest(name) if based_on is None else PolicyVersion.fetch(based_on)
        if base is not None and base.policy != name:
            raise Refused(_("%s is a version of another policy.") % base)
        draft: PolicyVersion = PolicyVersion.objects.record(
            act,
            policy=name,
            version=_free_name(name, act.at),
            based_on=base,
            drafted_by=act.by,
            drafted_at=act.at,
            edited_by=act.by,
            edited_at=act.at,
            **_columns(UNCHANGED if base is None else base.terms),
        )
        return draft


def _free_name(policy: str, at: dt.datetime) -> str:
    """The year and month of the draft in UTC+8, numbered from the second on."""
    month = f"{at.astimezone(UTC8):%Y-%m}"
    taken = {POLICIES[policy].version, *PolicyVersion.objects.filter(policy=policy).values_list("version", flat=True)}
    names = (month, *(f"{month}.{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _columns(terms: VersionTerms) -> dict[str, object]:
    document = terms.as_document()
    return {part: document[part] for part in ("numbers", "wording", "switched_off")}


def edit_draft(
    version_id: int,
    *,
    revision: int,
    terms: VersionTerms,
    effective_from: dt.datetime | None,
    notified_at: dt.datetime | None,
    note: str,
    accepted_scenarios: Collection[str] = (),
    act: Act,
) -> PolicyVersion:
    """Change what a draft says. It may have faults yet: `version_faults` tells them, and `propose_version` refuses.

    revision: the one that the editor read; another since then is refused with StaleDraft. accepted_scenarios: names of
    worked cases whose other result is meant. Raises Refused.
    """
    with transaction.atomic():
        draft = lock_version(version_id)
        if draft.revision != revision:
            raise StaleDraft(
                _("Somebody changed this draft meanwhile: %(by)s, %(at)s. Read it again and repeat your change.")
                % {"by": draft.edited_by, "at": f"{draft.edited_at.astimezone(UTC8):%Y-%m-%d %H:%M}"}
            )
        content = {
            **_columns(terms),
            "effective_from": effective_from,
            "notified_at": notified_at,
            "note": note.strip(),
            "accepted_scenarios": sorted(set(accepted_scenarios)),
        }
        if any(getattr(draft, name) != value for name, value in content.items()):
            perform(draft, "edit", act, **content)
    return PolicyVersion.fetch(version_id)


def withdraw_version(version_id: int, *, act: Act) -> PolicyVersion:
    """Give a draft or a proposal up; act.why says why. Raises Refused."""
    with transaction.atomic():
        version = lock_version(version_id)
        required(act.why, _("Say why the version is withdrawn."))
        perform(version, "withdraw", act)
    return PolicyVersion.fetch(version_id)
