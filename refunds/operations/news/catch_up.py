"""Messages that never came: Stripe is asked for them, so that a door that was shut leaves no gap in the books."""

from __future__ import annotations

import datetime as dt

from accounts.acts import Act
from refunds.models import ProviderEvent
from refunds.operations.cashier import providers
from refunds.operations.news.taking_in import Message, take_in
from refunds.providers.stripe import Stripe
from refunds.providers.stripe.told import KEPT, told_since

STILL_SENT = dt.timedelta(days=3)
"""For how long Stripe sends a message again by itself; at least that far back we look."""


def catch_up(*, act: Act) -> int:
    """Take in what Stripe told and we never heard; how many events that were. Raises Unreachable and Busy.

    It looks back to the last message that came, or three days, whichever is longer ago, at most as far as Stripe does.
    """
    stripe = providers().get(Stripe.name)
    if not isinstance(stripe, Stripe):
        return 0
    heard = ProviderEvent.objects.filter(provider=Stripe.name).order_by("-received_at")
    last = heard.values_list("received_at", flat=True).first()
    since = max(min(last or act.at - KEPT, act.at - STILL_SENT), act.at - KEPT)
    told = told_since(stripe.client, since)
    return sum(take_in(Message(Stripe.name, one.id, one.kind, one.about, one.body), act=act) for one in told)
