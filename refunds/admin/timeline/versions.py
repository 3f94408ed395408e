"""Events from the history of rows: what came on record, and what changed from one version to the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Model, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Customer
from refunds.admin.record import machine_words, policy_words, words
from refunds.admin.record.changes import Names, changes
from refunds.admin.timeline.events import Event
from refunds.models import (
    Charge,
    Decision,
    DuplicateRuling,
    Evidence,
    Finding,
    Order,
    Payout,
    RefundCase,
    Stage,
    TechnicalAudit,
    UsageQuota,
)
from refunds.money import Money

AT_MOST = 200
"""Versions read of one kind of row: more belong to the row's own history page."""

DERIVED = {
    *("recommendation", "recommended_minor", "recommended_currency", "due_at", "due_kind"),
    *("first_response_by", "review_by", "audit_by", "application_by", "payout_by"),
}
"""Columns of the case that follow from an evaluation, which is an event itself."""


class Source(NamedTuple):
    """A kind of row. whose: which of its versions belong to a case. only_changes: it was there before the case."""

    name: str
    model: type[Model]
    whose: Any
    said: Any
    only_changes: bool = False


SOURCES = (
    Source("case", RefundCase, lambda case: Q(id=case.pk), lambda v: _("Received: %s") % v.get_ground_display()),
    Source(
        "evidence", Evidence, lambda case: Q(case_id=case.pk), lambda v: _("Evidence: %s") % policy_words.word(v.kind)
    ),
    Source(
        "finding",
        Finding,
        lambda case: Q(case_id=case.pk),
        lambda v: (
            _("Finding: %(subject)s, %(result)s")
            % {"subject": v.get_subject_display(), "result": v.get_result_display()}
        ),
    ),
    Source("audit", TechnicalAudit, lambda case: Q(case_id=case.pk), lambda v: _("Technical audit: %s") % v.question),
    Source("decision", Decision, lambda case: Q(case_id=case.pk), lambda v: decided(v)),
    Source("payout", Payout, lambda case: Q(case_id=case.pk), lambda v: _("Payout of %s") % money(v)),
    Source(
        "duplicate",
        DuplicateRuling,
        lambda case: Q(older_id=case.pk) | Q(younger_id=case.pk),
        lambda v: (
            _("%(younger)s and %(older)s: %(ruling)s")
            % {"younger": v.younger, "older": v.older, "ruling": v.get_ruling_display()}
        ),
    ),
    Source("customer", Customer, lambda case: Q(id=case.customer_id), lambda v: _("Customer"), only_changes=True),
    Source("order", Order, lambda case: Q(id=case.order_id), lambda v: _("Order %s") % v.number, only_changes=True),
    Source(
        "charge",
        Charge,
        lambda case: Q(id__in=[filed.charge_id for filed in case.case_charges.all()]),
        lambda v: _("Charge %s") % v.reference,
        only_changes=True,
    ),
    Source(
        "quota", UsageQuota, lambda case: Q(order_id=case.order_id or 0), lambda v: _("Usage quota"), only_changes=True
    ),
)


def decided(version: Any) -> str:
    """A decision's version: what it is, and of a second one what it says of the first."""
    if version.stage != Stage.SECOND:
        return _("Decision: %s") % version.get_outcome_display()
    said = _("first decision upheld") if version.upheld else _("first decision overturned")
    return _("Secondary review: %(said)s (%(outcome)s)") % {"said": said, "outcome": version.get_outcome_display()}


def money(version: Any) -> str:
    """The amount of a payout's version."""
    return words.amount(Money(version.amount_minor, version.currency))


def versions_of(case: RefundCase) -> Iterator[Event]:
    """The events of every kind of row."""
    for source in SOURCES:
        yield from events_of(source, case)


def events_of(source: Source, case: RefundCase) -> Iterator[Event]:
    """The events of one kind of row, in the order in which they were written."""
    history = source.model.history.select_related("history_user")  # type: ignore[attr-defined]
    latest = list(history.filter(source.whose(case)).order_by("-history_id")[:AT_MOST])
    before: dict[int, Any] = {}
    pairs = []
    for version in reversed(latest):
        pairs.append((before.get(version.id), version))
        before[version.id] = version
    names = Names((older, newer) for older, newer in pairs if older)
    shown = (
        pair for pair in pairs if not source.only_changes or (pair[0] and pair[1].history_date >= case.received_at)
    )
    yield from (event(source, older, newer, names) for older, newer in shown)


def event(source: Source, older: Any, newer: Any, names: Names) -> Event:
    """One version as an event: named where it began or where the row is not the case itself."""
    every = changes(older, newer, names) if older else []
    found = [change for change in every if change.name not in DERIVED]
    began = older is None and newer.history_type == "+"
    named = began or (bool(found) and source.name != "case")
    what = str(capfirst(source.said(newer))) if named else ""
    return Event(
        at=newer.history_date,
        by=newer.history_user,
        why=machine_words.said(newer.history_change_reason),
        source=source.name,
        key=newer.history_id,
        what=what,
        changes=found,
        derived=[change for change in every if change.name in DERIVED],
    )
