"""A case judged under another version than the one that the policy itself names."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import lock_case
from refunds.models import ISSUED, Evaluation, PolicyVersion, RefundCase
from refunds.operations.assess import assess
from refunds.operations.perform import Refused, perform, refusals
from refunds.operations.words import required


def reevaluate_under(case_id: int, *, version_id: int | None, act: Act) -> Evaluation:
    """Judge a case under another version, from now on and until somebody chooses again.

    version_id: a published version of the case's policy; None goes back to the one that the policy itself names.
    act.why: the reason, kept with the evaluation and in the history of the case. Raises Refused.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        version = None if version_id is None else PolicyVersion.fetch(version_id)
        if found := [*refusals(case, "judge_under", act.by), *_contradictions(case, version)]:
            raise Refused(*found)
        required(act.why, _("Say why the case is judged under another version."))
        perform(case, "judge_under", act, version=version)
        return assess(case_id, act=act)


def _contradictions(case: RefundCase, version: PolicyVersion | None) -> list[str]:
    if case.judged_under == version:
        return [_("The case is judged under this version already.")]
    if version is None:
        return []
    if version.policy != case.policy:
        return [_("%s is a version of another policy.") % version]
    return [] if version.status in ISSUED else [_("%s is not published.") % version]
