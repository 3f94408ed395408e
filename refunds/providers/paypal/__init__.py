"""PayPal, by its REST contract: refunds of captures, found again by our own key."""

from refunds.providers.paypal.provider import PayPal

__all__ = ["PayPal"]
