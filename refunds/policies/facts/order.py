"""What was bought: the order, its lines and its paid period."""

from refunds.policies.fields import Record, many, optional, part
from refunds.policies.values import currency_code, instant, money, text, word, yes_or_no


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
