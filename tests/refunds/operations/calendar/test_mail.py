"""Administrators are told by mail what is missing, what follows from it, and what to do."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core import mail

from accounts.acts import Act
from refunds.models import CalendarNotice
from refunds.operations.calendar.mail import administrators, mail_notice
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db


def notice(**values: object) -> CalendarNotice:
    """A notice of 2 November 2026 about 2027."""
    said = {"year": 2027, "day": dt.date(2026, 11, 2), "known_to": dt.date(2026, 12, 31), "at": MOMENT, "cases": 0}
    stored: CalendarNotice = CalendarNotice.objects.create(**{**said, **values})
    return stored


def test_the_mail_says_what_is_missing_and_what_to_do(people: SimpleNamespace) -> None:
    assert mail_notice(notice(cases=3).pk) == 1
    (sent,) = mail.outbox
    assert sent.subject == "Enter the working days of 2027 in the refund back office"
    assert "The working calendar is known to 2026-12-31, for 59 more days." in sent.body
    assert "3 open cases have a deadline that is not known." in sent.body
    assert "arrangement for 2027" in sent.body


def test_it_goes_to_administrators_only_and_none_sees_the_others(people: SimpleNamespace) -> None:
    mail_notice(notice().pk)
    (sent,) = mail.outbox
    assert (sent.to, sent.bcc) == ([], ["adam@example.test"])
    assert "not known" not in sent.body


def test_who_has_left_or_has_no_address_is_not_written_to(people: SimpleNamespace) -> None:
    assert administrators() == ["adam@example.test"]
    people.adam.email = ""
    people.adam.save(act=Act(by=people.installation, at=MOMENT))
    assert administrators() == []
    assert mail_notice(notice().pk) == 0
    assert mail.outbox == []


def test_after_the_end_the_mail_says_that_it_is_past(people: SimpleNamespace) -> None:
    mail_notice(notice(day=dt.date(2027, 1, 2), cases=1).pk)
    body = mail.outbox[0].body
    assert "The working calendar ended on 2026-12-31." in body
    assert "1 open case has a deadline that is not known." in body
