"""What one text finds anywhere: cases, customers, orders and charges, a few of each."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from refunds.admin.queue.search import LONGEST, beginning, question

AT_MOST = 20
SHORTEST = 2


class Hit(NamedTuple):
    """One row found. under: what tells it from others of the same name."""

    kind: str
    label: Any
    name: str
    under: str
    url: str


class Kind(NamedTuple):
    """Rows to be found. sql: id, name and what stands under it; None for cases, which the search of the queue names."""

    name: str
    label: Any
    right: str
    page: str
    sql: str | None


CUSTOMERS = """(SELECT 'customer', id, coalesce(nullif(name, ''), reference), email FROM accounts_customer
WHERE id = ANY(ARRAY((SELECT id FROM accounts_customer WHERE upper(reference) LIKE upper(%s) LIMIT 4) UNION
    (SELECT id FROM accounts_customer WHERE lower(email) LIKE lower(%s) LIMIT 4) UNION
    (SELECT id FROM accounts_customer WHERE lower(name) LIKE lower(%s) LIMIT 4))) LIMIT 4)"""
ORDERS = """(SELECT 'order', id, number, service FROM refunds_order WHERE upper(number) LIKE upper(%s) LIMIT 4)"""
CHARGES = (
    """(SELECT 'charge', id, reference, provider FROM refunds_charge WHERE upper(reference) LIKE upper(%s) LIMIT 4)"""
)
CASES = """(SELECT 'case', c.id, c.number, coalesce(nullif(p.name, ''), p.reference) FROM refunds_refundcase c
JOIN accounts_customer p ON p.id = c.customer_id WHERE c.id = ANY(ARRAY({})) ORDER BY c.id DESC LIMIT 8)"""

KINDS = (
    Kind("case", _("case"), "refunds.view_refundcase", "admin:refunds_refundcase_change", None),
    Kind("customer", _("customer"), "accounts.view_customer", "admin:accounts_customer_change", CUSTOMERS),
    Kind("order", _("order"), "refunds.view_order", "admin:refunds_order_change", ORDERS),
    Kind("charge", _("charge"), "refunds.view_charge", "admin:refunds_charge_change", CHARGES),
)
BY_NAME = {kind.name: kind for kind in KINDS}


def hits(text: str, person: Any) -> list[Hit]:
    """At most 20 rows that the person may look at, in one question; none for a text of one sign."""
    term = text.strip()[:LONGEST].replace("\0", "")
    allowed = [kind for kind in KINDS if person.has_perm(kind.right)]
    if len(term) < SHORTEST or not allowed:
        return []
    parts = [asked(kind, term) for kind in allowed]
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(sql for sql, _parameters in parts),
            [parameter for _sql, parameters in parts for parameter in parameters],
        )
        return [hit(*row) for row in cursor.fetchall()][:AT_MOST]


def asked(kind: Kind, term: str) -> tuple[str, list[Any]]:
    """The statement for one kind of row, and its parameters."""
    if kind.sql is None:
        named, parameters = question(term)
        return CASES.format(named), parameters
    return kind.sql, [beginning(term)] * kind.sql.count("%s")


def hit(name: str, key: int, title: str, under: str) -> Hit:
    """A row as it is offered."""
    kind = BY_NAME[name]
    return Hit(kind.name, kind.label, title, under, reverse(kind.page, args=[key]))
