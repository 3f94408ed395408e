"""What was used: the quota of an order, and every single task or deduction."""

from typing import Any

from refunds.policies.fields import Field, Record, malformed, many, optional, said
from refunds.policies.values import instant, number, quantity, text, word, yes_or_no

from .lots import Draw


class Quota(Record):
    """(S) Units granted by the order and consumed of them, those of failed tasks included."""

    granted = quantity()
    consumed = quantity()
    unit = optional(text())


class QuotaGrant(Record):
    """(S) The quota that one charge granted; `charge` is its place in `charges`, from 1."""

    charge = number(1)
    granted = quantity()
    consumed = quantity()


def _effective_result() -> Field[bool | str]:
    """true, false or "partial"."""

    def read(value: Any, path: str, currency: str | None) -> bool | str:
        if isinstance(value, bool) or value == "partial":
            return value if isinstance(value, bool) else "partial"
        raise malformed(path, f'must be true, false or "partial", not {said(value)}')

    return Field(read)


def _draws() -> Field[tuple[Draw, ...]]:
    """The lots drawn from; null when that is not known, which is not the same as none."""
    field = many(Draw)
    field.absent = lambda path: None
    return field


class Usage(Record):
    """One use of a service: a task (S) or a deduction of PTC (302)."""

    id = text()
    service = text()
    started_at = instant()
    status = word("completed", "failed", "interrupted", "frozen")
    effective_result = _effective_result()
    downloaded = yes_or_no()
    duplicate_of = optional(text())
    cause = optional(word("platform", "upstream_supplier", "user", "unknown"))
    units = quantity()
    deducted_at = instant()
    ptc_deducted = quantity()
    ptc_correct = optional(quantity())
    drawn_from = _draws()
    delivered_at = optional(instant())
    items_total = optional(number(1))
    items_delivered = optional(number())
