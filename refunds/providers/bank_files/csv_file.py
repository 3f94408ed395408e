"""Payment files as CSV, for accounts of ours whose bank takes no ISO 20022: docs/bank-files.md says column by column.

RFC 4180, UTF-8. No cell begins with a sign that a spreadsheet would take for a formula, and none is altered to that
end: a file with such a cell is refused, since an altered account number pays somebody else.
"""

from __future__ import annotations

import csv
import io

from refunds.providers.bank_files.values import Batch, Payment

COLUMNS = (
    *("end_to_end_id", "amount", "currency", "holder", "account_number", "account_kind", "bic", "bank_code"),
    *("country", "remittance", "debtor_account", "pay_on", "batch"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Formula(ValueError):
    """A cell that a spreadsheet would calculate with."""


def csv_file(batch: Batch) -> bytes:
    """The batch as a file, a line for each payment under one of titles. Raises Formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for payment in batch.payments:
        writer.writerow([_safe(cell) for cell in _cells(payment, batch)])
    return text.getvalue().encode()


def _cells(payment: Payment, batch: Batch) -> tuple[str, ...]:
    account = payment.account
    return (
        *(payment.end_to_end_id, payment.amount.major, payment.amount.currency, account.holder, account.number),
        *("iban" if account.is_iban else "domestic", account.bic, account.bank_code, account.country),
        *(payment.about, batch.debtor.number, batch.pay_on.isoformat(), batch.reference),
    )


def _safe(cell: str) -> str:
    if cell.startswith(FORMULA):
        raise Formula(f"the cell {cell[:10]!r} begins like a formula")
    return cell
