"""Payment files as CSV."""

import csv
import io
from dataclasses import replace

import pytest

from refunds.providers.bank_files.csv_file import COLUMNS, Formula, csv_file
from tests.refunds.providers.bank_files.accounts import CHINESE, batch, payment


def test_a_payment_is_a_line_with_the_documented_columns() -> None:
    made = batch(payment(1_234_56, "CNY", CHINESE), payment(5, "CNY", CHINESE))
    lines = list(csv.DictReader(io.StringIO(csv_file(made).decode(), newline="")))
    assert tuple(lines[0]) == COLUMNS
    assert [line["amount"] for line in lines] == ["1234.56", "0.05"]
    assert (lines[0]["holder"], lines[0]["account_number"]) == ("林华", "6222021234567890123")
    assert (lines[0]["account_kind"], lines[0]["bank_code"]) == ("domestic", "102100099996")


@pytest.mark.parametrize("name", ["=1+1", "+65 Lin", "-Lin", "@Lin", "\tLin"])
def test_a_cell_that_a_spreadsheet_would_calculate_makes_no_file(name: str) -> None:
    with pytest.raises(Formula, match="begins like a formula"):
        csv_file(batch(payment(1, "CNY", replace(CHINESE, holder=name))))
