"""Facts: everything a policy may ask about one case, typed and immutable. Not known is a value of its own.

The names and vocabularies are those of the dossier format (docs/dossier.md). Facts marked (302) or (S) occur in one
policy only.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from .fields import Field, Record, each, malformed, many, optional, part, said
from .values import (
    checked_text,
    country,
    currency_code,
    days,
    instant,
    money,
    money_by_currency,
    number,
    quantity,
    setting_values,
    text,
    word,
    yes_or_no,
)

REMARK = 2_000
STORY = 20_000

CHANNELS = (
    "email",
    "contact_form",
    "live_chat",
    "in_platform_chat",
    "enterprise_wechat",
    "social_network",
    "public_forum",
)
METHODS = (
    "visa",
    "mastercard",
    "amex",
    "paypal",
    "apple_pay",
    "google_pay",
    "bank_transfer",
    "alipay",
    "wechat_pay",
    "crypto",
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


class Violation(Record):
    """A violation recorded for the customer's account."""

    id = text()
    type = word("terms_of_service", "abuse", "fraudulent_billing", "benefit_exploitation", "unauthorized_api_use")
    status = word("alleged", "confirmed", "cleared", "overturned")
    recorded_at = optional(instant())
    note = optional(text(REMARK))


class Identity(Record):
    """The identity document of the applicant."""

    provided = yes_or_no()
    matches_account = yes_or_no()


class Customer(Record):
    """Whose account it is."""

    id = text()
    status = word("active", "restricted", "frozen", "terminated")
    status_reason = optional(text())
    region = country()
    verified_real_name = yes_or_no()
    verified_at = optional(instant())
    identity = part(Identity)
    is_account_holder = yes_or_no()
    violations = many(Violation)


class Period(Record):
    """A paid period, half-open."""

    start = instant()
    end = instant()


class Line(Record):
    """One line of an order, with the price before the discount on the order."""

    id = text()
    name = text()
    third_party = yes_or_no()
    amount = money()


class Order(Record):
    """What was bought."""

    number = text()
    kind = word("subscription", "one_off", "topup")
    service = text()
    purchased_at = instant()
    currency = currency_code()
    amount = money()
    period = optional(part(Period))
    lines = many(Line)
    discount = optional(money())
    cancelled_at = optional(instant())
    disclosed_application_deadline = optional(instant())


class Charge(Record):
    """Money taken from the customer. `amount` includes the fee where the customer bore it."""

    id = text()
    order_number = text()
    currency = currency_code()
    amount = money()
    captured_at = optional(instant())
    state = optional(text())
    method = word(*METHODS)
    fee = optional(money())
    fee_bearer = word("merchant", "customer")
    authorized = yes_or_no()
    account_open = yes_or_no()
    period = optional(days())


class Quota(Record):
    """(S) Units granted by the order and consumed of them, those of failed tasks included."""

    granted = quantity()
    consumed = quantity()
    unit = optional(text())


class QuotaGrant(Record):
    """(S) The quota that one charge granted; `charge` is its place in `charges`, from 1."""

    charge = number(1)
    granted = quantity()
    consumed = quantity()


class Draw(Record):
    """(302) PTC taken from one lot."""

    lot = text()
    ptc = quantity()


def _effective_result() -> Field[bool | str]:
    """true, false or "partial"."""

    def read(value: Any, path: str, currency: str | None) -> bool | str:
        if isinstance(value, bool) or value == "partial":
            return value if isinstance(value, bool) else "partial"
        raise malformed(path, f'must be true, false or "partial", not {said(value)}')

    return Field(read)


def _draws() -> Field[tuple[Draw, ...]]:
    """The lots drawn from; null when that is not known, which is not the same as none."""
    field = many(Draw)
    field.absent = lambda path: None
    return field


class Usage(Record):
    """One use of a service: a task (S) or a deduction of PTC (302)."""

    id = text()
    service = text()
    started_at = instant()
    status = word("completed", "failed", "interrupted", "frozen")
    effective_result = _effective_result()
    downloaded = yes_or_no()
    duplicate_of = optional(text())
    cause = optional(word("platform", "upstream_supplier", "user", "unknown"))
    units = quantity()
    deducted_at = instant()
    ptc_deducted = quantity()
    ptc_correct = optional(quantity())
    drawn_from = _draws()
    delivered_at = optional(instant())
    items_total = optional(number(1))
    items_delivered = optional(number())


class Lot(Record):
    """(302) PTC credited together."""

    id = text()
    source = word("paid", "gift", "promo")
    currency = currency_code()
    ptc = quantity()
    price_paid = money()
    list_price = optional(money())
    charge_id = optional(text())
    credited_at = optional(instant())
    bonus_ptc_included = optional(quantity())


class Incident(Record):
    """A recorded outage; without an end it is still open."""

    id = text()
    services = each(text())
    start = instant()
    end = optional(instant())
    cause = word("platform", "upstream_supplier", "planned_maintenance")
    announced_at = optional(instant())


class Audit(Record):
    """(302) The technical audit of the deductions."""

    status = word("pending", "confirmed", "not_platform_fault", "inconclusive")
    abnormal_usage_ids = each(text())
    concluded_at = optional(instant())
    finding = optional(text(REMARK))


class StaffFinding(Record):
    """What staff have established."""

    subject = word(
        "service_defect",
        "result_differs",
        "unauthorised",
        "usage_by_third_party",
        "statutory_right",
        "goodwill",
        "special_circumstances",
        "abuse",
        "false_information",
    )
    result = word("confirmed", "not_confirmed", "suspected", "asserted", "approved")
    note = optional(text(REMARK))


class Evidence(Record):
    """One piece of evidence the customer sent."""

    kind = text()
    readable = optional(yes_or_no())

    @classmethod
    def read(cls, document: Any, path: str, currency: str | None = None) -> "Evidence":
        if type(document) is str:
            return cls(path, (checked_text(document, path, 200), None))
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


class PriorRefund(Record):
    """Money or PTC already given back."""

    kind = word("refund", "ptc_recredit")
    charge_id = optional(text())
    usage_id = optional(text())
    currency = optional(currency_code())
    amount = optional(money())
    ptc = optional(quantity())
    completed_at = optional(instant())
    reason = optional(text(REMARK))
    same_loss = yes_or_no()


class PriorApplication(Record):
    """An earlier application of the customer and what became of it."""

    id = text()
    submitted_at = instant()
    decided_at = optional(instant())
    decided_by = optional(text())
    outcome = word("approved", "rejected")
    reasons = each(text(REMARK))
    order_number = optional(text())


class PolicyVersion(Record):
    """A version of the policy with the settings in which it differs from the built-in one."""

    version = text()
    status = word("draft", "in_force", "superseded")
    posted_at = optional(instant())
    notified_at = optional(instant())
    effective_from = optional(instant())
    effective_to = optional(instant())
    terms = optional(setting_values())


class ProcessingFee(Record):
    """(S) What it costs to send the refund, and whether a supervisor approved deducting it."""

    currency = currency_code()
    amount = money()
    deduction_approved_by_supervisor = yes_or_no()


class Chargeback(Record):
    """(S) A dispute at the bank about one charge; `charge` is its place in `charges`, from 1."""

    charge = number(1)
    opened_at = optional(instant())
    status = optional(text())


class Mediation(Record):
    """(S) A third party asked to mediate."""

    body = optional(text())
    requested_at = optional(instant())


class Contact(Record):
    """An answer given by the company, or a contact of the customer outside the official channels."""

    at = instant()
    by = optional(text())
    kind = optional(text())
    channel = optional(text())


class Facts(Record):
    """The facts of one case. An examination adds `now`, the instant at which the case is looked at."""

    if TYPE_CHECKING:
        now: datetime

    customer = part(Customer)
    order = part(Order)
    charges = many(Charge)
    quota = optional(part(Quota))
    quota_grants = many(QuotaGrant)
    usage = many(Usage)
    lots = many(Lot)
    incidents = many(Incident)
    audit = optional(part(Audit))
    findings = many(StaffFinding)
    claim = part(Claim)
    prior_refunds = many(PriorRefund)
    prior_applications = many(PriorApplication)
    policy_versions = many(PolicyVersion)
    refund_processing_fee = optional(part(ProcessingFee))
    chargeback = optional(part(Chargeback))
    mediation = optional(part(Mediation))
    company_contacts = many(Contact)
    earlier_contacts = many(Contact)
    staff_notes = each(text(REMARK))
