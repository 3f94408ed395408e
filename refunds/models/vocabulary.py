"""The vocabularies of the dossier as choices with labels; a test holds them equal to those of the policies."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PolicyId(TextChoices):
    SERVICE = "service", _("Refund Policy")
    AI302 = "302ai", _("302.AI Refund Policy")


class OrderKind(TextChoices):
    SUBSCRIPTION = "subscription", _("subscription")
    ONE_OFF = "one_off", _("one-off purchase")
    TOPUP = "topup", _("top-up")


class PaymentMethod(TextChoices):
    VISA = "visa", "Visa"
    MASTERCARD = "mastercard", "MasterCard"
    AMEX = "amex", "American Express"
    PAYPAL = "paypal", "PayPal"
    APPLE_PAY = "apple_pay", "Apple Pay"
    GOOGLE_PAY = "google_pay", "Google Pay"
    BANK_TRANSFER = "bank_transfer", _("bank transfer")
    ALIPAY = "alipay", _("Alipay")
    WECHAT_PAY = "wechat_pay", _("WeChat Pay")
    CRYPTO = "crypto", _("crypto currency")


class FeeBearer(TextChoices):
    MERCHANT = "merchant", _("the platform")
    CUSTOMER = "customer", _("the customer")


class UsageStatus(TextChoices):
    COMPLETED = "completed", _("completed")
    FAILED = "failed", _("failed")
    INTERRUPTED = "interrupted", _("interrupted")
    FROZEN = "frozen", _("frozen")


class EffectiveResult(TextChoices):
    YES = "true", _("yes")
    NO = "false", _("no")
    PARTIAL = "partial", _("in part")


class UsageCause(TextChoices):
    PLATFORM = "platform", _("platform")
    UPSTREAM_SUPPLIER = "upstream_supplier", _("upstream supplier")
    USER = "user", _("user")
    UNKNOWN = "unknown", _("unknown")


class LotSource(TextChoices):
    PAID = "paid", _("paid")
    GIFT = "gift", _("gift")
    PROMO = "promo", _("promotion")


class IncidentCause(TextChoices):
    PLATFORM = "platform", _("platform")
    UPSTREAM_SUPPLIER = "upstream_supplier", _("upstream supplier")
    PLANNED_MAINTENANCE = "planned_maintenance", _("planned maintenance")


class AuditStatus(TextChoices):
    PENDING = "pending", _("pending")
    CONFIRMED = "confirmed", _("abnormal consumption confirmed")
    NOT_PLATFORM_FAULT = "not_platform_fault", _("not the platform's fault")
    INCONCLUSIVE = "inconclusive", _("inconclusive")


class FindingSubject(TextChoices):
    SERVICE_DEFECT = "service_defect", _("defect of the service")
    RESULT_DIFFERS = "result_differs", _("result differs from the description")
    UNAUTHORISED = "unauthorised", _("unauthorised charge")
    USAGE_BY_THIRD_PARTY = "usage_by_third_party", _("usage by a third party")
    STATUTORY_RIGHT = "statutory_right", _("right by consumer law")
    GOODWILL = "goodwill", _("goodwill")
    SPECIAL_CIRCUMSTANCES = "special_circumstances", _("special circumstances")
    ABUSE = "abuse", _("abuse")
    FALSE_INFORMATION = "false_information", _("false information")


class FindingResult(TextChoices):
    CONFIRMED = "confirmed", _("confirmed")
    NOT_CONFIRMED = "not_confirmed", _("not confirmed")
    SUSPECTED = "suspected", _("suspected")
    ASSERTED = "asserted", _("asserted by the customer")
    APPROVED = "approved", _("approved")


class ClaimType(TextChoices):
    FIRST = "first", _("first application")
    SECONDARY_REVIEW = "secondary_review", _("secondary review")
    RE_APPLICATION = "re_application", _("re-application")


class Ground(TextChoices):
    SERVICE_UNUSABLE = "service_unusable", _("service unusable or defective")
    RESULTS_DIFFER = "results_differ", _("results differ from the description")
    INTERRUPTION = "interruption", _("interruption over 24 hours")
    UNAUTHORISED_CHARGE = "unauthorised_charge", _("unauthorised charge")
    DUPLICATE_CHARGE = "duplicate_charge", _("duplicate charge")
    REMAINING_FEES = "remaining_fees", _("remaining fees after cancellation")
    STATUTORY_RIGHT = "statutory_right", _("right by consumer law")
    GOODWILL = "goodwill", _("goodwill")
    REFUND_NOT_RECEIVED = "refund_not_received", _("refund not received")
    OTHER = "other", _("other")
    NO_RESULT = "no_result", _("PTC deducted without a result")
    DUPLICATE_OR_EXCESS = "duplicate_or_excess_deduction", _("duplicate or excessive deduction")
    OTHER_ABNORMAL = "other_abnormal", _("other abnormal consumption")
    POOR_QUALITY = "poor_quality", _("poor quality of a result")
    INDIRECT_LOSS = "indirect_loss", _("indirect loss")
    ACCIDENTAL_TOPUP = "accidental_topup", _("accidental top-up")
    EXCESS_TOPUP = "excess_topup", _("excessive top-up")
    NOT_NEEDED = "not_needed", _("no longer needed")
    WITHDRAW = "withdraw", _("withdrawal of the balance")
    TRANSFER = "transfer", _("transfer of the balance")
    DUPLICATE_TOPUP = "duplicate_topup", _("duplicate top-up")
    TOPUP_NOT_CREDITED = "topup_not_credited", _("top-up not credited")
    UNAUTHORISED_TOPUP = "unauthorised_topup", _("unauthorised top-up")


class Channel(TextChoices):
    EMAIL = "email", _("e-mail")
    CONTACT_FORM = "contact_form", _("contact form")
    LIVE_CHAT = "live_chat", _("live chat")
    IN_PLATFORM_CHAT = "in_platform_chat", _("chat in the platform")
    ENTERPRISE_WECHAT = "enterprise_wechat", _("Enterprise WeChat")
    SOCIAL_NETWORK = "social_network", _("social network")
    PUBLIC_FORUM = "public_forum", _("public forum")


class PayoutPreference(TextChoices):
    BANK_TRANSFER = "bank_transfer", _("bank transfer")
    ACCOUNT_BALANCE = "account_balance", _("account balance")
    PTC_RECREDIT = "ptc_recredit", _("PTC credited back")


class LegalKind(TextChoices):
    COURT = "court", _("court")
    ARBITRATION = "arbitration", _("arbitration")
    FORMAL_NOTICE = "formal_notice", _("formal notice")


class Recommendation(TextChoices):
    APPROVE = "approve", _("approve")
    APPROVE_PARTIAL = "approve_partial", _("approve in part")
    REJECT = "reject", _("reject")
    NEEDS_INFORMATION = "needs_information", _("ask the customer")
    NEEDS_TECHNICAL_AUDIT = "needs_technical_audit", _("technical audit")
    NEEDS_SUPERVISOR = "needs_supervisor", _("ask a supervisor")
    LEGAL_HOLD = "legal_hold", _("legal hold")
