"""What is wrong with a proposal: every fault in one sentence, none where it can be decided so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from refunds.models import Charge, RefundCase, Route
from refunds.money import Money
from refunds.operations.bank.fit import transfer_faults
from refunds.operations.proposal import Part, Proposal
from refunds.policies import POLICIES


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal beside what it is measured by; the charges of its parts are locked.

    charges: by primary key, only those in the file of the case. departs: from `recommended`.
    """

    proposal: Proposal
    case: RefundCase
    charges: Mapping[int, Charge]
    recommended: Proposal
    departs: bool


Check = Callable[[Draft], Iterator[str]]


def faults(draft: Draft) -> list[str]:
    """Everything that keeps the proposal from being decided."""
    return [sentence for check in CHECKS for sentence in check(draft)]


def says_what_and_why(draft: Draft) -> Iterator[str]:
    """An outcome, a reason, and a reason for a departure."""
    proposal = draft.proposal
    if not proposal.outcome:
        yield _("Choose an outcome: the policy recommends none here.")
    if not proposal.reason.strip():
        yield _("Give the reason of the decision.")
    if draft.departs and not proposal.departs_because.strip():
        yield _("This departs from what the policy recommends. Say why.")


def names_clauses(draft: Draft) -> Iterator[str]:
    """Clauses of this policy; a rejection names at least one (S-4.2.c, 302-IV.4)."""
    known = POLICIES[draft.case.policy].clauses
    for clause in draft.proposal.clauses:
        if clause not in known:
            yield _("%s is not a clause of this policy.") % clause
    if draft.proposal.rejects and not draft.proposal.clauses:
        yield _("A rejection needs its reasons: name at least one clause.")


def grants_or_refuses(draft: Draft) -> Iterator[str]:
    """A rejection grants nothing; anything else grants something, once for each charge."""
    ids = [part.charge_id for part in draft.proposal.parts]
    if draft.proposal.rejects and ids:
        yield _("A rejection grants nothing: take the amounts out.")
    if draft.proposal.outcome and not draft.proposal.rejects and not ids:
        yield _("Name at least one charge and the amount that goes back for it.")
    if len(set(ids)) < len(ids):
        yield _("A charge is named twice: add its amounts up.")


def stays_within_each_charge(draft: Draft) -> Iterator[str]:
    """Charges of the file, in their own currency, above zero, and not above what is still held over all cases."""
    for part in draft.proposal.parts:
        charge = draft.charges.get(part.charge_id)
        if charge is None:
            yield _("The charge with the key %s is not in the file of this case.") % part.charge_id
        elif part.amount.currency != charge.currency:
            yield _("Charge %(charge)s was paid in %(currency)s, not in %(other)s.") % {
                "charge": charge,
                "currency": charge.currency,
                "other": part.amount.currency,
            }
        elif part.amount.minor <= 0:
            yield _("The amount for charge %s must be above zero.") % charge
        elif part.amount > charge.refundable:
            yield above_what_is_held(charge, part.amount)


def above_what_is_held(charge: Charge, amount: Money) -> str:
    """The sentence for an amount that would send back more than was captured."""
    return _("%(amount)s is more than the %(held)s still held of charge %(charge)s.") % {
        "amount": amount,
        "held": charge.refundable,
        "charge": charge,
    }


def stays_within_the_request(draft: Draft) -> Iterator[str]:
    """Not above what the customer asked for, unless somebody says why (pick G5)."""
    if draft.proposal.departs_because.strip():
        return
    asked = requested(draft.case)
    for currency, granted in draft.proposal.totals.items():
        if currency in asked and granted > asked[currency]:
            yield _("%(granted)s is more than the %(asked)s that the customer asked for. Say why.") % {
                "granted": granted,
                "asked": asked[currency],
            }


def requested(case: RefundCase) -> dict[str, Money]:
    """What the customer asked for, by currency; empty where no amount was named."""
    amounts = {row.currency: Money(row.amount_minor, row.currency) for row in case.requested_amounts.all()}
    if not amounts and case.requested_minor is not None and case.currency:
        amounts[case.currency] = Money(case.requested_minor, case.currency)
    return amounts


def goes_a_way_the_policy_has(draft: Draft) -> Iterator[str]:
    """The original account; others only where the policy has them (S-6.2, 302-IV.3)."""
    for part in draft.proposal.parts:
        if part.route == Route.ORIGINAL:
            continue
        if draft.case.policy == "302ai":
            yield _("302.AI pays to the original payment account only (302-IV.3).")
        elif part.route == Route.ACCOUNT_BALANCE:
            yield from _balance(draft)
        else:
            yield from _bank_transfer(draft, part)


def _balance(draft: Draft) -> Iterator[str]:
    if draft.case.payout_preference != Route.ACCOUNT_BALANCE:
        yield _("A refund goes to the account balance only where the customer chose it (S-6.2.c).")


def _bank_transfer(draft: Draft, part: Part) -> Iterator[str]:
    if charge := draft.charges.get(part.charge_id):
        yield from transfer_faults(draft.case, charge)
    recommended = (part.charge_id, part.route) in {(p.charge_id, p.route) for p in draft.recommended.parts}
    if not recommended and not draft.proposal.departs_because.strip():
        yield _("A bank transfer is for where the original account is closed (S-6.2.b). Say why here.")


CHECKS: tuple[Check, ...] = (
    says_what_and_why,
    names_clauses,
    grants_or_refuses,
    stays_within_each_charge,
    stays_within_the_request,
    goes_a_way_the_policy_has,
)
