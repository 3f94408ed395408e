"""What the providers refunded, against our books: what is ours is settled, what is not is handed to foreign_refund."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import lock_name, lock_payout
from refunds.models import AlarmKind, BooksMark, Payout, PayoutStatus, ProviderHealth
from refunds.operations.attempt import LEASE, lock_charge_and_case
from refunds.operations.cashier import providers
from refunds.operations.executor import health
from refunds.operations.executor.alarms import alarm
from refunds.operations.executor.marks import books_are_open, mark_now
from refunds.operations.foreign_refund import record_foreign
from refunds.operations.perform import perform
from refunds.operations.settle import settle
from refunds.providers.base import Busy, Listed, Provider, Unreachable


def list_refunds(*, act: Act) -> dict[str, int | None]:
    """List every provider's refunds since the last time; how many each had, None for one that didn't answer.

    Afterwards restored books are opened again, where everything could be listed.
    """
    books_are_open(act)  # notices a restore before anything is compared
    listed = {name: _list(provider, act) for name, provider in providers().items()}
    finish_adoption(act)
    return listed


def adopt(provider: str, refund: Listed, act: Act) -> None:
    """Compare one refund with the books. Ours: its news is settled. Not ours: it is put on record, once."""
    payout = payout_of(provider, refund)
    if payout is None or payout.status == PayoutStatus.CANCELLED:
        record_foreign(provider, refund, act)
    elif (payout.amount_minor, payout.currency) != (refund.amount.minor, refund.amount.currency):
        text = _("%(provider)s refunded %(amount)s under the key of %(payout)s (%(number)s). Finance has to compare.")
        said = {"provider": provider, "amount": refund.amount, "payout": payout, "number": refund.provider_reference}
        alarm(AlarmKind.FOREIGN, refund.provider_reference, text % said, act.at)
    else:
        _settle_found(payout, refund, act)


def finish_adoption(act: Act) -> bool:
    """Open restored books where every provider was listed whole since, late enough for what was under way to show."""
    with transaction.atomic():
        lock_name("books", "mark")
        row = BooksMark.objects.first()
        if row is None or row.mark != mark_now():
            return False
        if row.adopted_at is None and all(_listed_since(row, provider) for provider in providers().values()):
            row.adopted_at = act.at
            row.save(act=act.because("what the providers did since the backup is in the books"))
        return row.adopted_at is not None


def _listed_since(row: BooksMark, provider: Provider) -> bool:
    listed = ProviderHealth.objects.filter(provider=provider.name).values_list("listed_at", flat=True).first()
    return listed is not None and listed > row.noticed_at + provider.visible_after


def _list(provider: Provider, act: Act) -> int | None:
    if health.resting_until(provider.name, act.at):
        return None
    try:
        count = _pages(provider, act)
    except Unreachable as problem:
        health.did_not_answer(provider.name, str(problem), act.at)
        return None
    except Busy:
        return None
    health.answered(provider.name)
    ProviderHealth.objects.filter(provider=provider.name).update(listed_at=act.at)
    return count


def _pages(provider: Provider, act: Act) -> int:
    """Every page, with the cursor stored after each: what was compared once is not compared again."""
    row, count, more = health.health_of(provider.name), 0, True
    cursor = row.cursor
    while more:
        listing = provider.list_since(cursor)
        for refund in listing.refunds:
            adopt(provider.name, refund, act)
        cursor, more, count = listing.cursor, listing.more, count + len(listing.refunds)
        ProviderHealth.objects.filter(pk=row.pk).update(cursor=cursor)
    return count


def payout_of(provider: str, refund: Listed) -> Payout | None:
    """The payout that asked for a refund, by our key on it or by the provider's number; None where none did."""
    ours = Payout.objects.filter(provider=provider)
    by_key = ours.filter(key=refund.key).first() if refund.key else None
    return by_key or ours.filter(provider_reference=refund.provider_reference).first()


def _settle_found(payout: Payout, refund: Listed, act: Act) -> None:
    """Settle with what the listing says. One that our books have not sent was sent before they were restored."""
    because = act.because(f"{payout.provider} lists it as {refund.provider_reference}")
    with transaction.atomic():
        lock_charge_and_case(payout.pk)
        payout = lock_payout(payout.pk)
        if payout.status == PayoutStatus.RESERVED:
            perform(payout, "send", because, lease_until=act.at + LEASE)
    settle(payout.pk, receipt=refund.receipt, act=because)
