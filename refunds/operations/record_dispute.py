"""A chargeback as a provider reports it: while it is open nothing is paid back beside it, lost it counts as paid."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.guards import may
from refunds.locks import lock_charges, lock_name
from refunds.models import AlarmKind, CaseCharge, Charge, Dispute, DisputeStatus, EntryKind, Payout
from refunds.models.lifecycle import UNDER_EXAMINATION
from refunds.operations.books import book_elsewhere
from refunds.operations.cancel_payout import give_up_what_is_gone, tell_cases
from refunds.operations.executor.alarms import alarm
from refunds.operations.perform import Refused
from refunds.operations.reassess import reassess
from refunds.operations.words import word
from refunds.providers.news import DisputeNews

RECORDS = may("refunds.pay_payout")
S = DisputeStatus
FINAL = (S.WON, S.LOST, S.CLOSED)


def record_dispute(provider: str, news: DisputeNews, *, act: Act) -> Dispute | None:
    """Take over what a provider says of a dispute; None where the payment is none of ours, which leaves an alarm.

    News may come twice and in any order: a dispute that ended is not opened again by an older word, but one that was
    lost may be won after all. Lost, its amount is in the ledger as returned, and what was approved but not yet sent of
    that money is cancelled. Raises Refused for who may not; raises UnknownWord for another status.
    """
    if against := RECORDS.refusals(None, act.by):
        raise Refused(*against)
    status = word(DisputeStatus, news.status)
    with transaction.atomic():
        lock_name("dispute", f"{provider} {news.reference}")
        charge = charge_of(provider, news.payments)
        if charge is None:
            _not_ours(provider, news, act)
            return None
        [charge] = lock_charges([charge.pk]).values()
        dispute, is_news = _take_over(provider, news, status, charge, act)
        if is_news:
            _book(dispute, charge, act)
            _tell(dispute, charge, act)
        return dispute


def charge_of(provider: str, payments: Collection[str]) -> Charge | None:
    """The charge that a provider knows by some numbers: its own, or ours where the platform told none."""
    ours = Q(provider_payment__in=payments) | Q(provider_payment="", reference__in=payments)
    found = Charge.objects.filter(ours, provider__in=["", provider])
    return found.order_by("-provider", "pk").first()


def _not_ours(provider: str, news: DisputeNews, act: Act) -> None:
    text = _("%(provider)s reports dispute %(dispute)s on payment %(payment)s, which is none of ours.")
    words = {"provider": provider, "dispute": news.reference, "payment": ", ".join(news.payments)}
    alarm(AlarmKind.DISPUTE, news.reference, text % words, act.at)


def _take_over(
    provider: str, news: DisputeNews, status: DisputeStatus, charge: Charge, act: Act
) -> tuple[Dispute, bool]:
    """The row of the dispute, and whether that is news now. A won dispute stays won: "lost" is the older word then."""
    dispute = Dispute.objects.filter(provider=provider, provider_reference=news.reference).first()
    if dispute is None:
        dispute = _unnamed(news, charge) or Dispute(charge=charge, status="")
        dispute.provider, dispute.provider_reference = provider, news.reference
    elif dispute.status == status or dispute.status == S.WON or (dispute.status in FINAL and status not in FINAL):
        return dispute, False
    _write(dispute, news, status, act)
    return dispute, True


def _unnamed(news: DisputeNews, charge: Charge) -> Dispute | None:
    """The same dispute as the platform reported it before, without the provider's number."""
    known = charge.disputes.filter(provider_reference__isnull=True)
    return known.filter(Q(opened_at=news.opened_at) | Q(opened_at__isnull=True)).order_by("pk").first()


def _write(dispute: Dispute, news: DisputeNews, status: DisputeStatus, act: Act) -> None:
    dispute.status, dispute.opened_at = status, news.opened_at
    dispute.amount_minor, dispute.currency = news.amount.minor, news.amount.currency
    dispute.closed_at = act.at if status in FINAL else None
    dispute.save(act=act)


def _book(dispute: Dispute, charge: Charge, act: Act) -> None:
    """A lost dispute counts as paid; one that was won after all gives that back to us."""
    lost = dispute.ledger.filter(kind=EntryKind.CHARGEBACK).first()
    if dispute.status == S.LOST and lost is None:
        reason = _("dispute %s was lost") % dispute.provider_reference
        book_elsewhere(charge, EntryKind.CHARGEBACK, _taken(dispute, charge), reason, act, dispute=dispute)
        give_up_what_is_gone(charge, act.because(reason))
    elif dispute.status == S.WON and lost is not None and lost.amount_minor is not None:
        reason = _("dispute %s was won after all") % dispute.provider_reference
        book_elsewhere(charge, EntryKind.CHARGEBACK_REVERSAL, -lost.amount_minor, reason, act, dispute=dispute)


def _taken(dispute: Dispute, charge: Charge) -> int:
    """What the bank took, in the currency of the charge; all of it where that can't be told (another currency)."""
    if dispute.amount_minor is not None and dispute.currency == charge.currency:
        return dispute.amount_minor
    return charge.captured_minor


def _tell(dispute: Dispute, charge: Charge, act: Act) -> None:
    """Look again at the cases about the charge; those with money on its way get a note, and supervisors an alarm."""
    label = DisputeStatus(dispute.status).label
    text = _("Dispute %(dispute)s on charge %(charge)s: %(status)s.")
    said = text % {"dispute": dispute.provider_reference, "charge": charge, "status": label}
    tell_cases(Payout.objects.filter(charge=charge).live().values_list("case_id", flat=True), said, act)
    cases = CaseCharge.objects.filter(charge=charge, case__status__in=UNDER_EXAMINATION)
    for case_id in sorted(set(cases.values_list("case_id", flat=True))):
        reassess(case_id, act=act)
    if dispute.status in (S.OPEN, S.LOST):
        alarm(AlarmKind.DISPUTE, f"{charge.reference} {dispute.status}", said, act.at)
