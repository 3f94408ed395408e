"""The intents to pay that an approval leaves behind, each with its key."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from uuid import uuid4

from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.models import Charge, Decision, DecisionPart, Payout, Route
from refunds.providers.registry import NoProvider, provider_name


def reserve(decision: Decision, charges: Mapping[int, Charge], act: Act) -> list[Payout]:
    """One payout for each part of an approved decision; the database holds its amount against the charge at once.

    The key is made here and never again: an attempt that made its own would pay a second time.
    """
    return [_payout(decision, part, charges[part.charge_id], act) for part in decision.parts.all()]


def routing_questions(parts: Collection[DecisionPart], charges: Mapping[int, Charge]) -> Iterator[str]:
    """A sentence for each part that nobody can pay: a question of the route for a person, never a bar (pick S24)."""
    for part in parts:
        charge = charges[part.charge_id]
        try:
            provider_name(part.route, charge.method)
        except NoProvider:
            yield _(
                "Charge %(charge)s was paid by %(method)s, and no provider of ours pays that back. Send the decision "
                "back and agree on another route with the customer."
            ) % {"charge": charge, "method": charge.get_method_display() or _("an unknown method")}


def destination(part: DecisionPart, charge: Charge) -> str:
    """Where a part goes: the original account by its charge, the customer's balance, or the account they gave us."""
    if part.route == Route.ACCOUNT_BALANCE:
        return charge.customer.reference
    if part.route == Route.BANK_TRANSFER:
        return f"bank account given in {part.decision.case.number}"
    return charge.reference


def _payout(decision: Decision, part: DecisionPart, charge: Charge, act: Act) -> Payout:
    payout: Payout = Payout.objects.record(
        act,
        part=part,
        case=decision.case,
        charge=charge,
        amount_minor=part.amount_minor,
        currency=part.currency,
        route=part.route,
        provider=provider_name(part.route, charge.method),
        destination=destination(part, charge),
        key=f"refund-{uuid4().hex}",
        policy_version=decision.evaluation.policy_version,
        prepared_by=decision.prepared_by,
        approved_by=act.by,
        approved_at=act.at,
    )
    return payout
