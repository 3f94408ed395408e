"""The steps of a case in the order in which a desk thinks of them, with their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from refunds.models import RefundCase
from refunds.operations.perform import refusals


@dataclass(frozen=True, slots=True)
class Step:
    """One transition of a case as a button: its name and, for one person, why it is off (empty: it is on)."""

    name: str
    label: Any
    refusals: tuple[str, ...] = ()

    @property
    def is_on(self) -> bool:
        """Whether the person may take it now."""
        return not self.refusals


STEPS: tuple[Step, ...] = (
    Step("take", _("Take")),
    Step("return_to_queue", _("Return to the queue")),
    Step("ask_customer", _("Ask the customer")),
    Step("hear_customer", _("Record the customer's answer")),
    Step("start_audit", _("Start a technical audit")),
    Step("conclude_audit", _("Conclude the audit")),
    Step("propose", _("Decide")),
    Step("reject", _("Reject")),
    Step("approve", _("Approve")),
    Step("confirm_rejection", _("Confirm the rejection")),
    Step("send_back", _("Send back")),
    Step("withdraw", _("Withdraw")),
    Step("ask_review", _("Ask for a secondary review")),
    Step("uphold", _("Uphold")),
    Step("overturn", _("Overturn")),
    Step("hold", _("Put under legal hold")),
    Step("release", _("Release the hold")),
    Step("begin_mediation", _("Begin a mediation")),
    Step("end_mediation", _("End the mediation")),
)


def steps_for(case: RefundCase, person: Any) -> list[Step]:
    """Every step with what keeps this person from taking it on this case now."""
    return [Step(step.name, step.label, tuple(refusals(case, step.name, person))) for step in STEPS]
