"""Pages of a list whose table may hold millions of rows."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

BOUND = 1000


class BoundedPaginator(Paginator):
    """Counts no further than BOUND rows: nobody pages beyond, and a full count reads the whole table."""

    @cached_property
    def count(self) -> int:
        """The number of rows, at most BOUND."""
        rows = cast("QuerySet[Any]", self.object_list)
        return rows.order_by()[:BOUND].count()

    @property
    def is_bounded(self) -> bool:
        """Whether there are, or may be, more rows than pages show."""
        return self.count == BOUND
