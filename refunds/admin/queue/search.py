"""Finding a case by what a customer quotes or wrote: one question that indexes answer, never a scan.

An address with @, or a number with a digit, is looked up as it begins, in upper or lower case; letters alone are looked
for as words of the description, too, and as the name of a customer.
"""

# ruff: noqa: S608 - what is put together are the constants of this page; what somebody types is a parameter

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from refunds.admin.queue.words import asked_words

HINT = _("How a case, order or charge number or an e-mail begins, customer id, words of the description")
AT_MOST = 300
"""Cases that one search names, each of which is fetched to be put in order; a longer answer would be of no use."""
YEARS_BACK = 5
LONGEST = 200

CASES = "SELECT id FROM refunds_refundcase WHERE "
CUSTOMERS = f"{CASES} customer_id IN (SELECT id FROM accounts_customer WHERE {{}} LIMIT {AT_MOST}) ORDER BY id DESC"


class Way(NamedTuple):
    """One way to find cases: a statement with one parameter, and which of the forms of the term that is."""

    sql: str
    form: str


BY_EMAIL = (Way(CUSTOMERS.format("lower(email) LIKE lower(%s)"), "begins"),)
BY_NUMBER = (
    Way(f"{CASES} number = ANY(%s)", "numbers"),
    Way(f"{CASES} number LIKE upper(%s) ORDER BY id DESC", "begins"),
    Way(
        f"{CASES} order_id IN (SELECT id FROM refunds_order WHERE upper(number) LIKE upper(%s) LIMIT {AT_MOST})",
        "begins",
    ),
    Way(
        "SELECT case_id FROM refunds_casecharge WHERE charge_id IN"
        f" (SELECT id FROM refunds_charge WHERE upper(reference) LIKE upper(%s) LIMIT {AT_MOST})",
        "begins",
    ),
    Way(CUSTOMERS.format("upper(reference) = upper(%s)"), "term"),
)
BY_NAME = (Way(CUSTOMERS.format("lower(name) LIKE lower(%s)"), "begins"),)
BY_WORDS = (Way("SELECT case_id FROM refunds_casewords WHERE words @@ %s::tsquery ORDER BY case_id DESC", "words"),)


def found(cases: QuerySet, text: str) -> QuerySet:
    """The cases that a search finds, out of those given."""
    if not text.strip():
        return cases
    named, parameters = question(text)
    chosen = f'"refunds_refundcase"."id" = ANY(ARRAY({named}))'
    return cases.filter(RawSQL(chosen, parameters, output_field=BooleanField()))  # noqa: S611


def question(text: str) -> tuple[str, list[Any]]:
    """The statement that names the cases a search finds, and its parameters."""
    term = text.strip()[:LONGEST].replace("\0", "")
    words = asked_words(term)
    forms = {"term": term, "begins": beginning(term), "numbers": spelled_out(term), "words": words}
    ways: tuple[Way, ...] = BY_EMAIL if "@" in term else BY_NUMBER
    if "@" not in term and not any(sign.isdigit() for sign in term):
        ways += BY_NAME + BY_WORDS
    # A way that has nothing to look for is not asked; a case that is found twice does no harm and costs no sorting.
    asked = [way for way in ways if forms[way.form]]
    return " UNION ALL ".join(f"({way.sql} LIMIT {AT_MOST})" for way in asked), [forms[way.form] for way in asked]


def beginning(term: str) -> str:
    """The pattern of what begins with the term; its own signs mean nothing else."""
    return re.sub(r"([\\%_])", r"\\\1", term) + "%"


def spelled_out(term: str) -> list[str]:
    """The case numbers that bare digits may stand for: 1234 is RC-2026-001234, or that of a year before."""
    if not re.fullmatch(r"[0-9]{1,6}", term):
        return []
    year = localdate().year
    return [f"RC-{y}-{int(term):06d}" for y in range(year, year - YEARS_BACK, -1)]
