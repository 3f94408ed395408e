"""Finance looks at the totals of a period, and takes the file."""

import csv
import io
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from refunds.models import ExportRecord, Payout, Refusal
from tests.cast import MOMENT

PAGE = "/admin/refunds/exportrecord/reports/payouts/"
MARCH = {"first": "2026-03-01", "last": "2026-03-31", "by": "approved"}


@pytest.fixture
def fatima(people: SimpleNamespace, client: Client) -> Client:
    client.force_login(people.fatima)
    return client


def test_the_totals_are_seen_before_anything_leaves(fatima: Client, two_payouts: tuple[Payout, Payout]) -> None:
    page = fatima.get(PAGE, MARCH).content.decode()

    assert "150.00 USD" in page
    assert "Take the file of 2 lines" in page
    assert not ExportRecord.objects.exists()


def test_without_a_choice_it_is_last_month_by_the_day_they_became_final(fatima: Client) -> None:
    form = fatima.get(PAGE).context["form"]

    assert form.basis == "settled"
    assert form.period.first.day == 1
    assert form.period.first.month != form.period.end.month


def test_the_file_comes_by_post_and_is_on_record(fatima: Client, two_payouts: tuple[Payout, Payout]) -> None:
    answer = fatima.post(PAGE, MARCH)
    data = answer.getvalue()

    record = ExportRecord.objects.get()
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{record.filename}"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert [line["amount"] for line in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))] == ["100.00", "50.00"]
    assert (record.by.username, record.row_count) == ("fatima", 2)


@pytest.mark.parametrize(
    ("instead", "sentence"),
    [
        ({"first": "2026-04-01"}, "The last day lies before the first one"),
        ({"first": "2026-02-30"}, "Enter a valid date"),
        ({"first": "9999-12-31", "last": "9999-12-31"}, "too far away"),
        ({"first": "0001-01-01"}, "too far away"),
        ({"by": "invented"}, "Select a valid choice"),
        ({"first": ""}, "This field is required"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_no_period_is_said_and_nothing_is_exported(
    fatima: Client, instead: dict[str, str], sentence: str, method: str
) -> None:
    page = getattr(fatima, method)(PAGE, {**MARCH, **instead})

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not ExportRecord.objects.exists()


@pytest.mark.parametrize("name", ["mei", "sofia", "wei", "anna", "adam"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_finance_comes_here(client: Client, people: SimpleNamespace, name: str, method: str) -> None:
    client.force_login(getattr(people, name))

    assert getattr(client, method)(PAGE, MARCH).status_code == 403
    assert not ExportRecord.objects.exists()


def test_a_report_that_there_is_not(fatima: Client) -> None:
    assert fatima.get(reverse("admin:refunds_report", args=["invented"])).status_code == 404


def test_an_export_of_another_site_is_refused(people: SimpleNamespace) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.fatima)

    assert client.post(PAGE, MARCH).status_code == 403


def test_the_auditor_reads_who_took_what(fatima: Client, people: SimpleNamespace, payout: Payout) -> None:
    fatima.post(PAGE, MARCH).getvalue()
    record = ExportRecord.objects.get()
    anna = Client()
    anna.force_login(people.anna)

    page = anna.get(reverse("admin:refunds_exportrecord_change", args=[record.pk])).content.decode()

    for fact in ("Fatima", record.sha256, "2026-03-01 – 2026-03-31", "the day they were approved", "100.00 USD"):
        assert fact in page
    assert "2026-03-01" in anna.get("/admin/refunds/exportrecord/").content.decode()


def test_a_record_of_a_report_that_there_is_no_more_can_still_be_read(fatima: Client, people: SimpleNamespace) -> None:
    totals = [{"kind": "gone", "currency": "USD", "count": 1, "amount": "12.00"}]
    filters = {"from": "2020-01-01", "to": "2020-01-31", "by": "forgotten"}
    record = ExportRecord.objects.create(
        report="abolished", by=people.fatima, at=MOMENT, filters=filters, row_count=1, totals=totals, sha256="0" * 64
    )

    page = fatima.get(reverse("admin:refunds_exportrecord_change", args=[record.pk])).content.decode()

    for fact in ("abolished", "forgotten", "gone", "12.00 USD"):
        assert fact in page


def test_an_export_that_is_refused_is_on_record(
    fatima: Client, two_payouts: tuple[Payout, Payout], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refunds.reports.export.MOST_ROWS", 1)

    page = fatima.post(PAGE, MARCH)

    refused = Refusal.objects.get()
    assert page.status_code == 422
    assert (refused.what, refused.by.username) == ("Export: payouts", "fatima")
    assert "at most 1 lines" in refused.said
