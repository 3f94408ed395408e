"""Versions of the policy that the dossier brings along."""

from refunds.policies.fields import Record, optional
from refunds.policies.values import instant, setting_values, text, word


class PolicyVersion(Record):
    """A version of the policy with the settings in which it differs from the built-in one."""

    version = text()
    status = word("draft", "in_force", "superseded")
    posted_at = optional(instant())
    notified_at = optional(instant())
    effective_from = optional(instant())
    effective_to = optional(instant())
    terms = optional(setting_values())
