"""The customer takes the request back before it is decided."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.letters import withdrawal_receipt
from refunds.locks import lock_case
from refunds.models import Decision, RefundCase, Ruling
from refunds.operations.messages import addressee, sent
from refunds.operations.objections import objections_to_withdrawing
from refunds.operations.perform import Refused, perform
from refunds.operations.words import required


def withdraw(case_id: int, *, act: Act) -> RefundCase:
    """Close an undecided case at the customer's wish; act.why says how they said so. The customer gets a receipt.

    A decision that waits for its second person never stays waiting on a withdrawn case, where a late approval could
    still find it: whoever records the withdrawal rules on it, and declines it. That takes a second person as every
    ruling does, so the one who prepared it is refused and told that somebody else has to record the withdrawal or send
    the decision back first. Raises Refused.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        why = required(act.why, _("Say how the customer took the request back."))
        waiting = case.pending_decision
        if found := objections_to_withdrawing(act.by, case):
            raise Refused(*found)
        perform(case, "withdraw", act)
        if waiting is not None:
            _decline(waiting, act, why)
        sent(case, "withdrawal", withdrawal_receipt(addressee(case)), act)
        return case


def _decline(decision: Decision, act: Act, why: str) -> None:
    decision.ruling, decision.ruled_by, decision.ruled_at = Ruling.DECLINED, act.by, act.at
    decision.ruled_because = _("Withdrawn by the customer: %s") % why
    decision.save(act=act)
