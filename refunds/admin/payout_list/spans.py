"""A filter by a span of days that people name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from refunds.admin.lists.choice_filter import ChoiceFilter
from refunds.calendars import day_of
from refunds.reports import Period
from refunds.reports.period import month_before, month_of

SPANS: Mapping[str, tuple[Any, Callable[[dt.date], Period]]] = {
    "today": (_("today"), lambda today: Period(today, today)),
    "week": (_("the last 7 days"), lambda today: Period(today - dt.timedelta(days=6), today)),
    "month": (_("this month"), month_of),
    "month_before": (_("last month"), month_before),
}


class SpanFilter(ChoiceFilter):
    """Rows whose instant lies in a span of whole days in UTC+8."""

    options = [(key, label) for key, (label, _period) in SPANS.items()]

    def narrow(self, queryset: QuerySet, chosen: str) -> QuerySet:
        """The rows of the span."""
        period = SPANS[chosen][1](day_of(timezone.now()))
        return queryset.filter(**{f"{self.field}__gte": period.start, f"{self.field}__lt": period.end})


def spans_of(field: str, title: Any) -> type[SpanFilter]:
    """A filter by the span in which an instant of the row lies."""
    return type(f"{field.title()}Filter", (SpanFilter,), {"field": field, "title": title, "parameter_name": field})
