"""Proceedings at a court, an arbitration or a formal notice stop a case (S-7.3.a, pick T18)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import lock_case
from refunds.models import IN_FLIGHT, BankOrder, RefundCase
from refunds.models.vocabulary import LegalKind
from refunds.operations.assess import assess
from refunds.operations.messages import noted
from refunds.operations.perform import perform
from refunds.operations.words import required, word


def hold(case_id: int, *, kind: str, reference: str, act: Act, filed_at: dt.datetime | None = None) -> RefundCase:
    """Put an open case under legal hold: nobody decides it, and no payout of it is sent.

    kind: court, arbitration or formal_notice. reference: the file number. filed_at: when it was filed, where that is
    known. Nothing is cancelled: a payout not yet sent waits, since the worker looks at the case under its lock. One
    that is under way already can't be called back; a note on the case says which. Raises Refused.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        required(act.why, _("Say what was filed or served."))
        perform(case, "hold", act, kind=word(LegalKind, kind), reference=reference.strip(), filed_at=filed_at)
        note_what_is_under_way(case, act)
        assess(case_id, act=act)
        return RefundCase.fetch(case_id)


def note_what_is_under_way(case: RefundCase, act: Act) -> None:
    """Leave a note of payouts that can't be called back; a transfer in no file that the bank has is still stopped."""
    at_our_desk = BankOrder.objects.not_at_the_bank().filter(payout__case=case).values("payout")
    sent_off = case.payouts.filter(status__in=IN_FLIGHT).exclude(pk__in=at_our_desk).order_by("pk")
    if under_way := [str(payout) for payout in sent_off]:
        noted(case, _("Under way when the hold began, and not to be stopped: %s") % "; ".join(under_way), act)


def release(case_id: int, *, act: Act) -> RefundCase:
    """End the hold: the case goes on where it stood, without the proceedings, and is looked at again.

    A case that waits for approval, too: its latest evaluation would otherwise be the hold's. act.why says how the
    proceedings ended. Raises Refused.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        required(act.why, _("Say how the proceedings ended."))
        perform(case, "release", act)
        assess(case_id, act=act)
        return RefundCase.fetch(case_id)
