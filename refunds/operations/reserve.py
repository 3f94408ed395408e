"""The intents to pay that an approval leaves behind, each with its key."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from uuid import uuid4

from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.models import Charge, Decision, DecisionPart, Payout, Route
from refunds.money import Money
from refunds.operations.bank.fit import account_for
from refunds.operations.perform import Refused
from refunds.operations.routing import provider_for
from refunds.providers.base import Instruction


def reserve(decision: Decision, charges: Mapping[int, Charge], act: Act) -> list[Payout]:
    """One payout for each part of an approved decision; the database holds its amount against the charge at once.

    The key is made here and never again: an attempt that made its own would pay a second time.
    """
    return [_payout(decision, part, charges[part.charge_id], act) for part in decision.parts.all()]


def destination(part: DecisionPart, charge: Charge) -> str:
    """Where a part goes: the original account by its charge, the customer's balance, or the account they gave us."""
    if part.route == Route.ACCOUNT_BALANCE:
        return charge.customer.reference
    if part.route == Route.BANK_TRANSFER:
        account = account_for(part.decision.case, part.currency)
        if account is None:
            raise Refused(_("The customer has given no bank account: ask for one (S-6.2.b)."))
        return account.destination
    return charge.reference


def _payout(decision: Decision, part: DecisionPart, charge: Charge, act: Act) -> Payout:
    told = _instruction(part, charge)
    payout: Payout = Payout.objects.record(
        act,
        part=part,
        case=decision.case,
        charge=charge,
        amount_minor=part.amount_minor,
        currency=part.currency,
        route=part.route,
        provider=provider_for(part.route, charge),
        destination=told.destination,
        destination_digest=sha256(told.destination.encode()).hexdigest(),
        key=told.key,
        body=told.body().decode(),
        policy_version=decision.evaluation.policy_version,
        prepared_by=decision.prepared_by,
        approved_by=act.by,
        approved_at=act.at,
    )
    return payout


def _instruction(part: DecisionPart, charge: Charge) -> Instruction:
    """What the provider will be told on every attempt; the key is made here and never again."""
    return Instruction(
        payout=0,
        key=f"refund-{uuid4().hex}",
        amount=Money(part.amount_minor, part.currency),
        charge=charge.reference,
        payment=charge.payment,
        destination=destination(part, charge),
    )
