"""The working calendar beyond the package: days entered by an administrator, years completed, deadlines that follow."""

from refunds.operations.calendar.days import correct_day, enter_days
from refunds.operations.calendar.deadlines import work_deadlines_out_anew
from refunds.operations.calendar.entries import DayEntry, read_days
from refunds.operations.calendar.horizon import Horizon, horizon, raise_notice
from refunds.operations.calendar.years import YearPlan, complete_year, reopen_year, year_plan

__all__ = [
    "DayEntry",
    "Horizon",
    "YearPlan",
    "complete_year",
    "correct_day",
    "enter_days",
    "horizon",
    "raise_notice",
    "read_days",
    "reopen_year",
    "work_deadlines_out_anew",
    "year_plan",
]
