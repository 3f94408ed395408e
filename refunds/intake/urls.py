"""The doors that programs knock at: /webhooks/<provider>/."""

from __future__ import annotations

from django.urls import path

from refunds.intake.webhooks import paypal, stripe
from refunds.intake.webhooks.door import door

VERIFIES = {
    "paypal": paypal.verify,
    "stripe": stripe.verify,
}

app_name = "webhooks"
urlpatterns = [path(f"{provider}/", door(provider, verify), name=provider) for provider, verify in VERIFIES.items()]
