"""Which provider pays back what: by route, and on the original route by the method of the charge."""

from __future__ import annotations

BY_ROUTE = {
    "account_balance": "account_balance",
    "bank_transfer": "sandbox",
}
BY_METHOD = {
    "visa": "sandbox",
    "mastercard": "sandbox",
    "amex": "sandbox",
    "paypal": "sandbox",
    "apple_pay": "sandbox",
    "google_pay": "sandbox",
    "bank_transfer": "sandbox",
    "alipay": "sandbox",
    "wechat_pay": "sandbox",
}


class NoProvider(LookupError):
    """Nobody pays this method back: a question of the route, for a person, never a reason to refuse (pick S24)."""


def provider_name(route: str, method: str) -> str:
    """The name of the provider for a route and the method by which the charge was paid. Raises NoProvider."""
    name = BY_ROUTE.get(route) or BY_METHOD.get(method)
    if name is None:
        raise NoProvider(method)
    return name
