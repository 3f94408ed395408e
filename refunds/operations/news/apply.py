"""Applying an event to the books. Events come late, twice and in any order, and end in the same books all the same."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import NoSuchRow, lock_event
from refunds.models import EventStatus, Payout, ProviderEvent
from refunds.money import Money
from refunds.operations.news.readers import all_news_about, news_of
from refunds.operations.perform import Refused, perform
from refunds.operations.record_dispute import record_dispute
from refunds.operations.settle import settle
from refunds.providers.news import DisputeNews, NoNews, RefundNews, Unreadable


class NotOurs(Exception):
    """An event that our books have no place for, with a sentence that says why."""


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
                _apply(event, act)
        except NotOurs as why:
            perform(event, "set_aside", act.because(str(why)))
        except (Refused, Unreadable, NoSuchRow) as problem:
            perform(event, "fail", act.because(str(problem)))
        else:
            perform(event, "apply", act)
        return event


def _apply(event: ProviderEvent, act: Act) -> None:
    news = news_of(event)
    why = act.because(f"{event.provider}: {event.kind} {event.event_id}")
    match news:
        case RefundNews():
            _settle(event, news, why)
        case DisputeNews():
            known = [other for other in all_news_about(event) if isinstance(other, DisputeNews)]
            if not record_dispute(event.provider, max(known, key=lambda one: one.place), act=why):
                raise NotOurs(_("Dispute %s is about a payment that is not on record here.") % news.reference)
        case NoNews():
            raise NotOurs(news.why)


def _settle(event: ProviderEvent, news: RefundNews, act: Act) -> None:
    """Settle by every state that the refund is known to have had, in the order in which it had them.

    A failure that overtook its success would otherwise be booked as never paid, and the success as paid for good.
    """
    payout = _payout_of(event, news)
    known = [other for other in all_news_about(event) if isinstance(other, RefundNews)]
    by_place = {one.place: one for one in known}
    for place in sorted(by_place):
        settle(payout.pk, receipt=by_place[place].refund.receipt, act=act)


def _payout_of(event: ProviderEvent, news: RefundNews) -> Payout:
    """The payout that carries the key of the refund. Raises NotOurs, or Refused where they can't be the same."""
    refund = news.refund
    payout = Payout.objects.filter(key=refund.key, provider=event.provider).first() if refund.key else None
    if payout is None:
        raise NotOurs(
            _("Refund %(reference)s of %(amount)s on %(payment)s was not made here.")
            % {"reference": refund.provider_reference, "amount": refund.amount, "payment": refund.payment}
        )
    asked = Money(payout.amount_minor, payout.currency)
    if refund.amount != asked:
        raise Refused(
            _("The provider speaks of %(said)s, the payout is of %(asked)s. Compare both before anything else.")
            % {"said": refund.amount, "asked": asked}
        )
    return payout
