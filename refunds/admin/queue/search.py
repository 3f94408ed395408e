"""Finding a case by what a customer quotes: exact values and beginnings that an index finds, never a scan."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.models import Customer
from refunds.models import CaseCharge, Order, RefundCase

HINT = _("Case, order or charge number (or how it begins), whole e-mail or customer id")
AT_MOST = 500
"""Cases that one search names; a longer answer would be of no use."""
YEARS_BACK = 5


def found(cases: QuerySet, text: str) -> QuerySet:
    """The cases that a search finds, out of those given."""
    term = text.strip()
    if not term:
        return cases
    return cases.filter(pk__in=by_email(term) if "@" in term else by_number(term))


def by_email(term: str) -> set[int]:
    """Cases of the customers with exactly this address, in upper or lower case."""
    customers = Customer.objects.annotate(address=Lower("email")).filter(address=term.lower())
    return keys(RefundCase.objects.filter(customer__in=customers))


def by_number(term: str) -> set[int]:
    """Cases whose number, order, charge or customer the term names or begins."""
    orders = Order.objects.filter(number__startswith=term).values("pk")[:AT_MOST]
    charges = CaseCharge.objects.filter(charge__reference__startswith=term).values_list("case_id", flat=True)[:AT_MOST]
    return (
        keys(RefundCase.objects.filter(number__in=spelled_out(term)))
        | keys(RefundCase.objects.filter(number__startswith=term.upper()))
        | keys(RefundCase.objects.filter(order__in=orders))
        | keys(RefundCase.objects.filter(customer__in=Customer.objects.filter(reference=term)))
        | set(charges)
    )


def spelled_out(term: str) -> Iterable[str]:
    """The case numbers that bare digits may stand for: 1234 is RC-2026-001234, or that of a year before."""
    if not re.fullmatch(r"[0-9]{1,6}", term):
        return []
    year = localdate().year
    return [f"RC-{y}-{int(term):06d}" for y in range(year, year - YEARS_BACK, -1)]


def keys(cases: QuerySet) -> set[int]:
    """Primary keys, not more than a list can use."""
    return set(cases.values_list("pk", flat=True)[:AT_MOST])
