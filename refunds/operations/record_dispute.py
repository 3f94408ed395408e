"""A dispute at the customer's bank, as the provider reports it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from accounts.acts import Act
from refunds.locks import lock_charges
from refunds.models import Charge, Dispute
from refunds.providers.news import DisputeNews


def record_dispute(provider: str, news: DisputeNews, *, act: Act) -> Dispute | None:
    """Bring the dispute on record to what the provider says; None where the payment is on no charge of ours.

    The charge is locked: a payout of it that is being approved meanwhile sees the dispute, or is seen by it.
    """
    with transaction.atomic():
        charge = _charge(provider, news)
        if charge is None:
            return None
        lock_charges([charge.pk])
        dispute = charge.disputes.filter(opened_at=news.opened_at).first()
        if dispute is None:
            dispute = Dispute.objects.record(act, charge=charge, opened_at=news.opened_at, status=news.status)
        elif dispute.status != news.status:
            dispute.status = news.status
            dispute.save(act=act)
        return dispute


def _charge(provider: str, news: DisputeNews) -> Charge | None:
    """The charge by any name that the provider has for the payment."""
    named = Q(provider__in=["", provider], provider_payment__in=news.payments)
    return Charge.objects.filter(named | Q(reference__in=news.payments)).order_by("pk").first()
