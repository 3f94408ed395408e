"""Refunds of card payments, Apple Pay and Google Pay by Stripe, with Stripe's own library."""

from refunds.providers.stripe.provider import Stripe

__all__ = ["Stripe"]
