"""Ask the policy once more."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.acts import Act
from refunds.admin.steps.step import Step, step
from refunds.guards import NOT_IN_ROLE
from refunds.models import RefundCase
from refunds.models.lifecycle import UNDER_EXAMINATION
from refunds.operations.assess import assess

WHO_LOOKS = ("refunds.work_refundcase", "refunds.audit_refundcase")


@step
class LookAgain(Step):
    name, label, place = "look_again", gettext_lazy("Look again"), 110
    key = "l"
    rare = True
    intro = gettext_lazy("The policy is asked about the case with the facts and at the time of now.")
    done = gettext_lazy("The case was evaluated again.")

    def refusals(self, case: RefundCase, person: Any) -> list[str]:
        """A decision keeps the evaluation that it rests on."""
        if not any(person.has_perm(right) for right in WHO_LOOKS):
            return [str(NOT_IN_ROLE)]
        if case.status not in UNDER_EXAMINATION:
            return [_("This step is not possible in the state “%s”.") % case.get_status_display()]
        return []

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        assess(case.pk, act=act)
