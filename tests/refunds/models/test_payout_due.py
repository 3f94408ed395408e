"""When something should be done about a payout: the workers' list and a payout in hand say the same."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
from django.db import connection

from refunds.models import CaseStatus, Payout, PayoutStatus, RefundCase
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
INSTANTS = (None, MOMENT - MINUTE, MOMENT, MOMENT + MINUTE)


def as_if(payout: Payout, **values: object) -> Payout:
    """The payout with other values, whatever led to them; the rules of the database are off meanwhile."""
    columns = ", ".join(f"{column} = %s" for column in values)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"UPDATE refunds_payout SET {columns} WHERE id = %s", [*values.values(), payout.pk])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    return Payout.fetch(payout.pk)


@pytest.mark.parametrize("status", PayoutStatus.values)
@pytest.mark.parametrize("approved", [True, False])
def test_a_payout_in_hand_is_due_where_the_list_names_it(payout: Payout, status: str, approved: bool) -> None:
    case_status = CaseStatus.APPROVED if approved else CaseStatus.LEGAL_HOLD
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE refunds_refundcase SET status = %s WHERE id = %s", [case_status, payout.case_id])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    case = RefundCase.fetch(payout.case_id)
    said = set()
    for lease, turn in product(INSTANTS, INSTANTS):
        row = as_if(payout, status=status, lease_until=lease, next_attempt_at=turn, provider_reference="R-1")
        named = Payout.objects.due(MOMENT).filter(pk=row.pk).exists()
        assert row.is_due(MOMENT, case) == named, (lease, turn)
        assert row.is_due(MOMENT) or not named
        said.add(named)
    final = status in ("succeeded", "failed", "returned", "cancelled")
    assert said == ({False} if final or (status == "reserved" and not approved) else {True, False})
