"""The pages of records: looked at, never written, with a history that brings nothing back."""

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.acts import Act
from accounts.models import Customer
from refunds.admin.record.admin import RecordAdmin
from refunds.models import Payout, RefundCase
from tests.at_the_desk import Desk

pytestmark = pytest.mark.django_db

RECORDS = [model for model, shown in admin.site._registry.items() if isinstance(shown, RecordAdmin)]


@pytest.fixture
def anna(desk: Desk, payout: Payout, order: object) -> Client:
    """The compliance auditor, and a case that was approved."""
    return desk("anna").client


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.model_name)
def test_every_record_has_a_list_and_a_page(anna: Client, model: type) -> None:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"  # type: ignore[attr-defined]

    assert anna.get(reverse(f"{name}_changelist")).status_code == 200
    for row in model._default_manager.all()[:1]:  # type: ignore[attr-defined]
        assert anna.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200
        assert anna.get(reverse(f"{name}_history", args=[row.pk])).status_code == (
            200 if hasattr(row, "history") else 404
        )


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.model_name)
def test_no_record_is_written_here(desk: Desk, payout: Payout, model: type) -> None:
    sofia, name = desk("sofia").client, f"admin:{model._meta.app_label}_{model._meta.model_name}"  # type: ignore[attr-defined]
    shown = admin.site.get_model_admin(model)

    assert not shown.has_add_permission(None)  # type: ignore[arg-type]
    assert not shown.has_change_permission(None)  # type: ignore[arg-type]
    assert not shown.has_delete_permission(None)  # type: ignore[arg-type]
    assert sofia.get(reverse(f"{name}_add")).status_code == 403
    for row in model._default_manager.all()[:1]:  # type: ignore[attr-defined]
        for page in ("change", "history"):
            assert sofia.post(reverse(f"{name}_{page}", args=[row.pk]), {"status": "active"}).status_code in (403, 405)
        assert sofia.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403


def test_no_old_version_of_a_row_can_be_brought_back(anna: Client, case: RefundCase) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("admin:refunds_refundcase_simple_history", args=[case.pk, 1])

    version = case.history.earliest()
    answer = anna.post(f"/admin/refunds/refundcase/{case.pk}/history/{version.history_id}/", {"status": "received"})

    assert answer.status_code != 200
    assert RefundCase.fetch(case.pk).status == "approved"


def test_a_history_says_labels_old_and_new_and_why(anna: Client, payout: Payout) -> None:
    page = anna.get(reverse("admin:refunds_decision_history", args=[payout.part.decision_id]))

    ruled, prepared = page.context["entries"]
    assert (str(ruled.by), ruled.why, prepared.first) == ("Sofia", "because the test says so", True)
    found = {change.name: (str(change.label), change.before, change.after) for change in ruled.changes}
    assert found["ruling"] == ("Ruling", "waits for a second person", "approved")
    assert found["ruled_by"] == ("Ruled by", "—", "Sofia")
    assert "revert" not in page.content.decode().lower()


def test_the_last_entry_of_a_page_has_its_changes_too(
    desk: Desk, customer: Customer, act_of: Callable[..., Act]
) -> None:
    for number in range(60):
        customer.name = f"Lin Hua {number}"
        customer.save(act=act_of("door", minutes=number + 1))
    client = desk("anna").client

    first = client.get(reverse("admin:accounts_customer_history", args=[customer.pk])).context
    second = client.get(reverse("admin:accounts_customer_history", args=[customer.pk]) + "?p=2").context

    assert (len(first["entries"]), first["entries"][-1].changes[0].before) == (50, "Lin Hua 9")
    assert (len(second["entries"]), second["entries"][-1].first, second["older"]) == (11, True, 0)


def test_a_customer_is_found_by_the_whole_address_only(desk: Desk, customer: Customer) -> None:
    client = desk("mei").client

    def found(term: str) -> int:
        return len(client.get("/admin/accounts/customer/", {"q": term}).context["cl"].result_list)

    assert (found("lin.hua@EXAMPLE.test"), found("CUS-1"), found("lin.hua@example"), found("CUS")) == (1, 1, 0, 0)


def test_a_row_that_is_not_there_is_not_found(anna: Client) -> None:
    assert anna.get("/admin/refunds/charge/999/change/").status_code == 404
    assert anna.get("/admin/refunds/charge/abc/change/").status_code == 404
