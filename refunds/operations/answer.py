"""What a customer's message changes in their claim."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from refunds.models import RefundCase
from refunds.models.vocabulary import PayoutPreference
from refunds.money import Money
from refunds.operations.perform import Refused
from refunds.operations.words import word


class VoucherSent(NamedTuple):
    """A top-up voucher that came with the message (302-III.1). Whether the payer is the holder may not be known."""

    charge_reference: str
    payer_name_matches_account: bool | None = None


class PayoutAccount(NamedTuple):
    """An own account for a bank transfer (S-6.2.b), as far as it was checked."""

    owner_matches_customer: bool | None = None
    region_supported: bool | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Facts of the claim that a message brings; None, or nothing, leaves what is on file.

    order_number: the number the customer names; the order goes into the file where it is on record. requested: the
    amount now asked for. event_at: when it happened, aware.
    """

    order_number: str = ""
    purchase_time_given: bool | None = None
    stated_purchase_time: dt.datetime | None = None
    reason_given: bool | None = None
    time_given: bool | None = None
    event_at: dt.datetime | None = None
    description_given: bool | None = None
    requested: Money | None = None
    is_account_holder: bool | None = None
    identity_provided: bool | None = None
    identity_matches_account: bool | None = None
    new_materials: bool | None = None
    payout_preference: str = ""
    payout_account: PayoutAccount | None = None
    vouchers: tuple[VoucherSent, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) not in (None, "", ()) for field in fields(self))

    def columns(self) -> Iterator[tuple[str, Any]]:
        """The columns of the claim that it sets, with their new values."""
        for name in SAME:
            if (value := getattr(self, name)) is not None:
                yield name, value
        if self.requested is not None:
            yield from (("requested_minor", self.requested.minor), ("currency", self.requested.currency))
        if self.payout_preference:
            yield "payout_preference", word(PayoutPreference, self.payout_preference)
        if self.payout_account is not None:
            yield "payout_account_given", True
            yield "payout_account_owner_matches", self.payout_account.owner_matches_customer
            yield "payout_account_region_supported", self.payout_account.region_supported


SAME = (
    "purchase_time_given",
    "stated_purchase_time",
    "reason_given",
    "time_given",
    "event_at",
    "description_given",
    "is_account_holder",
    "identity_provided",
    "identity_matches_account",
    "new_materials",
)
"""Facts that bear the name of their column."""


def write_on(case: RefundCase, answer: Answer) -> None:
    """Put the answer on the case, not yet stored. Raises Refused where it can't say what the claim now asks for."""
    if answer.requested is not None and case.requested_amounts.exists():
        raise Refused(
            _("This claim names amounts in several currencies: one amount can't replace them. Receive it anew.")
        )
    for name, value in answer.columns():
        setattr(case, name, value)
