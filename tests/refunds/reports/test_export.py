"""A file that foots, on record before it leaves."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, transaction

from accounts.acts import Act
from refunds.models import Charge, ExportRecord, Payout
from refunds.reports import REPORTS, Period
from refunds.reports import export as exporting
from refunds.reports.export import ExportRefused, export
from tests.cast import MOMENT

TODAY = Period(MOMENT.date(), MOMENT.date())
Acts = Callable[..., Act]


def exported(act: Act) -> tuple[ExportRecord, bytes]:
    done = export(REPORTS["payouts"], TODAY, "approved", act=act)
    with done.file as file:
        return done.record, file.read()


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_file_has_names_then_lines_and_nothing_else(two_payouts: tuple[Payout, Payout], act_of: Acts) -> None:
    _record, data = exported(act_of("fatima"))

    lines = read(data)
    assert [(line["charge"], line["amount"], line["currency"]) for line in lines] == [
        ("CH-1", "100.00", "USD"),
        ("CH-2", "50.00", "USD"),
    ]
    assert data.startswith(b'\xef\xbb\xbf"payout",')
    assert all(field.startswith(b'"') for field in data.removeprefix(b"\xef\xbb\xbf").split(b","))


def test_the_record_says_who_when_what_and_how_much(two_payouts: tuple[Payout, Payout], act_of: Acts) -> None:
    record, data = exported(act_of("fatima", minutes=30))

    assert (record.by.username, record.at) == ("fatima", act_of("fatima", minutes=30).at)
    assert record.filters == {"from": "2026-03-11", "to": "2026-03-11", "by": "approved"}
    assert (record.report, record.row_count) == ("payouts", 2)
    assert record.totals == [{"kind": "reserved", "currency": "USD", "count": 2, "amount": "150.00"}]
    assert record.sha256 == hashlib.sha256(data).hexdigest()
    assert record.filename == f"payouts-2026-03-11-2026-03-11-export-{record.pk}.csv"


def test_the_totals_of_the_file_are_those_that_the_page_showed(
    two_payouts: tuple[Payout, Payout], act_of: Acts
) -> None:
    record, data = exported(act_of("fatima"))

    shown = REPORTS["payouts"].totals(TODAY, "approved")
    assert record.totals == [total.as_document() for total in shown]
    assert sum(int(line["amount"].replace(".", "")) for line in read(data)) == sum(t.amount.minor for t in shown)


def test_an_empty_period_is_a_file_with_names_only(people: SimpleNamespace, act_of: Acts) -> None:
    record, data = exported(act_of("fatima"))

    assert (record.row_count, record.totals, read(data)) == (0, [], [])


def test_a_formula_in_a_customers_id_does_not_run(payout: Payout, charge: Charge, act_of: Acts) -> None:
    customer = charge.customer
    customer.reference = '=HYPERLINK("http://evil.example","open")'
    customer.save(act=act_of("door"))

    _record, data = exported(act_of("fatima"))

    assert read(data)[0]["customer"] == '\'=HYPERLINK("http://evil.example","open")'


@pytest.mark.parametrize("name", ["mei", "sofia", "wei", "anna", "adam"])
def test_only_finance_exports(name: str, payout: Payout, act_of: Acts) -> None:
    with pytest.raises(ExportRefused, match="Your role does not include this step"):
        exported(act_of(name))

    assert not ExportRecord.objects.exists()


def test_too_many_lines_are_refused_and_nothing_is_on_record(
    two_payouts: tuple[Payout, Payout], act_of: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST_ROWS", 1)

    with pytest.raises(ExportRefused, match="at most 1 lines"):
        exported(act_of("fatima"))

    assert not ExportRecord.objects.exists()


def test_an_export_that_breaks_off_is_not_on_record(
    payout: Payout, act_of: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Iterator[object]:
        raise DatabaseError("connection lost")
        yield

    monkeypatch.setattr(exporting.Report, "rows", broken)

    with pytest.raises(DatabaseError):
        exported(act_of("fatima"))

    assert not ExportRecord.objects.exists()


def test_a_record_is_never_rewritten(payout: Payout, act_of: Acts) -> None:
    record, _data = exported(act_of("fatima"))

    with pytest.raises(DatabaseError, match="kept as they were written"), transaction.atomic():
        ExportRecord.objects.filter(pk=record.pk).update(row_count=0)
    with pytest.raises(DatabaseError, match="kept as they were written"), transaction.atomic():
        ExportRecord.objects.filter(pk=record.pk).delete()
