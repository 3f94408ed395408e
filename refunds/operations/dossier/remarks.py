"""Contacts and remarks: none of them a reason, the company's first answer excepted as the end of a clock."""

from __future__ import annotations

from refunds.models import Direction, Message, RefundCase
from refunds.operations.dossier.writing import Json, instant, stated


def company_contacts(case: RefundCase) -> list[Json]:
    """Answers of the company: those reported, and the first one given from here."""
    reported = [message for message in case.messages.all() if message.direction == Direction.OUTBOUND]
    contacts = [_contact(message) for message in reported]
    if case.first_response_at and case.first_response_at not in [message.at for message in reported]:
        contacts.append(stated(at=instant(case.first_response_at), kind="human"))
    return contacts


def earlier_contacts(case: RefundCase) -> list[Json]:
    """Contacts of the customer outside the official channels."""
    return [_contact(message) for message in case.messages.all() if message.direction == Direction.INBOUND]


def staff_notes(case: RefundCase) -> list[str]:
    """Remarks that came with a document; our own notes are never a reason and stay out."""
    return [message.body for message in case.messages.all() if message.direction == Direction.NOTE]


def _contact(message: Message) -> Json:
    return stated(at=instant(message.at), by=message.author, kind=message.kind, channel=message.channel)
