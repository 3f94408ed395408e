"""The states of a policy version and the steps between them: one person prepares it, another publishes it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from accounts.acts import Act
from accounts.models import Recorded
from accounts.state_field import StateField
from refunds.guards import circle, may

if TYPE_CHECKING:
    from refunds.models.policy_version import PolicyVersion


class VersionStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("proposed")
    PUBLISHED = "published", _("published")
    SUPERSEDED = "superseded", _("superseded")
    WITHDRAWN = "withdrawn", _("withdrawn")


S = VersionStatus
ISSUED = (S.PUBLISHED, S.SUPERSEDED)
"""States of a version that governs, governed or will govern."""
UNDER_WAY = (S.DRAFT, S.PROPOSED)


@circle(_("You prepared this version. Somebody else has to publish it."))
def who_prepared_it(version: VersionLifecycle) -> set[int | None]:
    """Who edited it last and who proposed it."""
    return {version.edited_by_id, version.proposed_by_id} - {None}


def signature(label: Any) -> models.ForeignKey:
    """Who took a step."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=label,
        null=True,
        blank=True,
        editable=False,
    )


def instant(label: Any) -> models.DateTimeField:
    """When a step was taken."""
    return models.DateTimeField(label, null=True, blank=True, editable=False)


class VersionLifecycle(Recorded):
    """Transitions of a policy version. They change only this row; `operations.perform` is their one gate."""

    status = StateField(_("state"), choices=S.choices, default=S.DRAFT, protected=True, max_length=40)
    drafted_by, drafted_at = signature(_("drafted by")), instant(_("drafted at"))
    edited_by, edited_at = signature(_("last edited by")), instant(_("last edited at"))
    proposed_by, proposed_at = signature(_("proposed by")), instant(_("proposed at"))
    published_by, published_at = signature(_("published by")), instant(_("published at"))
    withdrawn_by, withdrawn_at = signature(_("withdrawn by")), instant(_("withdrawn at"))
    superseded_at = instant(_("superseded at"))
    superseded_by = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        related_name="supersedes",
        verbose_name=_("superseded by"),
        null=True,
        blank=True,
        editable=False,
    )
    posted_at = instant(_("posted at"))
    effective_from = models.DateTimeField(_("in force from"), null=True, blank=True)
    effective_to = models.DateTimeField(_("in force until"), null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)

    edited_by_id: int | None
    proposed_by_id: int | None

    class Meta:
        abstract = True

    @transition(status, source=S.DRAFT, target=None, permission=may("refunds.draft_policyversion"))
    def edit(self, act: Act, **content: Any) -> None:
        """Change what the draft says; each change is a revision of its own."""
        for name, value in content.items():
            setattr(self, name, value)
        self.edited_by, self.edited_at = act.by, act.at
        self.revision += 1

    @transition(status, source=S.DRAFT, target=S.PROPOSED, permission=may("refunds.propose_policyversion"))
    def propose(self, act: Act) -> None:
        """Put the version before a second person; what it says is fixed from here on."""
        self.proposed_by, self.proposed_at = act.by, act.at

    @transition(
        status,
        source=S.PROPOSED,
        target=S.PUBLISHED,
        permission=may("refunds.publish_policyversion", but_not=who_prepared_it),
    )
    def publish(self, act: Act, *, posted_at: dt.datetime, effective_from: dt.datetime) -> None:
        """Issue it. Nobody publishes what they prepared (S-1.5, 302-V.3)."""
        self.published_by, self.published_at = act.by, act.at
        self.posted_at, self.effective_from = posted_at, effective_from

    @transition(status, source=S.PUBLISHED, target=S.SUPERSEDED, permission=may("refunds.publish_policyversion"))
    def supersede(self, act: Act, *, by: PolicyVersion, effective_to: dt.datetime) -> None:
        """The next version is published; this one governs until that one begins."""
        self.superseded_by, self.superseded_at, self.effective_to = by, act.at, effective_to

    @transition(status, source=UNDER_WAY, target=S.WITHDRAWN, permission=may("refunds.draft_policyversion"))
    def withdraw(self, act: Act) -> None:
        """Give it up before it is published; a new draft can begin from it."""
        self.withdrawn_by, self.withdrawn_at = act.by, act.at

    @transition(status, source=UNDER_WAY, target=None, permission=may("refunds.try_policyversion"))
    def try_out(self, act: Act) -> None:
        """Find out what it would change, on stored cases."""
