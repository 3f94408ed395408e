"""The resources of PayPal's interface, as its OpenAPI documents describe them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from tests.refunds.providers.paypal_simulator.books import LISTED_AFTER, Books, Capture, Refund, Refused

SPAN = dt.timedelta(days=31)
STATES = {"COMPLETED": "S", "PENDING": "P", "FAILED": "D", "CANCELLED": "V"}


def written(at: dt.datetime) -> str:
    """An instant."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def amount_of(value: Decimal, currency: str) -> dict[str, str]:
    """An amount."""
    return {"currency_code": currency, "value": str(value)}


def refund_of(refund: Refund, url: str) -> dict[str, Any]:
    """A refund, as shown and as sent with events."""
    shown: dict[str, Any] = {
        "id": refund.id,
        "status": refund.status,
        "amount": amount_of(refund.value, refund.capture.currency),
        "create_time": written(refund.created_at),
        "update_time": written(refund.created_at),
        "links": [
            {"rel": "self", "method": "GET", "href": f"{url}/v2/payments/refunds/{refund.id}"},
            {"rel": "up", "method": "GET", "href": f"{url}/v2/payments/captures/{refund.capture.id}"},
        ],
    }
    if refund.status == "PENDING":
        shown["status_details"] = {"reason": "ECHECK"}
    return shown | {name: said for name in ("custom_id", "invoice_id") if (said := getattr(refund, name))}


def capture_of(books: Books, capture: Capture, url: str) -> dict[str, Any]:
    """A captured payment. It does not list its refunds, only that there were some."""
    refunds = books.refunds_of(capture.id)
    refunded = books.refunded(capture.id)
    shown: dict[str, Any] = {
        "id": capture.id,
        "status": "REFUNDED" if refunded == capture.value else "PARTIALLY_REFUNDED" if refunded else "COMPLETED",
        "amount": amount_of(capture.value, capture.currency),
        "create_time": written(capture.created_at),
        "update_time": written(refunds[-1].created_at if refunds else capture.created_at),
        "links": [{"rel": "self", "method": "GET", "href": f"{url}/v2/payments/captures/{capture.id}"}],
    }
    if capture.order:
        shown["supplementary_data"] = {"related_ids": {"order_id": capture.order}}
        shown["links"].append({"rel": "up", "method": "GET", "href": f"{url}/v2/checkout/orders/{capture.order}"})
    return shown


def order_of(books: Books, number: str, url: str) -> dict[str, Any] | None:
    """An order with the refunds of its payments."""
    captures = [capture for capture in books.captures.values() if capture.order == number]
    if not number or not captures:
        return None
    payments = {
        "captures": [capture_of(books, capture, url) for capture in captures],
        "refunds": [refund_of(refund, url) for capture in captures for refund in books.refunds_of(capture.id)],
    }
    return {"id": number, "status": "COMPLETED", "purchase_units": [{"reference_id": "default", "payments": payments}]}


def listed_of(books: Books, query: dict[str, list[str]], page_size: int) -> dict[str, Any]:
    """A page of the list of transactions. Raises Refused for a span of more than 31 days."""
    start, end = (dt.datetime.fromisoformat(query[name][0]) for name in ("start_date", "end_date"))
    if end - start > SPAN:
        raise Refused("INVALID_REQUEST", 400)
    refunds, page = list(books.listed(start, end)), int(query["page"][0])
    return {
        "transaction_details": [_line(refund) for refund in refunds[(page - 1) * page_size : page * page_size]],
        "last_refreshed_datetime": written(books.now - LISTED_AFTER).replace("Z", "+0000"),
        "page": page,
        "total_items": len(refunds),
        "total_pages": max(1, -(-len(refunds) // page_size)),
    }


def _line(refund: Refund) -> dict[str, Any]:
    info = {
        "transaction_id": refund.id,
        "paypal_reference_id": refund.capture.id,
        "paypal_reference_id_type": "TXN",
        "transaction_event_code": "T1107",
        "transaction_initiation_date": written(refund.created_at).replace("Z", "+0000"),
        "transaction_amount": amount_of(-refund.value, refund.capture.currency),
        "transaction_status": STATES[refund.status],
        "custom_field": refund.custom_id,
        "invoice_id": refund.invoice_id,
    }
    return {"transaction_info": {name: said for name, said in info.items() if said}}
