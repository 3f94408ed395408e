"""A report as a file, put on record before its first byte leaves.

The file is for machines: one line of column names, then the lines, every value in quotes, UTF-8 with the mark by which
spreadsheets know it. Filters and control totals are not in it but on the page of its record, with the SHA-256 that ties
the two together.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.guards import Sentence, may
from refunds.models import ExportRecord
from refunds.reports.period import Period
from refunds.reports.report import Line, Report, Tally
from refunds.reports.spreadsheet import written

EXPORTS = may("refunds.export_payout")
IN_MEMORY = 1_000_000
MOST_ROWS = 1_000_000
"""A spreadsheet holds 1,048,576 lines."""


class ExportRefused(Exception):
    """Nothing was exported, and why: sentences for the person who asked."""

    def __init__(self, *sentences: Sentence) -> None:
        self.sentences = [str(sentence) for sentence in sentences]
        super().__init__(" ".join(self.sentences))


@dataclass(frozen=True, slots=True)
class Export:
    """A file ready to be sent, open at its beginning, and its record."""

    record: ExportRecord
    file: IO[bytes]


class DigestedFile:
    """Takes text, writes bytes, and knows the SHA-256 of all it wrote."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self._sha256 = file, hashlib.sha256()

    def write(self, text: str) -> None:
        """Append some text."""
        data = text.encode()
        self._sha256.update(data)
        self.file.write(data)

    @property
    def sha256(self) -> str:
        """The digest of what was written so far."""
        return self._sha256.hexdigest()


def export(report: Report, period: Period, basis: str, *, act: Act) -> Export:
    """Write a report into a file and put that on record, or neither.

    basis: one of the report's bases. Raises ExportRefused for who may not, and for more than MOST_ROWS lines.
    """
    if refused := EXPORTS.refusals(None, act.by):
        raise ExportRefused(*refused)
    with ExitStack() as opened:
        file = opened.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY))
        record = _export_into(DigestedFile(file), report, period, basis, act)
        opened.pop_all()  # it stays open for the answer, which closes it
    file.seek(0)
    return Export(record, file)


def _export_into(file: DigestedFile, report: Report, period: Period, basis: str, act: Act) -> ExportRecord:
    with transaction.atomic(), closing(report.rows(period, basis)) as lines:
        tally = write_lines(file, report.columns, lines)
        return ExportRecord.objects.create(
            report=report.key,
            by=act.by,
            at=act.at,
            filters={"from": period.first.isoformat(), "to": period.last.isoformat(), "by": basis},
            row_count=tally.count,
            totals=[total.as_document() for total in tally.totals],
            sha256=file.sha256,
        )


def write_lines(file: DigestedFile, columns: Iterable[str], lines: Iterable[Line]) -> Tally:
    """Write column names and lines; gives the control totals of what was written."""
    file.write("\ufeff")
    rows, tally = csv.writer(file, quoting=csv.QUOTE_ALL), Tally()
    rows.writerow(columns)
    for line in lines:
        tally.add(line)
        if tally.count > MOST_ROWS:
            raise ExportRefused(_("A file holds at most %d lines. Choose a shorter period.") % MOST_ROWS)
        rows.writerow([written(cell) for cell in line.cells])
    return tally
