"""Telling people, once a day for each thing."""

from __future__ import annotations

import datetime as dt

import structlog

from refunds.calendars import UTC8
from refunds.models import Alarm, AlarmKind

log = structlog.get_logger(__name__)


def alarm(kind: AlarmKind, subject: str, sentence: str, at: dt.datetime) -> None:
    """Leave a sentence for those who follow the payouts; the same thing again on the same day is one alarm."""
    _row, new = Alarm.objects.get_or_create(
        kind=kind,
        subject=subject,
        day=at.astimezone(UTC8).date(),
        defaults={"sentence": sentence, "at": at},
    )
    if new:
        log.warning("alarm", kind=str(kind), subject=subject, sentence=sentence)
