"""The life of a policy version: drafted, tried out, proposed, published by a second person, superseded by the next."""

from refunds.operations.policy_versions.compare import changes, replaced_by
from refunds.operations.policy_versions.draft import StaleDraft, draft_version, edit_draft, withdraw_version
from refunds.operations.policy_versions.faults import version_faults
from refunds.operations.policy_versions.publish import propose_version, publish_version, reasons_against
from refunds.operations.policy_versions.reevaluate import reevaluate_under
from refunds.operations.policy_versions.scenarios import ChangedCase, changed_cases

__all__ = [
    "ChangedCase",
    "StaleDraft",
    "changed_cases",
    "changes",
    "draft_version",
    "edit_draft",
    "propose_version",
    "publish_version",
    "reasons_against",
    "reevaluate_under",
    "replaced_by",
    "version_faults",
    "withdraw_version",
]
