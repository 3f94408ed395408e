"""Versions to choose from: those that are stored, and each policy as it is written in code."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from refunds.admin.record import policy_words
from refunds.models import PolicyVersion
from refunds.models.vocabulary import PolicyId
from refunds.policies import POLICIES, Policy
from refunds.policies.versioning import UNCHANGED, VersionTerms

Choices = list[tuple[str, list[tuple[str, str]]]]


class Side(NamedTuple):
    """One version; `version` is None for the built-in one."""

    policy: Policy
    version: PolicyVersion | None

    @property
    def key(self) -> str:
        """How a form and an address name it: by its key, the built-in one by its policy."""
        return self.policy.id if self.version is None else str(self.version.pk)

    @property
    def name(self) -> str:
        """What it is called among the versions of its policy."""
        return policy_words.version(self.policy.version) if self.version is None else self.version.version

    @property
    def terms(self) -> VersionTerms:
        """What it changes about the policy as it is written in code."""
        return UNCHANGED if self.version is None else self.version.terms

    @property
    def state(self) -> Any:
        """Its state in words."""
        return _("as written in the policy") if self.version is None else self.version.get_status_display()

    @property
    def address(self) -> str:
        """The page where it can be read."""
        if self.version is None:
            return reverse("admin:refunds_policyversion_written", args=[self.policy.id])
        return reverse("admin:refunds_policyversion_change", args=[self.version.pk])


def side(key: str) -> Side | None:
    """The version of a key; None where there is none."""
    if key in POLICIES:
        return Side(POLICIES[key], None)
    version = PolicyVersion.objects.filter(pk=key).first() if key.isdecimal() and len(key) < 10 else None
    return None if version is None else Side(POLICIES[version.policy], version)


def choices() -> Choices:
    """All versions by policy, the newest first, the built-in one last."""
    stored = list(PolicyVersion.objects.order_by("-pk"))
    return [
        (str(PolicyId(policy.id).label), [(one.key, f"{one.name} · {one.state}") for one in of_policy(policy, stored)])
        for policy in POLICIES.values()
    ]


def of_policy(policy: Policy, stored: list[PolicyVersion]) -> list[Side]:
    """The versions of one policy."""
    return [*(Side(policy, one) for one in stored if one.policy == policy.id), Side(policy, None)]
