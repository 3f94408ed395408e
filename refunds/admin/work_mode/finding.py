"""What one text finds anywhere: cases, customers, orders and charges, as far as the person may look at them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Customer
from refunds.admin.queue.search import found
from refunds.models import Charge, Order, RefundCase

AT_MOST = 20
OF_A_KIND = 5
SHORTEST = 2


class Hit(NamedTuple):
    """One row found. under: what tells it from others of the same name."""

    kind: str
    label: Any
    name: str
    under: str
    url: str


class Kind(NamedTuple):
    """Rows to be found: the right to look at them, the rows for a term, and what is said of one."""

    name: str
    label: Any
    right: str
    rows: Callable[[str], QuerySet]
    says: Callable[[Any], tuple[str, str]]
    page: str


def customers(term: str) -> QuerySet:
    """By the whole address or the whole id."""
    if "@" in term:
        return Customer.objects.annotate(address=Lower("email")).filter(address=term.lower())
    return Customer.objects.filter(reference=term)


KINDS = (
    Kind(
        "case",
        _("case"),
        "refunds.view_refundcase",
        lambda term: found(RefundCase.objects.select_related("customer"), term).order_by("-pk"),
        lambda case: (case.number, str(case.customer)),
        "admin:refunds_refundcase_change",
    ),
    Kind(
        "customer",
        _("customer"),
        "accounts.view_customer",
        customers,
        lambda customer: (str(customer), customer.email or customer.reference),
        "admin:accounts_customer_change",
    ),
    Kind(
        "order",
        _("order"),
        "refunds.view_order",
        lambda term: Order.objects.filter(number__startswith=term),
        lambda order: (order.number, order.service),
        "admin:refunds_order_change",
    ),
    Kind(
        "charge",
        _("charge"),
        "refunds.view_charge",
        lambda term: Charge.objects.filter(reference__startswith=term),
        lambda charge: (charge.reference, charge.get_method_display()),
        "admin:refunds_charge_change",
    ),
)


def hits(text: str, person: Any) -> list[Hit]:
    """At most 20 rows that the person may look at; none for a text of one sign."""
    term = text.strip().replace("\0", "")
    if len(term) < SHORTEST:
        return []
    allowed = [kind for kind in KINDS if person.has_perm(kind.right)]
    return [hit(kind, row) for kind in allowed for row in kind.rows(term)[:OF_A_KIND]][:AT_MOST]


def hit(kind: Kind, row: Any) -> Hit:
    """A row as it is offered."""
    return Hit(kind.name, kind.label, *kind.says(row), reverse(kind.page, args=[row.pk]))
