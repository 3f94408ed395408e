"""Questions that finance asks of a period, one a file: a key, a title, columns, lines. Adding one is adding a file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from refunds.reports import ledger, payouts
from refunds.reports.period import Period, PeriodError
from refunds.reports.report import Line, Report, Total

REPORTS: Mapping[str, Report] = MappingProxyType({module.REPORT.key: module.REPORT for module in (payouts, ledger)})

__all__ = ["REPORTS", "Line", "Period", "PeriodError", "Report", "Total"]
