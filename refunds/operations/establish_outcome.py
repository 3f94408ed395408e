"""How a payout ended that no provider can tell any more: one person finds out, another confirms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.service_accounts import service_account
from refunds.guards import may
from refunds.locks import NoSuchRow, lock_established, lock_payout
from refunds.models import Ended, EstablishedOutcome, EstablishedStatus, Payout, PayoutStatus
from refunds.operations.attempt import lock_charge_and_case
from refunds.operations.perform import Refused, perform, refusals
from refunds.operations.settle import settle
from refunds.operations.words import required, word
from refunds.providers.base import Receipt

PROPOSES = may("refunds.propose_establishedoutcome")


def against_proposing(payout: Payout, person: Any) -> list[str]:
    """Why the person can't say now how this payout ended; empty when they can."""
    found = [str(sentence) for sentence in PROPOSES.refusals(payout, person)]
    if payout.status not in (PayoutStatus.UNKNOWN, PayoutStatus.PENDING) or payout.task_since is None:
        found.append(_("This payout is no task for people: the workers find out by themselves how it ends."))
    if waiting(payout):
        found.append(_("Somebody has found it out already. It waits for its second person."))
    return found


def waiting(payout: Payout) -> EstablishedOutcome | None:
    """What was found out about the payout and waits for its second person."""
    found: EstablishedOutcome | None = payout.established.filter(status=EstablishedStatus.PROPOSED).first()
    return found


def propose_outcome(
    payout_id: int, *, ended: str, evidence: str, provider_reference: str = "", act: Act
) -> EstablishedOutcome:
    """Say how the payout ended. ended: paid, with the provider's number of the refund, or not_paid.

    evidence: what shows it, such as a line of the provider's statement. Raises Refused; raises NoSuchRow.
    """
    with transaction.atomic():
        lock_charge_and_case(payout_id)
        payout = lock_payout(payout_id)
        said, reference = word(Ended, ended), provider_reference.strip()
        found = against_proposing(payout, act.by) or list(_faults(said, reference, evidence, payout))
        if found:
            raise Refused(*found)
        row: EstablishedOutcome = EstablishedOutcome.objects.record(
            act,
            payout=payout,
            ended=said,
            provider_reference=reference,
            evidence=evidence.strip(),
            proposed_by=act.by,
            proposed_at=act.at,
        )
        return row


def confirm_outcome(established_id: int, *, act: Act) -> EstablishedOutcome:
    """The second person agrees: the payout is settled so, by the books and not by either of the two.

    Not paid, it failed: its money is free, its case is open again, and a new decision makes a new payout. Raises
    Refused.
    """
    with transaction.atomic():
        row = _locked(established_id)
        perform(row, "confirm", act)
        text = _("%(first)s found out and %(second)s confirmed: %(ended)s. %(evidence)s")
        people = {"first": row.proposed_by, "second": act.by}
        why = text % {**people, "ended": row.get_ended_display(), "evidence": row.evidence}
        receipt = Receipt.paid(row.provider_reference) if row.ended == Ended.PAID else Receipt.refused(why)
        settle(row.payout_id, receipt=receipt, act=Act(by=service_account("worker"), at=act.at, why=why))
        return row


def decline_outcome(established_id: int, *, act: Act) -> EstablishedOutcome:
    """The second person does not agree; act.why says what is missing. The task is open again. Raises Refused."""
    required(act.why, _("Say what the evidence does not show."))
    with transaction.atomic():
        row = _locked(established_id)
        if found := refusals(row, "decline", act.by):
            raise Refused(*found)
        perform(row, "decline", act)
        return row


def _locked(established_id: int) -> EstablishedOutcome:
    payout_id = EstablishedOutcome.objects.filter(pk=established_id).values_list("payout_id", flat=True).first()
    if payout_id is None:
        raise NoSuchRow(_("There is no such finding: %s.") % established_id)
    lock_charge_and_case(payout_id)
    lock_payout(payout_id)
    return lock_established(established_id)


def _faults(ended: Ended, reference: str, evidence: str, payout: Payout) -> Iterator[str]:
    if not evidence.strip():
        yield _("Say what shows it: the line of a statement, an answer of the provider.")
    if ended == Ended.PAID and not reference:
        yield _("Give the provider's number of the refund: without it nobody can find it again.")
    if ended == Ended.NOT_PAID and reference:
        yield _("A refund that was not paid has no number. Leave it empty.")
    if reference and payout.provider_reference not in (None, "", reference):
        yield _("The provider gave this refund the number %s before.") % payout.provider_reference
    same = Payout.objects.filter(provider=payout.provider, provider_reference=reference).exclude(pk=payout.pk)
    if reference and (other := same.first()):
        yield _("%(number)s is the number of another payout: %(payout)s.") % {"number": reference, "payout": other}
