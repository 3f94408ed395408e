"""The versions of the policies that we draft, try out and publish ourselves."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import RecordedQuerySet
from refunds.models.version_lifecycle import ISSUED, UNDER_WAY, VersionLifecycle, VersionStatus
from refunds.models.vocabulary import PolicyId
from refunds.policies import POLICIES, Edition
from refunds.policies.versioning import VersionTerms

UNPROPOSED = (VersionStatus.DRAFT, VersionStatus.WITHDRAWN)


class PolicyVersionQuerySet(RecordedQuerySet):
    """The versions of a policy as its cases meet them."""

    def issued(self) -> PolicyVersionQuerySet:
        """Those published, superseded ones included, in the order in which they take effect."""
        return self.filter(status__in=ISSUED).order_by("policy", "effective_from")

    def under_way(self) -> PolicyVersionQuerySet:
        """Drafts and proposals."""
        return self.filter(status__in=UNDER_WAY)

    def newest(self, policy: str) -> Any:
        """The version published last, which the next one will supersede; None for the built-in one."""
        return self.filter(policy=policy, status=VersionStatus.PUBLISHED).first()

    def published_by(self, policy: str, instant: dt.datetime) -> PolicyVersionQuerySet:
        """Those already published at an instant: no later one can govern what happened until then."""
        return self.issued().filter(policy=policy, published_at__lte=instant)


class PolicyVersion(VersionLifecycle):
    """What a version changes about its policy as it is written in code, and since when (S-1.5, 302-V.3).

    numbers, wording, switched_off: JSON of refunds.policies.versioning.VersionTerms. accepted_scenarios: names of
    worked cases whose other result is meant. Published, it is frozen: trigger `stays_as_issued` in migration 0006.
    """

    policy = models.CharField(_("policy"), max_length=20, choices=PolicyId.choices)
    version = models.CharField(_("version"), max_length=40)
    based_on = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="successors",
        verbose_name=_("drafted from"),
        null=True,
        blank=True,
    )
    numbers = models.JSONField(_("numbers"), default=dict, blank=True)
    wording = models.JSONField(_("wording"), default=dict, blank=True)
    switched_off = ArrayField(
        models.CharField(max_length=40), verbose_name=_("clauses switched off"), default=list, blank=True
    )
    accepted_scenarios = ArrayField(
        models.CharField(max_length=100), verbose_name=_("worked cases that may change"), default=list, blank=True
    )
    notified_at = models.DateTimeField(_("users notified at"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects: ClassVar[Any] = PolicyVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("policy version")
        verbose_name_plural = _("policy versions")
        ordering = ["policy", "-effective_from", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "version"], name="refunds_version_once"),
            models.UniqueConstraint(
                fields=["policy"], condition=Q(status="published"), name="refunds_version_one_published"
            ),
            models.CheckConstraint(
                name="refunds_version_second_person",
                condition=~Q(published_by=F("proposed_by")),
                violation_error_message=_("Nobody publishes what they proposed."),
            ),
            models.CheckConstraint(
                name="refunds_version_proposed_by_somebody",
                condition=Q(status__in=UNPROPOSED) | Q(proposed_by__isnull=False, proposed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="refunds_version_issued_whole",
                condition=~Q(status__in=ISSUED)
                | Q(
                    published_by__isnull=False,
                    published_at__isnull=False,
                    posted_at__isnull=False,
                    effective_from__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="refunds_version_not_in_the_past",
                condition=~Q(status__in=ISSUED) | Q(effective_from__gte=F("published_at")),
            ),
            models.CheckConstraint(
                name="refunds_version_superseded_whole",
                condition=~Q(status="superseded")
                | Q(superseded_by__isnull=False, superseded_at__isnull=False, effective_to__isnull=False),
            ),
            models.CheckConstraint(
                name="refunds_version_ends_after_it_begins",
                condition=Q(effective_to__isnull=True) | Q(effective_to__gt=F("effective_from")),
            ),
        ]
        permissions = [
            ("draft_policyversion", _("Can draft a version of a policy, and withdraw it")),
            ("try_policyversion", _("Can try a version out on stored cases")),
            ("propose_policyversion", _("Can propose a version for publication")),
            ("publish_policyversion", _("Can publish a version that somebody else prepared")),
        ]

    def __str__(self) -> str:
        return f"{self.get_policy_display()} {self.version}"

    @property
    def terms(self) -> VersionTerms:
        """What it changes. Raises VersionError where the columns hold no terms."""
        return VersionTerms.read(
            {"numbers": self.numbers, "wording": self.wording, "switched_off": list(self.switched_off)}
        )

    @property
    def edition(self) -> Edition:
        """The version ready to judge cases by."""
        return Edition(POLICIES[self.policy], self.version, self.terms)

    @property
    def digest(self) -> str:
        """The digest of its terms, by which a try-out knows the very draft it was of."""
        return self.terms.digest(self.policy)
