"""A report of the platform, and how a row on record takes it over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.models import Reported, StateTransition
from refunds.money import Money
from refunds.operations.perform import Refused, perform
from refunds.policies.fields import Record

UNSAID: tuple[Any, ...] = (None, "", [])


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody bringing in what the platform says.

    act: who brings it, and when. at: the instant as of which the platform speaks; an older report never undoes what a
    newer one said. name: by which rows are named that the platform gave no id.
    """

    act: Act
    at: dt.datetime
    name: str

    def reference(self, facts: Record, field: str = "id") -> str:
        """The platform's id of a record, or one of ours where it gave none."""
        return facts.get(field) or f"{self.name}/{facts.path}"

    def new(self, model: Any, **values: Any) -> Any:
        """Create a row as it is reported."""
        return model.objects.record(self.act, reported_at=self.at, **values)

    def store(self, row: Reported, *, changed: bool, step: str = "", **details: Any) -> None:
        """Save what was taken over, with the step that it means for the row's state; nothing where nothing changed."""
        if changed or step:
            row.reported_at = max(self.at, row.reported_at or self.at)
        if step:
            perform(row, step, self.act, **details)
        elif changed:
            row.save(act=self.act)

    def is_news_to(self, row: Reported) -> bool:
        """Whether the row wasn't told anything later than this."""
        return row.reported_at is None or self.at >= row.reported_at


def take_over(row: Any, reported: Mapping[str, Any], report: Report, *, fixed: Collection[str] = ()) -> bool:
    """Set on the row what is reported; whether anything changed. The caller stores it.

    What the report leaves open never erases what is known. fixed: the columns that can't change once they are known.
    Raises Refused where a fixed one is reported differently.
    """
    changed = False
    for name, said in reported.items():
        known = getattr(row, name)
        if said in UNSAID or said == known:
            continue
        if known not in UNSAID and name in fixed:
            raise Refused(contradiction(row, name, known, said))
        if known in UNSAID or report.is_news_to(row):
            setattr(row, name, said)
            changed = True
    return changed


def contradiction(row: Any, name: str, known: Any, said: Any) -> str:
    """The sentence about a fact that can't change and is reported differently."""
    field = row._meta.get_field(name)
    return _("%(row)s is on record with the %(field)s %(known)s, this says %(said)s; one of them is wrong.") % {
        "row": named(row),
        "field": field.verbose_name,
        "known": _written(row, name, known),
        "said": _written(row, name, said),
    }


def named(row: Any) -> str:
    """A row in a sentence: its kind and its name."""
    return f"{row._meta.verbose_name} {row}"


def _written(row: Any, name: str, value: Any) -> str:
    if name.endswith("_minor") and row.currency:
        return str(Money(value, row.currency))
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else str(value)


def refuse_other_owner(row: Any, customer: Any) -> None:
    """Raise Refused where what is reported of one customer is on record as another's."""
    if row.customer_id != customer.pk:
        raise Refused(
            _("%(row)s belongs to another customer than %(customer)s.")
            % {"row": named(row), "customer": customer.reference}
        )


def refuse_unlisted_step(row: Any, status: str) -> None:
    """Raise Refused where the table of transitions has no way from the row's state to the one reported."""
    ways = StateTransition.objects.filter(table=row._meta.db_table, source=row.status, target=status)
    if not ways.exists():
        raise Refused(
            _("%(row)s is on record as %(known)s and can't become %(said)s.")
            % {"row": named(row), "known": row.get_status_display(), "said": status}
        )
