"""What is said in a case, written down: from the customer, to the customer, among ourselves."""

from __future__ import annotations

from accounts.acts import Act
from accounts.models import Customer
from refunds.letters import Addressee
from refunds.models import Direction, Message, RefundCase
from refunds.models.vocabulary import Channel


def received(case: RefundCase, text: str, channel: Channel, act: Act) -> Message:
    """Something the customer said."""
    return Message.objects.create(
        case=case, direction=Direction.INBOUND, channel=channel, by=act.by, at=act.at, body=text
    )


def sent(case: RefundCase, kind: str, text: str, act: Act) -> Message:
    """Something we tell the customer. kind: human, for an answer in somebody's own words, or the name of a letter."""
    return Message.objects.create(
        case=case, direction=Direction.OUTBOUND, kind=kind, channel=Channel.EMAIL, by=act.by, at=act.at, body=text
    )


def noted(case: RefundCase, text: str, act: Act) -> Message:
    """A note for the colleagues; the customer never sees it."""
    return Message.objects.create(case=case, direction=Direction.NOTE, by=act.by, at=act.at, body=text)


def addressee(case: RefundCase) -> Addressee:
    """To whom a letter about the case goes, and in which language."""
    customer = Customer.fetch(case.customer_id)
    return Addressee(customer.name, case.number, customer.language)
