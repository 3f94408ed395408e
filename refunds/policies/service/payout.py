"""Step 9, the way the money goes back: to the account that paid, unless that is impossible or the customer chose."""

from collections.abc import Sequence
from typing import NamedTuple

from refunds.policies.evaluation import NEEDS_INFORMATION, NEEDS_SUPERVISOR, Verdict
from refunds.policies.examination import Examination
from refunds.policies.facts import Charge
from refunds.policies.language import applies
from refunds.policies.wording import listed

from .methods import BALANCE, TRANSFER
from .routes import SUPPORTED_BY


class Route(NamedTuple):
    """The method by which the first charge paid goes back, or why a person or the customer is asked first."""

    method: str | None
    stop: Verdict | None = None


def route(case: Examination, paid: Sequence[Charge]) -> Route:
    """The route of a refund to these charges, the first of which decides the method."""
    if case.facts.claim.payout_preference == BALANCE:
        return _settled(case, "S-6.2.c", BALANCE, "the customer chose the balance on the platform")
    closed = [charge for charge in paid if charge.get("account_open") is False]
    if closed and (stop := _bank_transfer_needs(case)):
        return Route(None, stop)
    still_open = [charge for charge in paid if charge not in closed]
    if stop := _original_route_needs(case, still_open):
        return Route(None, stop)
    if paid[0] in closed:
        case.cite_process("S-6.1.d")
        return _settled(case, "S-6.2.b", TRANSFER, f"the account of {paid[0].id} is closed; paid to an own account")
    supported = SUPPORTED_BY[paid[0].method]
    case.record(supported, applies(f"{paid[0].method.replace('_', ' ')} is a supported method"))
    case.cite_process("S-4.3.b", supported)
    return _settled(case, "S-6.2.a", paid[0].method, f"back to the account that paid {paid[0].id}")


def _settled(case: Examination, clause: str, method: str, reason: str) -> Route:
    case.record(clause, applies(reason))
    case.cite_process(clause)
    return Route(method)


def _bank_transfer_needs(case: Examination) -> Verdict | None:
    """The original account is closed: a transfer goes to an own account in a region where it is offered."""
    case.cite_process("S-6.2.b")
    account = case.facts.claim.payout_account
    if account is None or account.get("owner_matches_customer") is None:
        case.record("S-6.2.b", applies("the original account is closed and no other account is given"))
        return Verdict(NEEDS_INFORMATION, missing=("payout_account",))
    if not account.owner_matches_customer:
        case.record("S-6.2.b", applies("the account given belongs to somebody else"))
        return Verdict(NEEDS_SUPERVISOR)
    return None if account.get("region_supported") else _region_not_offered(case)


def _region_not_offered(case: Examination) -> Verdict:
    case.cite_process("S-6.1.d")
    region = case.facts.customer.get("region") or "the region"
    case.record("S-6.1.d", applies(f"bank transfer is not known to be offered in {region}"))
    return Verdict(NEEDS_SUPERVISOR)


def _original_route_needs(case: Examination, charges: Sequence[Charge]) -> Verdict | None:
    """A method that is not supported is a question of the route, not a bar."""
    unsupported = [charge for charge in charges if charge.method not in SUPPORTED_BY]
    if unsupported:
        case.cite_process("S-6.1.a")
        said = listed(f"{charge.id} by {charge.method}" for charge in unsupported)
        case.record("S-6.2.a", applies(f"paid by a method that is not on the list: {said}"))
        return Verdict(NEEDS_SUPERVISOR)
    account = case.facts.claim.payout_account
    by_transfer = any(charge.method == TRANSFER for charge in charges)
    if by_transfer and account is not None and account.get("region_supported") is False:
        return _region_not_offered(case)
    return None
