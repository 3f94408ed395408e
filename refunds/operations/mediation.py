"""A third party mediates between the customer and us (S-7.2.c): meanwhile nothing is decided and nothing is paid."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.service_accounts import service_account
from refunds.letters import mediation_begun, mediation_ended
from refunds.locks import lock_case
from refunds.models import CLOSED, RefundCase
from refunds.operations.assess import assess
from refunds.operations.finish import catch_up
from refunds.operations.legal_hold import note_what_is_under_way
from refunds.operations.messages import addressee, sent
from refunds.operations.perform import Refused, perform, refusals
from refunds.operations.words import required


def begin_mediation(case_id: int, *, body: str, act: Act, requested_at: dt.datetime | None = None) -> RefundCase:
    """Stop a case for the time of a mediation; a supervisor's step, never an agent's (reading 5.10).

    body: who mediates. requested_at: when it was asked for; the instant of the act where that isn't known. act.why
    says who asked for it and what about. As under a legal hold no clock of ours is owed, no payout is sent, and what is
    under way is noted. The customer's periods are not prolonged: no clause says so (reading 5.3). Raises Refused.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        if found := refusals(case, "begin_mediation", act.by):
            raise Refused(*found)
        mediator = required(body, _("Say who mediates."))
        required(act.why, _("Say who asked for the mediation, and what about."))
        perform(case, "begin_mediation", act, body=mediator, requested_at=requested_at or act.at)
        note_what_is_under_way(case, act)
        sent(case, "mediation", mediation_begun(addressee(case), body=mediator), act)
        assess(case_id, act=act)
        return RefundCase.fetch(case_id)


def end_mediation(case_id: int, *, decide_anew: bool, act: Act) -> RefundCase:
    """End the mediation; act.why says with what result.

    The case goes on where it stood. decide_anew: a case that was closed before is looked at again in a secondary
    review, by somebody with no hand in its decision; one that was open is decided anyway. Raises Refused.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        if found := refusals(case, "end_mediation", act.by):
            raise Refused(*found)
        result = required(act.why, _("Say how the mediation ended."))
        perform(case, "end_mediation", act, decide_anew=decide_anew)
        sent(case, "mediation", mediation_ended(addressee(case), goes_on=case.status not in CLOSED), act)
        assess(case_id, act=act)
        if case.status in CLOSED:
            catch_up(case_id, Act(by=service_account("worker"), at=act.at, why=result))
        return RefundCase.fetch(case_id)
