"""Which version of the policy governs a purchase."""

from datetime import datetime

from refunds.policies.facts import Facts, PolicyVersion
from refunds.policies.language import derived

from .claims import charges_captured


def purchase_of(facts: Facts) -> datetime | None:
    """When what is claimed was bought: the capture of the first claimed charge, otherwise the order."""
    charges = charges_captured(facts)
    bought: datetime | None = charges[0].captured_at if charges else facts.order.get("purchased_at")
    return bought


@derived
def governing(facts: Facts) -> PolicyVersion | None:
    """The version in force at the purchase; None for the built-in one.

    A version that replaced another without notice in advance does not govern, and the one before goes on.
    """
    bought = purchase_of(facts)
    if not facts.policy_versions:
        return None
    begun = [version for version in facts.policy_versions if _begins(version) is not None]
    in_order = sorted(begun, key=lambda version: _begins(version) or facts.now)
    valid = [version for version in in_order if version is in_order[0] or _notified_in_advance(version)]
    in_force = [version for version in valid if bought and (_begins(version) or facts.now) <= bought]
    return in_force[-1] if in_force else None


def in_doubt(facts: Facts) -> tuple[PolicyVersion, ...]:
    """Versions that began before the purchase if they ever were in force, which is not on record."""
    bought = purchase_of(facts)
    return tuple(
        version
        for version in facts.policy_versions
        if version.get("status") is None and bought and bought >= (_said_to_begin(version) or bought)
    )


def _begins(version: PolicyVersion) -> datetime | None:
    return _said_to_begin(version) if version.get("status") in ("in_force", "superseded") else None


def _said_to_begin(version: PolicyVersion) -> datetime | None:
    return version.effective_from or version.posted_at


def _notified_in_advance(version: PolicyVersion) -> bool:
    begins = _begins(version)
    return version.notified_at is not None and begins is not None and version.notified_at < begins
