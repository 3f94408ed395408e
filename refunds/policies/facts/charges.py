"""Money taken from the customer, what the bank disputes of it, and what sending it back costs."""

from refunds.policies.fields import Record, optional
from refunds.policies.values import currency_code, days, instant, money, number, text, word, yes_or_no

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


class Charge(Record):
    """Money taken from the customer. `amount` includes the fee where the customer bore it."""

    id = text()
    order_number = text()
    currency = currency_code()
    amount = money()
    captured_at = optional(instant())
    state = optional(text())
    method = word(*METHODS)
    provider = optional(text())
    provider_payment = optional(text())
    fee = optional(money())
    fee_bearer = word("merchant", "customer")
    authorized = yes_or_no()
    account_open = yes_or_no()
    period = optional(days())


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
