"""The customer: who asks, what stands on the account, and what they asked for before."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import QuerySet

from accounts.models import Customer, Violation
from refunds.admin.record.fields import Shown, shown
from refunds.models import RefundCase

OTHER_CASES = 8


class CustomerPanel(NamedTuple):
    """The customer of a case for the page. more: there are other cases than those shown."""

    customer: Customer
    lines: list[Shown]
    identity: list[Shown]
    violations: list[Violation]
    others: list[RefundCase]
    more: bool


def customer_panel(case: RefundCase) -> CustomerPanel:
    """The customer, with the latest of their other cases."""
    customer = case.customer
    others = list(other_cases(case)[: OTHER_CASES + 1])
    facts = ["reference", "email", "language", "region", "verified_real_name"]
    facts += ["status_reason"] if customer.status_reason else []
    identity = ["is_account_holder", "identity_provided", "identity_matches_account"]
    return CustomerPanel(
        customer,
        [shown(customer, name) for name in facts],
        [shown(case, name) for name in identity],
        list(customer.violations.all()),
        others[:OTHER_CASES],
        len(others) > OTHER_CASES,
    )


def other_cases(case: RefundCase) -> QuerySet[Any]:
    """The customer's cases besides this one, the latest first, with what the page says of them."""
    others = RefundCase.objects.filter(customer=case.customer_id).exclude(pk=case.pk).order_by("-pk")
    return others.only("number", "status", "requested_minor", "currency")
