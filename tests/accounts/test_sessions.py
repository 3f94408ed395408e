"""A session lasts half an hour from the last click, and is written once a minute at most."""

from __future__ import annotations

import datetime as dt

from django.contrib.sessions.models import Session
from django.utils.timezone import now

from tests.at_the_desk import Desk, Person

HALF_AN_HOUR = dt.timedelta(minutes=30)
PAGE = "/admin/"


def last_click(person: Person, ago: dt.timedelta) -> dt.datetime:
    ends = now() - ago + HALF_AN_HOUR
    Session.objects.filter(pk=person.client.session.session_key).update(expire_date=ends)
    return ends


def end_of(person: Person) -> dt.datetime:
    return Session.objects.get(pk=person.client.session.session_key).expire_date


def test_a_click_starts_the_half_hour_again(desk: Desk) -> None:
    mei = desk("mei")
    ends = last_click(mei, dt.timedelta(minutes=29))

    mei.client.get(PAGE)

    assert end_of(mei) > ends + dt.timedelta(minutes=28)


def test_half_an_hour_after_the_last_click_the_sign_in_comes(desk: Desk) -> None:
    mei = desk("mei")
    last_click(mei, HALF_AN_HOUR)

    assert mei.client.get(PAGE).headers["Location"].startswith("/admin/login/")


def test_clicks_of_one_minute_write_nothing(desk: Desk) -> None:
    mei = desk("mei")
    ends = last_click(mei, dt.timedelta(seconds=40))

    mei.client.get(PAGE)

    assert end_of(mei) == ends


def test_what_a_page_puts_into_a_session_is_written_at_once(desk: Desk) -> None:
    mei = desk("mei")
    last_click(mei, dt.timedelta(seconds=10))
    mei.client.post("/admin/refunds/refundcase/next/")

    assert mei.client.session["open_next"] is True
