"""What stops a case: proceedings or a mediation, since when, by whom and why."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from refunds.models import STOPPED, CaseStatus, RefundCase


class Stopped(NamedTuple):
    """For the banner. what: the proceedings, or who mediates; where: the state in which the case goes on."""

    kind: str
    title: str
    what: str
    since: dt.datetime | None
    by: Any
    why: str
    goes_on: str


def stopped(case: RefundCase) -> Stopped | None:
    """What stops the case now; None where nothing does."""
    if case.status not in STOPPED:
        return None
    begun = beginning(case)
    return Stopped(
        case.status,
        title(case),
        what(case),
        begun.history_date if begun else None,
        begun.history_user if begun else None,
        (begun.history_change_reason or "") if begun else "",
        str(CaseStatus(case.held_from).label) if case.held_from in CaseStatus.values else "",
    )


def title(case: RefundCase) -> str:
    """What the banner says first."""
    if case.status == CaseStatus.LEGAL_HOLD:
        return _("Under legal hold: nothing is decided and nothing is paid")
    return _("In mediation: nothing is decided and nothing is paid")


def what(case: RefundCase) -> str:
    """The proceedings, or who mediates."""
    if case.status == CaseStatus.MEDIATION:
        return case.mediation_body
    return " ".join(part for part in (str(case.get_legal_kind_display()), case.legal_reference) if part)


def beginning(case: RefundCase) -> Any:
    """The version of the case in which it was stopped."""
    versions = case.history.select_related("history_user")
    last_before = versions.exclude(status=case.status).order_by("-history_id").first()
    since = versions.filter(history_id__gt=last_before.history_id) if last_before else versions
    return since.order_by("history_id").first()
