"""What may be missing, as it is asked for: one line for each word of the policies' vocabulary `missing`."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

ASKED_FOR = {
    "order_number": _("the order number"),
    "purchase_time": _("when you bought it"),
    "reason": _("what happened, in your own words"),
    "evidence": _("something that shows the problem, such as a screenshot, a log or a sample of the result"),
    "usage_records": _("the usage records that you have, as we can't find ours"),
    "cancellation": _("when and how you cancelled"),
    "additional_evidence": _("anything new that supports your request"),
    "official_application": _("your request through one of our official channels, so that we can take it up"),
    "payout_account": _("an account in your own name to which we can transfer the money"),
    "real_name_verification": _("the real-name verification of your account"),
    "identity_document": _("an identity document that matches the account"),
    "topup_voucher": _("the top-up voucher, in the name of the account holder"),
    "requested_amount": _("the amount that you ask for"),
    "event_time": _("when it happened"),
    "description": _("a description of the problem"),
}


def asked_for(missing: Iterable[str]) -> list[str]:
    """The lines of a letter for some words; raises ValueError naming a word that isn't in the vocabulary."""
    missing = list(missing)
    unheard_of = [word for word in missing if word not in ASKED_FOR]
    if unheard_of:
        raise ValueError(f"not in the vocabulary of what may be missing: {', '.join(unheard_of)}")
    return [str(ASKED_FOR[word]) for word in missing]
