"""By what other cases look the same as a case, and which of them somebody ruled on: asked at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from refunds.models import RefundCase

WINDOW = dt.timedelta(days=14)
"""Two claims of one customer within so many days of each other may be one."""
AT_MOST = 20
"""Cases looked at for each sign; a customer with more is seen in the list of their cases."""
RULED_ON = "ruled on"
"""Stands for a sign where somebody said something of the pair."""

SIGNS: tuple[tuple[Any, str], ...] = (
    (_("same order"), "order_id = %(order)s"),
    (
        _("same charge"),
        """id IN (
        SELECT same.case_id FROM refunds_casecharge own
        JOIN refunds_casecharge same ON same.charge_id = own.charge_id WHERE own.case_id = %(case)s)""",
    ),
    (
        _("same file"),
        """id IN (
        SELECT carrier.case_id FROM refunds_evidence mine
        JOIN refunds_evidencefile own ON own.evidence_id = mine.id
        JOIN refunds_evidencefile same ON same.stored_id = own.stored_id
        JOIN refunds_evidence carrier ON carrier.id = same.evidence_id WHERE mine.case_id = %(case)s)""",
    ),
    (
        _("same customer within 14 days"),
        "customer_id = %(customer)s AND received_at BETWEEN %(begins)s AND %(ends)s",
    ),
)
"""Each sign with the condition on the cases that show it, which an index answers."""

LATEST = (
    "(SELECT {place} AS place, id FROM refunds_refundcase WHERE {shows_it} AND id <> %(case)s"
    " ORDER BY id DESC LIMIT {at_most})"
)
RULED = """(SELECT {place}, CASE older_id WHEN %(case)s THEN younger_id ELSE older_id END
    FROM refunds_duplicateruling WHERE older_id = %(case)s OR younger_id = %(case)s)"""
QUESTION = " UNION ALL ".join(
    [
        *(LATEST.format(place=n, shows_it=shows_it, at_most=AT_MOST) for n, (_sign, shows_it) in enumerate(SIGNS)),
        RULED.format(place=len(SIGNS)),
    ]
)


def signs_of(case: RefundCase) -> Iterator[tuple[Any, int]]:
    """Each sign, or RULED_ON, with the key of a case that shows it; sign after sign, the latest case first."""
    asked = {
        "case": case.pk,
        "order": case.order_id,
        "customer": case.customer_id,
        "begins": case.received_at - WINDOW,
        "ends": case.received_at + WINDOW,
    }
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, asked)
        found = sorted(cursor.fetchall(), key=lambda row: (row[0], -row[1]))
    names = [*(sign for sign, _shows_it in SIGNS), RULED_ON]
    return ((names[place], pk) for place, pk in found)
