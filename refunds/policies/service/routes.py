"""Section 6: by which way the money goes back, and who bears the cost of sending it. Settled with the route."""

from refunds.policies.facts import Facts
from refunds.policies.language import Answer, Kind, applies, does_not_apply
from refunds.policies.settings import Terms

from .methods import CARDS, PAYPAL, TRANSFER, WALLETS
from .terms import policy

SUPPORTED_BY = {
    **dict.fromkeys(CARDS, "S-6.1.a"),
    PAYPAL: "S-6.1.b",
    **dict.fromkeys(WALLETS, "S-6.1.c"),
    TRANSFER: "S-6.1.d",
}

policy.declaration("S-6.1.a", "Cards", "Visa, MasterCard, American Express", Kind.ROUTE)
policy.declaration("S-6.1.b", "PayPal", "PayPal", Kind.ROUTE)
policy.declaration("S-6.1.c", "Wallets", "Apple Pay, Google Pay", Kind.ROUTE)
policy.declaration("S-6.1.d", "Bank transfer", "Bank transfer (selected regions)", Kind.ROUTE)
policy.declaration(
    "S-6.2.a", "Original route", "Original Route - Refund will return to original payment account", Kind.ROUTE
)
policy.declaration(
    "S-6.2.b",
    "Bank transfer instead",
    "Bank Transfer - Available for special circumstances",
    Kind.ROUTE,
    decides="H/V",
)
policy.declaration(
    "S-6.2.c", "Account balance", "Account Balance - Option to refund to platform account balance", Kind.ROUTE
)
policy.declaration("S-6.3.a", "Cost of the refund", "Generally, we cover refund processing fees.", Kind.AMOUNT)


@policy.clause("S-6.3.b", Kind.AMOUNT, decides="V")
def processing_fee_deducted(facts: Facts, terms: Terms) -> Answer:
    """However, for malicious refunds or violations, corresponding processing fees may be deducted.

    Only the fee of sending a refund that is owed anyway, only for a confirmed violation, only once a supervisor has
    approved it.
    """
    fee = facts.refund_processing_fee
    if fee is None:
        return does_not_apply("no cost of sending the refund is recorded")
    if not any(one.status == "confirmed" for one in facts.customer.violations) and not _malicious(facts):
        return does_not_apply(f"no violation is confirmed; the company bears the {fee.amount}")
    if not fee.get("deduction_approved_by_supervisor"):
        return does_not_apply(f"no supervisor approved deducting the {fee.amount}")
    return applies(f"a supervisor approved deducting the {fee.amount} for a confirmed violation", fee=fee.amount)


def _malicious(facts: Facts) -> bool:
    return any(finding.subject == "abuse" and finding.result == "confirmed" for finding in facts.findings)
