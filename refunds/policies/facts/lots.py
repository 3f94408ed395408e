"""(302) Credit bought or given, and what is drawn from it."""

from refunds.policies.fields import Record, optional
from refunds.policies.values import currency_code, instant, money, quantity, text, word


class Draw(Record):
    """(302) PTC taken from one lot."""

    lot = text()
    ptc = quantity()


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
