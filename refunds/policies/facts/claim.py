"""What the customer says and sends."""

from typing import Any

from refunds.policies.fields import Record, each, many, optional, part
from refunds.policies.values import (
    checked_text,
    currency_code,
    instant,
    money,
    money_by_currency,
    text,
    word,
    yes_or_no,
)

from .lengths import REMARK, STORY

CHANNELS = (
    "email",
    "contact_form",
    "live_chat",
    "in_platform_chat",
    "enterprise_wechat",
    "social_network",
    "public_forum",
)
SERVICE_GROUNDS = (
    "service_unusable",
    "results_differ",
    "interruption",
    "unauthorised_charge",
    "duplicate_charge",
    "remaining_fees",
    "statutory_right",
    "goodwill",
    "refund_not_received",
    "other",
)
TOPUP_GROUNDS = (
    "no_result",
    "duplicate_or_excess_deduction",
    "other_abnormal",
    "poor_quality",
    "indirect_loss",
    "accidental_topup",
    "excess_topup",
    "not_needed",
    "withdraw",
    "transfer",
    "duplicate_topup",
    "topup_not_credited",
    "unauthorised_topup",
)


class Evidence(Record):
    """One piece of evidence the customer sent."""

    kind = text()
    readable = optional(yes_or_no())

    @classmethod
    def read(cls, document: Any, path: str, currency: str | None = None) -> "Evidence":
        if type(document) is str:
            return cls(path, {"kind": checked_text(document, path, 200), "readable": None})
        return super().read(document, path, currency)


class Voucher(Record):
    """(302) A top-up voucher."""

    charge_id = optional(text())
    payer_name_matches_account = yes_or_no()


class PayoutAccount(Record):
    """The bank account the customer names for the money."""

    owner_matches_customer = yes_or_no()
    region_supported = yes_or_no()


class LegalProceedings(Record):
    """A case filed or a formal notice served on the claimed charge or deduction."""

    kind = optional(word("court", "arbitration", "formal_notice"))
    filed_at = optional(instant())
    reference = optional(text())


class Claim(Record):
    """What the customer says and sends."""

    type = optional(word("first", "secondary_review", "re_application"))
    ground = word(*SERVICE_GROUNDS, *TOPUP_GROUNDS)
    event_at = instant()
    submitted_at = instant()
    discovered_at = optional(instant())
    channel = word(*CHANNELS)
    currency = optional(currency_code())
    requested_amount = optional(money())
    requested_by_currency = optional(money_by_currency())
    description = optional(text(STORY))
    evidence = many(Evidence)
    charge_ids = each(text())
    usage_ids = each(text())
    order_number_given = yes_or_no()
    purchase_time_given = yes_or_no()
    reason_given = yes_or_no()
    time_given = yes_or_no()
    description_given = yes_or_no()
    order_number_matches_account = yes_or_no()
    stated_purchase_time = optional(instant())
    vouchers = many(Voucher)
    payout_preference = optional(word("bank_transfer", "account_balance", "ptc_recredit"))
    payout_account = optional(part(PayoutAccount))
    legal_proceedings = optional(part(LegalProceedings))
    new_materials = optional(yes_or_no())
    earlier_contact = optional(text(REMARK))
