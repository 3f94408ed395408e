"""A payout that was never sent is given up: its money is free again, its case open."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import lock_case, lock_case_of, lock_charge_of, lock_payout, lock_quotas
from refunds.models import Charge, Payout, PayoutStatus, UsageQuota
from refunds.operations.finish import finish
from refunds.operations.messages import noted
from refunds.operations.perform import Refused, perform, refusals
from refunds.operations.revoke import restore_units
from refunds.operations.words import required


def cancel_payout(payout_id: int, *, act: Act) -> Payout:
    """Cancel a payout of which nothing was sent. act.why stays on the payout and in a note of the case.

    Raises Refused for one that may have been sent; raises NoSuchRow.
    """
    required(act.why, _("Say why it is not paid."))
    with transaction.atomic():
        quotas = lock_quotas([lock_charge_of(payout_id)])
        lock_case_of(payout_id)
        payout = lock_payout(payout_id)
        if against := refusals(payout, "cancel", act.by):
            raise Refused(*against)
        give_up(payout, quotas, act)
        return payout


def give_up(payout: Payout, quotas: list[UsageQuota], act: Act) -> None:
    """Cancel it, with everything locked that it changes: its charge, its quotas, its case, itself."""
    perform(payout, "cancel", act)
    restore_units(payout, quotas, act)
    text = _("The refund of %(amount)s for charge %(charge)s was cancelled before it was sent: %(why)s")
    noted(payout.case, text % {"amount": payout.amount, "charge": payout.charge, "why": act.why}, act)
    finish(payout.case, act)


def give_up_what_is_gone(charge: Charge, act: Act) -> list[Payout]:
    """Cancel what was never sent of a charge that no longer holds it. The charge is locked; the cases are not yet.

    What is under way can't be called back: its result is booked, and the alarm about the charge says the rest.
    """
    quotas = lock_quotas([charge])
    waiting = Payout.objects.filter(charge=charge, status=PayoutStatus.RESERVED).order_by("case_id", "pk")
    given_up = []
    for payout_id, case_id in list(waiting.values_list("pk", "case_id")):
        lock_case(case_id)
        payout = lock_payout(payout_id)
        if payout.status == PayoutStatus.RESERVED and Charge.fetch(charge.pk).overdrawn:
            give_up(payout, quotas, act)
            given_up.append(payout)
    return given_up


def tell_cases(cases: Iterable[int], text: str, act: Act) -> None:
    """Leave a note in each of these cases, in the order of their keys."""
    for case_id in sorted(set(cases)):
        noted(lock_case(case_id), text, act)
