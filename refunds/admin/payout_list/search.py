"""Finding a payout by what a provider or a customer quotes."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from refunds.models import Payout

HINT = _("Case or charge number (or how it begins), reference of the provider, key")
AT_MOST = 500
"""Payouts that one search names; a longer answer would be of no use."""


def found(payouts: QuerySet, text: str) -> QuerySet:
    """The payouts that a search finds, out of those given."""
    term = text.strip()
    if not term:
        return payouts
    every = Payout.objects.all()
    ways = (
        every.filter(case__number__startswith=term.upper()),
        every.filter(charge__reference__startswith=term),
        every.filter(provider_reference=term),
        every.filter(key=term),
    )
    return payouts.filter(pk__in={pk for way in ways for pk in way.order_by().values_list("pk", flat=True)[:AT_MOST]})
