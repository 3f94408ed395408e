"""The numbers and dates that a clause went by, from the facts frozen beside the evaluation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Customer
from refunds.admin.record import policy_words, words
from refunds.models import Order, RefundCase, TechnicalAudit, UsageQuota

ROWS: dict[str, type[models.Model]] = {
    "customer": Customer,
    "order": Order,
    "claim": RefundCase,
    "quota": UsageQuota,
    "audit": TechnicalAudit,
}
COLUMNS = {"type": "claim_type", "requested_amount": "requested_minor", "id": "reference", "amount": "amount_minor"}
"""Names of the dossier that the rows know by another."""
LISTS = {
    "charges": gettext_lazy("charges"),
    "usage": gettext_lazy("usage records"),
    "incidents": gettext_lazy("incidents"),
    "lots": gettext_lazy("lots"),
    "findings": gettext_lazy("findings of staff"),
    "evidence": gettext_lazy("evidence"),
    "violations": gettext_lazy("violations"),
    "prior_refunds": gettext_lazy("earlier refunds"),
    "prior_applications": gettext_lazy("earlier applications"),
    "company_contacts": gettext_lazy("answers given"),
    "earlier_contacts": gettext_lazy("earlier contacts"),
    "charge_ids": gettext_lazy("charges claimed"),
    "usage_ids": gettext_lazy("usage claimed"),
    "policy_versions": gettext_lazy("policy versions"),
    "vouchers": gettext_lazy("vouchers"),
    "quota_grants": gettext_lazy("quotas by charge"),
    "lines": gettext_lazy("order lines"),
    "now": gettext_lazy("looked at as of"),
}
NAMES_OF_AN_ITEM = ("id", "subject", "kind", "version", "charge_id", "charge", "submitted_at", "at")


class Used(NamedTuple):
    """One fact: the path of the dossier, its name, and what it says."""

    path: str
    label: str
    text: str


def facts_used(paths: Iterable[str], facts: dict[str, Any], as_of: dt.datetime) -> list[Used]:
    """The facts that a clause asked for, in the order in which it asked."""
    return [Used(path, *named(path, as_of if path == "now" else found(path, facts))) for path in paths]


def found(path: str, facts: dict[str, Any]) -> Any:
    """The value at a dotted path of the dossier; None where there is none."""
    value: Any = facts
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def named(path: str, value: Any) -> tuple[str, str]:
    """The name of a fact, and its value in the words of the page."""
    first, _dot, last = path.rpartition(".")
    field = column(ROWS.get(first), last)
    label = LISTS.get(last) or (field.verbose_name if field is not None else policy_words.fact(path))
    choices = dict(getattr(field, "flatchoices", None) or ())
    return str(capfirst(label)), str(choices[value]) if isinstance(value, str) and value in choices else text(value)


def column(model: type[models.Model] | None, name: str) -> Any:
    """The column of a row that a fact is stored in, where one bears its name."""
    if model is None:
        return None
    try:
        return model._meta.get_field(COLUMNS.get(name, name))
    except FieldDoesNotExist:
        return None


def text(value: Any) -> str:
    """A value of the dossier in words: JSON knows no instants, so they are read back. Null is not known, or none."""
    if value is None:
        return _("not on record")
    if isinstance(value, list):
        return _(", ").join(item(entry) for entry in value) or _("none")
    if isinstance(value, dict):
        parts = [(policy_words.word(name), text(part)) for name, part in value.items() if part is not None]
        return _(", ").join(_("%(name)s: %(value)s") % {"name": name, "value": part} for name, part in parts)
    if isinstance(value, str) and "T" in value:
        try:
            return words.instant(dt.datetime.fromisoformat(value))
        except ValueError:
            return value
    return policy_words.word(value) if isinstance(value, str) and value else words.written(value)


def item(entry: Any) -> str:
    """One entry of a list, by what names it."""
    if not isinstance(entry, dict):
        return text(entry)
    name = next((text(entry[key]) for key in NAMES_OF_AN_ITEM if entry.get(key)), "")
    result = entry.get("result") or entry.get("status")
    return _("%(name)s (%(result)s)") % {"name": name, "result": text(result)} if result else name
