"""Where the log reads: the history of every kind of row, and the rows that are written once."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Recorded, StaffMember
from refunds.models import BankDownload, Decision, Evaluation, ExportRecord, Message, Refusal, StatementRuling

OURS = ("accounts", "refunds")
KINDS = (
    ("changes", _("Changes")),
    ("decisions", _("Decisions")),
    ("words", _("Letters and notes")),
    ("evaluations", _("Evaluations")),
    ("exports", _("Exports")),
    ("refusals", _("Refusals")),
)
KEPT: dict[type[models.Model], str] = {
    Message: "words",
    Evaluation: "evaluations",
    ExportRecord: "exports",
    BankDownload: "exports",
    Refusal: "refusals",
    StatementRuling: "changes",
}


class Source(NamedTuple):
    """One kind of row. rows: the model that is read: of histories or the rows themselves.

    at, by, why: the columns that say when, who and why; no why is the empty name. case: the column with the case's key.
    """

    name: str
    model: type[models.Model]
    rows: type[models.Model]
    kind: str
    at: str
    by: str
    why: str
    case: str

    @property
    def label(self) -> str:
        """What a row is called."""
        return str(capfirst(self.model._meta.verbose_name))

    @property
    def is_history(self) -> bool:
        """Whether versions are read."""
        return self.rows is not self.model


@cache
def sources() -> tuple[Source, ...]:
    """Every source, by name."""
    found = [model for app in OURS for model in apps.get_app_config(app).get_models()]
    recorded = [model for model in found if issubclass(model, Recorded) or model is StaffMember]
    every = [of_history(model) for model in recorded] + [of_rows(model, kind) for model, kind in KEPT.items()]
    return tuple(sorted(every, key=lambda source: source.name))


def of_history(model: Any) -> Source:
    """The versions of a kind of row."""
    kind = "decisions" if model is Decision else "changes"
    rows = model.history.model
    name = model._meta.label_lower
    return Source(name, model, rows, kind, "history_date", "history_user", "history_change_reason", case_of(model))


def of_rows(model: Any, kind: str) -> Source:
    """Rows that are written once."""
    names = {field.name for field in model._meta.fields}
    why = next((name for name in ("said", "body", "why") if name in names), "")
    return Source(model._meta.label_lower, model, model, kind, "at", "by", why, case_of(model))


def case_of(model: Any) -> str:
    """The column by which a row belongs to a case; empty where it doesn't."""
    if model._meta.label_lower == "refunds.refundcase":
        return "id"
    return "case_id" if any(field.name == "case" for field in model._meta.fields) else ""


def seen_by(person: Any) -> list[Source]:
    """The sources whose rows the person may look at."""
    return [source for source in sources() if person.has_perm(right(source.model))]


def right(model: type[models.Model]) -> str:
    """The right to look at a kind of row; what hangs on a batch is seen with the batch."""
    shown = model if model is not BankDownload else BankDownload._meta.get_field("batch").related_model
    return f"{shown._meta.app_label}.view_{shown._meta.model_name}"
