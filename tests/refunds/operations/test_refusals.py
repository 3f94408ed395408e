"""What was tried and refused is on record: roles, limits, forms that were overtaken, own work."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.models import Decision, RefundCase, Refusal, RefusalKind
from refunds.operations.correspondence import write_note
from refunds.operations.refusals import record_refusal
from tests.at_the_desk import Desk
from tests.refunds.models.tables import refusal

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Prepared = Callable[..., Decision]


def only() -> tuple[str, str, str]:
    """The one refusal on record: its kind, who, and what."""
    row = Refusal.objects.get()
    return row.kind, row.by.username, row.what


def test_a_page_that_is_not_for_somebody(desk: Desk) -> None:
    desk("mei").client.get("/admin/refunds/exportrecord/reports/payouts/")
    assert only() == ("permission", "mei", "GET /admin/refunds/exportrecord/reports/payouts/")


def test_an_odd_address_is_written_down_as_far_as_it_can_be(act_of: Acts) -> None:
    record_refusal(RefusalKind.PERMISSION, what="GET /\x00/\ud800/", act=act_of("mei"))
    assert only()[2] == "GET /\N{REPLACEMENT CHARACTER}/?/"


def test_who_is_not_signed_in_is_nobody_to_write_down(client: object, db: None) -> None:
    client.get("/admin/refunds/exportrecord/")  # type: ignore[attr-defined]
    assert not Refusal.objects.exists()


def test_approving_what_oneself_prepared(desk: Desk, case: RefundCase, prepared: Prepared) -> None:
    prepared(case)
    desk("mei").client.post(f"/admin/refunds/refundcase/{case.pk}/steps/approve/", {"marker": marker_of(desk, case)})
    assert only() == ("own_work", "mei", "Approve")
    assert "You prepared this decision" in Refusal.objects.get().said


def test_approving_above_the_limit(desk: Desk, case: RefundCase, prepared: Prepared) -> None:
    prepared(case)
    desk("tom").client.post(f"/admin/refunds/refundcase/{case.pk}/steps/approve/", {"marker": marker_of(desk, case)})
    assert only() == ("limit", "tom", "Approve")
    assert Refusal.objects.get().case == case


def test_a_form_that_was_overtaken(desk: Desk, case: RefundCase, prepared: Prepared, act_of: Acts) -> None:
    prepared(case)
    seen = marker_of(desk, case)
    write_note(case.pk, text="Wait.", act=act_of("tom", hours=1))
    desk("sofia").client.post(f"/admin/refunds/refundcase/{case.pk}/steps/approve/", {"marker": seen})
    assert only() == ("stale", "sofia", "Approve")


def test_a_refusal_stays_on_record(desk: Desk) -> None:
    desk("mei").client.get("/admin/refunds/exportrecord/reports/payouts/")
    assert "is refused" in refusal("DELETE FROM refunds_refusal")
    assert "is refused" in refusal("UPDATE refunds_refusal SET kind = 'rule'")


def marker_of(desk: Desk, case: RefundCase) -> str:
    """How far the story of a case is, as its form says."""
    return str(desk("sofia").opens(case, "approve").context["marker"])
