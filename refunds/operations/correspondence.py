"""What is said between the customer and us, and among ourselves. No message is ever changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.letters import question
from refunds.locks import lock_case, lock_charges
from refunds.models import CLOSED, Message, RefundCase, Voucher
from refunds.models.vocabulary import Channel, PolicyId
from refunds.operations.answer import Answer, VoucherSent, write_on
from refunds.operations.evidence import add_evidence
from refunds.operations.evidence_files import Upload, file_evidence
from refunds.operations.messages import addressee, noted, received, sent
from refunds.operations.order_named import charges_of_order, put_order_in_file
from refunds.operations.perform import Refused, perform
from refunds.operations.reassess import reassess
from refunds.operations.words import required, word

NOTHING = Answer()


def ask_customer(case_id: int, *, text: str, missing: Sequence[str] = (), act: Act) -> Message:
    """Ask for what is missing; the case then waits for the customer (S-4.2.b, 302-III).

    text: in the agent's words, needed where nothing is listed. missing: words of the policies' vocabulary. A 302.AI
    customer also reads the last day to apply while it is open, which the question does not prolong (pick T2). Raises
    Refused.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        text = text.strip() if missing else required(text, _("Write what you ask the customer for."))
        perform(case, "ask_customer", act)
        message = sent(case, "question", question_of(case, text, missing, act.at), act)
        reassess(case_id, act=act)
        return message


def question_of(case: RefundCase, text: str, missing: Sequence[str], at: dt.datetime) -> str:
    """The letter that asks, as it goes out at that instant."""
    return question(addressee(case), text=text, missing=missing, last_day=_last_day(case, at))


def hear_customer(
    case_id: int,
    *,
    text: str,
    channel: str,
    evidence: Sequence[str] = (),
    files: Sequence[Upload] = (),
    files_show: str = "",
    answer: Answer = NOTHING,
    act: Act,
) -> Message:
    """Record what the customer wrote and sent; one who was asked has answered, and the case is looked at again.

    channel: a word of Channel. evidence: the kinds of what came with it. files: files that came with it, all of the
    kind `files_show`. Whatever the state, the words are kept. Under
    a pending decision, too, what the customer sends goes into the file: the decision can then not be approved until it
    was looked at again. A closed case takes nothing but words. Raises Refused.
    """
    with transaction.atomic():
        charges = lock_charges(charges_of_order(answer.order_number))
        case = lock_case(case_id)
        if case.status in CLOSED and (evidence or files or answer):
            raise Refused(_("The case is closed: open a review or a new case for what the customer sends."))
        if not (evidence or files):
            required(text, _("There is nothing in this message."))
        write_on(case, answer)
        if answer.order_number:
            put_order_in_file(case, answer.order_number, charges.values(), act)
        perform(case, "hear_customer", act)
        add_evidence(case, evidence, act)
        file_evidence(case, files_show, files, act)
        _add_vouchers(case, answer.vouchers, act)
        message = received(case, text, word(Channel, channel), act)
        reassess(case_id, act=act)
        return message


def reply(case_id: int, *, text: str, act: Act) -> Message:
    """Write to the customer. The first answer of a person stops the clock of the first response (S-8.5, pick S21)."""
    with transaction.atomic():
        case = lock_case(case_id)
        text = required(text, _("Write what you tell the customer."))
        perform(case, "reply", act)
        message = sent(case, "human", text, act)
        reassess(case_id, act=act)
        return message


def write_note(case_id: int, *, text: str, act: Act) -> Message:
    """Leave a note for the colleagues: the customer never sees it, and it is never a reason."""
    with transaction.atomic():
        case = lock_case(case_id)
        text = required(text, _("Write the note."))
        perform(case, "write_note", act)
        return noted(case, text, act)


def _last_day(case: RefundCase, now: dt.datetime) -> dt.datetime | None:
    """The end of the application window while it is open; only 302.AI asks against such a window."""
    end = case.application_by if case.policy == PolicyId.AI302 else None
    return end if end and end >= now else None


def _add_vouchers(case: RefundCase, vouchers: Sequence[VoucherSent], act: Act) -> None:
    for position, voucher in enumerate(vouchers, start=case.vouchers.count() + 1):
        Voucher.objects.record(act, case=case, position=position, **voucher._asdict())
