"""Applying an event to the books. Events come late, twice and in any order, and end in the same books all the same."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import NoSuchRow, lock_event
from refunds.models import EventStatus, PayoutStatus, ProviderEvent
from refunds.money import Money
from refunds.operations.adopt import adopt, payout_of
from refunds.operations.news.readers import all_news_about, news_of
from refunds.operations.perform import Refused, perform
from refunds.operations.record_dispute import record_dispute
from refunds.providers.base import Listed
from refunds.providers.news import DisputeNews, NoNews, RefundNews, Unreadable


def apply_event(event_id: int, *, act: Act) -> ProviderEvent:
    """Bring the books to what is known by the event; one that was applied already changes nothing.

    What can't be applied is left on the event with its sentence, for finance to look at. Raises NoSuchRow.
    """
    with transaction.atomic():
        event = lock_event(event_id)
        if event.status != EventStatus.RECEIVED:
            return event
        try:
            with transaction.atomic():
                step, why = _apply(event, act)
        except (Refused, Unreadable, NoSuchRow) as problem:
            step, why = "fail", str(problem)
        perform(event, step, act.because(why) if why else act)
        return event


def _apply(event: ProviderEvent, act: Act) -> tuple[str, str]:
    """Do what the event asks for; the step that the event takes by it, and why where it isn't simply applied."""
    news = news_of(event)
    why = act.because(f"{event.provider}: {event.kind} {event.event_id}")
    match news:
        case RefundNews():
            return _refund(event, news, why)
        case DisputeNews():
            known = [other for other in all_news_about(event) if isinstance(other, DisputeNews)]
            if record_dispute(event.provider, max(known, key=lambda one: one.place), act=why):
                return "apply", ""
            return "set_aside", _("Dispute %s is about a payment that is not on record here.") % news.reference
        case NoNews():
            return "set_aside", news.why


def _refund(event: ProviderEvent, news: RefundNews, act: Act) -> tuple[str, str]:
    """Settle by every state that the refund is known to have had, in the order in which it had them.

    A failure that overtook its success would otherwise be booked as never paid, and the success as paid for good. Of a
    refund that isn't ours the last state counts.
    """
    states = _known(event)
    payout = payout_of(event.provider, news.refund)
    if payout is None or payout.status == PayoutStatus.CANCELLED:
        adopt(event.provider, states[-1], act)
        return "set_aside", _not_made_here(news.refund)
    asked = Money(payout.amount_minor, payout.currency)
    if news.refund.amount != asked:
        adopt(event.provider, news.refund, act)  # raises the alarm
        text = _("The provider speaks of %(said)s, the payout is of %(asked)s. Compare both before anything else.")
        return "fail", text % {"said": news.refund.amount, "asked": asked}
    for state in states:
        adopt(event.provider, state, act)
    return "apply", ""


def _known(event: ProviderEvent) -> list[Listed]:
    """The refund as all of its events show it, once for each state, from the first state to the last."""
    known = {news.place: news.refund for news in all_news_about(event) if isinstance(news, RefundNews)}
    return [known[place] for place in sorted(known)]


def _not_made_here(refund: Listed) -> str:
    text = _("Refund %(reference)s of %(amount)s on %(payment)s was not made here. It is among the refunds not ours.")
    return text % {"reference": refund.provider_reference, "amount": refund.amount, "payment": refund.payment}
