"""What PayPal answers, read strictly: what doesn't say clearly what happened is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

import httpx
from django.utils.translation import gettext as _

from refunds.providers.base import Busy, Unreachable
from refunds.providers.paypal.refusals import NOT_YET

REFUSES = frozenset({400, 403, 404, 415, 422})
"""The request was understood, or could not be, and nothing was done."""


class Answer(NamedTuple):
    """An answer that says what happened. issue, description: PayPal's reason where it refuses, "" where it doesn't."""

    status: int
    content: Mapping[str, Any]
    issue: str = ""
    description: str = ""


def read(response: httpx.Response, now: dt.datetime) -> Answer:
    """The answer. Raises Busy for "not now", Unreachable where nobody can say what it means."""
    if response.status_code in (409, 429):
        raise Busy(_("PayPal is busy (%s).") % response.status_code, wait=wait_of(response, now))
    if not response.is_success and response.status_code not in REFUSES:
        raise Unreachable(_("PayPal answered %s.") % response.status_code)
    answer = Answer(response.status_code, _content(response), *_issue(response))
    if answer.issue in NOT_YET:
        raise Busy(_("PayPal is busy (%s).") % answer.issue, wait=wait_of(response, now))
    return answer


def wait_of(response: httpx.Response, now: dt.datetime) -> dt.timedelta | None:
    """How long PayPal asks us to wait: seconds or a date (RFC 9110, 10.2.3); None where it doesn't say."""
    said = response.headers.get("Retry-After", "")
    if said.isascii() and said.isdigit():
        return dt.timedelta(seconds=min(int(said), 24 * 60 * 60))
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(until - now, dt.timedelta(0)) if until.tzinfo else None


def _content(response: httpx.Response) -> Mapping[str, Any]:
    try:
        content = response.json()
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise Unreachable(_("PayPal's answer (%s) can't be read.") % response.status_code)
    return content


def _issue(response: httpx.Response) -> tuple[str, str]:
    if response.is_success:
        return "", ""
    content = _content(response)
    details = content.get("details")
    first = details[0] if isinstance(details, list) and details and isinstance(details[0], dict) else {}
    issue = first.get("issue") or content.get("name") or str(response.status_code)
    return str(issue), str(first.get("description") or content.get("message") or "")
