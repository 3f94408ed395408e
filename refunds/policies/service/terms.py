"""The service policy and its settings: the numbers of the text, and the readings that are a matter of degree."""

from refunds.policies.facts import SERVICE_GROUNDS
from refunds.policies.language import Policy
from refunds.policies.settings import Setting

DAYS, BUSINESS_DAYS, HOURS = "days", "business days", "hours"

policy = Policy(
    id="service",
    title="Refund Policy",
    version="2025-01",
    text="service.txt",
    pleas=SERVICE_GROUNDS,
    settings=[
        Setting("interruption_hours", 24, "S-2.1.c", HOURS, "An interruption lasts more than", least=1, most=720),
        Setting("renewal_days", 27, "S-2.2.b", DAYS, "Equal charges are renewals after", least=1, most=400),
        Setting("purchase_limit_days", 30, "S-3.3.b", DAYS, "Bought no longer ago than", least=1, most=3650),
        Setting("review_days", 2, "S-4.2.a", BUSINESS_DAYS, "Review within", least=1, most=30),
        Setting("card_days_from", 3, "S-5.1.a", BUSINESS_DAYS, "Cards: processing takes from", least=1, most=60),
        Setting("card_days", 5, "S-5.1.a", BUSINESS_DAYS, "Cards: processing takes at most", least=1, most=60),
        Setting("paypal_days_from", 1, "S-5.2.a", BUSINESS_DAYS, "PayPal: processing takes from", least=1, most=60),
        Setting("paypal_days", 2, "S-5.2.a", BUSINESS_DAYS, "PayPal: processing takes at most", least=1, most=60),
        Setting("other_days_from", 5, "S-5.3.a", BUSINESS_DAYS, "Other methods: takes from", least=1, most=60),
        Setting("other_days", 7, "S-5.3.a", BUSINESS_DAYS, "Other methods: takes at most", least=1, most=60),
        Setting("wallets_as_cards", False, "S-5.3.a", "", "Apple Pay and Google Pay take as long as cards"),
        Setting("rounding", "half_up", "S-7.1.b", "", "Rounding of amounts", choices=("half_up", "half_even", "down")),
        Setting("live_chat_is_a_channel", True, "S-8.2", "", "A request by live chat is an application"),
        Setting("opening_hour", 9, "S-8.4", "o'clock", "Opening of business (UTC+8)", least=0, most=22),
        Setting("closing_hour", 18, "S-8.4", "o'clock", "Close of business (UTC+8)", least=1, most=23),
        Setting("response_hours", 24, "S-8.5", HOURS, "First response within", least=1, most=720),
    ],
)
