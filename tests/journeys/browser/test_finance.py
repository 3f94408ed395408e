"""The day of finance, in both languages: a paid payout, a report as a file, the bank's statement beside the books."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import now
from django.utils.translation import ngettext, override

from refunds.calendars import day_of
from refunds.models import BankOrder, ExportRecord, Payout
from tests.journeys.browser.seat import BROWSERS, Seat
from tests.refunds.providers.bank_files.statements import debit, statement

pytestmark = pytest.mark.browser
TAKE = ("Take the file of %(lines)s line", "Take the file of %(lines)s lines")


@pytest.fixture
def sent(order_of: Callable[..., BankOrder], batch_of: Callable[..., Any]) -> BankOrder:
    """The refund of RC-1, in a file that the bank has."""
    order = order_of()
    batch_of(order, released=True)
    return order


@pytest.mark.parametrize("language", BROWSERS)
def test_finance_takes_a_statement_in_and_a_report_out(
    seat: Callable[..., Seat], sent: BankOrder, language: str, tmp_path: Path
) -> None:
    fatima = seat("fatima", language)
    told = tmp_path / "statement.xml"
    told.write_bytes(statement(debit(sent.end_to_end_id, "100.00", "USD")))

    brings_the_statement_in(fatima, told)
    sees_it_paid(fatima)
    lines = takes_the_report(fatima)

    assert Payout.objects.get().status == "succeeded"
    assert [line["amount"] for line in lines] == ["100.00"]
    assert ExportRecord.objects.get().row_count == 1


def brings_the_statement_in(fatima: Seat, told: Path) -> None:
    """What the bank says, line by line, beside the payments that we ordered."""
    fatima.goes_to("/admin/refunds/bankstatement/")
    fatima.clicks("link", "Bring a statement in")
    fatima.window.locator("input[type=file]").set_input_files(told)
    fatima.clicks("button", "Bring it in")
    fatima.find("heading", "What it means").wait_for()
    fatima.window.get_by_role("link", name="RC-1").wait_for()
    fatima.picture("statement")


def sees_it_paid(fatima: Seat) -> None:
    """The payout in its list."""
    fatima.clicks("link", "Payouts", exact=False)
    fatima.window.get_by_role("row", name="RC-1").get_by_text(fatima.words("paid"), exact=True).wait_for()
    fatima.picture("payouts")


def takes_the_report(fatima: Seat) -> list[dict[str, str]]:
    """The lines of the file of today, after its control totals."""
    fatima.clicks("link", "Exports", exact=False)
    fatima.clicks("link", "Payouts", within=fatima.window.locator(".page-head"))
    for label in ("From", "To, included"):
        fatima.field(label, exact=True).fill(day_of(now()).isoformat())
    fatima.clicks("button", "Show the totals")
    fatima.window.get_by_role("row", name="USD").get_by_text("100.00 USD").wait_for()
    fatima.picture("report")
    with override(fatima.language), fatima.window.expect_download() as taken:
        fatima.window.get_by_role("button", name=ngettext(*TAKE, 1) % {"lines": 1}).click()
    return list(csv.DictReader(io.StringIO(Path(taken.value.path()).read_text(encoding="utf-8-sig"))))
