"""The list of transactions: what was refunded, by whom it may be, up to three hours late.

https://developer.paypal.com/docs/api/transaction-search/v1/: a call covers 31 days at most, the list goes back three
years, and a transaction may take three hours to appear in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from refunds.money import MoneyError
from refunds.providers.base import Listed, Receipt, Unreachable
from refunds.providers.paypal import amounts
from refunds.providers.paypal.connection import Connection
from refunds.providers.paypal.refunds import instant
from refunds.providers.paypal.refusals import sentence

LATE = dt.timedelta(hours=3)
KEPT = dt.timedelta(days=3 * 365)
SPAN = dt.timedelta(days=31)
PAGE = 500
REFUND_BY_MERCHANT = "T1107"


class Page(NamedTuple):
    """One page of refunds. complete_until: everything before it is in the list; more: the span has further pages."""

    refunds: tuple[Listed, ...]
    complete_until: dt.datetime
    more: bool


def page_of(connection: Connection, start: dt.datetime, end: dt.datetime, number: int) -> Page:
    """A page of the refunds between two instants, 31 days apart at most, from 1. Raises Unreachable, Busy."""
    answer = connection.get("/v1/reporting/transactions", query_of(start, end, number))
    if answer.issue:
        raise Unreachable(
            _("PayPal does not let us read its list of transactions (%s). Allow “Transaction search” for our access.")
            % answer.issue
        )
    content = answer.content
    refreshed = instant(content.get("last_refreshed_datetime")) if "last_refreshed_datetime" in content else end
    details, pages = content.get("transaction_details"), content.get("total_pages", 1)
    if not isinstance(details, list) or not isinstance(pages, int):
        raise Unreachable(_("PayPal's answer can't be read."))
    return Page(tuple(listed(detail) for detail in details), min(end, refreshed), number < pages)


def query_of(start: dt.datetime, end: dt.datetime, number: int) -> dict[str, str | int]:
    """The question for one page."""
    return {
        "start_date": written(start),
        "end_date": written(end),
        "transaction_type": REFUND_BY_MERCHANT,
        "fields": "transaction_info",
        "page_size": PAGE,
        "page": number,
    }


def newest_first(connection: Connection, since: dt.datetime, until: dt.datetime) -> Iterator[Page]:
    """All pages of refunds between two instants, in spans from the last one backwards. Raises Unreachable, Busy."""
    while until > since:
        start, number, more = max(since, until - SPAN), 1, True
        while more:
            page = page_of(connection, start, until, number)
            yield page
            number, more = number + 1, page.more
        until = start


def listed(detail: Mapping[str, Any]) -> Listed:
    """A refund from its line in the list. Raises Unreachable for a line that can't be read."""
    try:
        info = detail["transaction_info"]
        amount = amounts.read(info["transaction_amount"])
        reference, status = info["transaction_id"], info["transaction_status"]
    except (KeyError, TypeError, AttributeError, MoneyError) as problem:
        raise Unreachable(_("PayPal's list of transactions can't be read.")) from problem
    return Listed(
        key=str(info.get("custom_field") or info.get("invoice_id") or ""),
        provider_reference=reference,
        payment=str(info.get("paypal_reference_id") or ""),
        amount=amount,
        receipt=receipt(reference, status),
        created_at=instant(info.get("transaction_initiation_date")),
    )


def receipt(reference: str, status: str) -> Receipt:
    """Success, pending, or not paid: denied (D), reversed (V). Raises Unreachable for any other status."""
    if status == "S":
        return Receipt.paid(reference)
    if status == "P":
        return Receipt.pending(reference)
    if status in ("D", "V"):
        return Receipt.returned(sentence("FAILED"), f"transaction_status {status}", reference)
    raise Unreachable(_("PayPal gives the refund a state that we do not know: %s.") % status)


def written(at: dt.datetime) -> str:
    """An instant as PayPal reads it."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
