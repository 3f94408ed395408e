"""Events from rows that are written once: messages and evaluations."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from refunds.admin.record import machine_words, policy_words, words
from refunds.admin.timeline.events import Event
from refunds.models import Direction, Evaluation, Message, RefundCase


def kept_of(case: RefundCase) -> Iterator[Event]:
    """What was said, and what the policy said. The messages are those of the fetched file."""
    yield from (said(message) for message in case.messages.all() if message.at)
    evaluations = case.evaluations.defer("facts", "document").select_related("by")
    yield from (evaluated(evaluation) for evaluation in evaluations)


def said(message: Message) -> Event:
    """A message or a note."""
    headings = {
        Direction.INBOUND: _("The customer wrote"),
        Direction.OUTBOUND: _("Sent to the customer"),
        Direction.NOTE: _("Internal note"),
    }
    what = headings[Direction(message.direction)]
    assert message.at
    body = machine_words.body_of(message)
    return Event(message.at, message.by, "", "message", message.pk, what, [], body, message.direction)


def evaluated(evaluation: Evaluation) -> Event:
    """What the policy recommended at that instant."""
    recommended = evaluation.get_recommendation_display()
    granted = _(", ") + words.amount(evaluation.amount) if evaluation.amount else ""
    what = _("Evaluated (%(version)s): %(recommended)s") % {
        "version": policy_words.version(evaluation.policy_version),
        "recommended": f"{recommended}{granted}",
    }
    return Event(
        evaluation.at, evaluation.by, machine_words.said(evaluation.why), "evaluation", evaluation.pk, what, []
    )
