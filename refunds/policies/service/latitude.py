"""What a version of the service policy may switch off, and why it may not switch off the rest."""

from types import MappingProxyType

from refunds.policies.latitude import Latitude
from refunds.policies.wording import phrase

GROUNDS = ("S-2.1.a", "S-2.1.b", "S-2.1.c", "S-2.2.a", "S-2.2.b", "S-2.2.c", "S-2.3.a", "S-2.3.b")
BARS = ("S-3.2.a", "S-3.2.b", "S-3.2.c", "S-3.3.a", "S-3.3.b", "S-3.4.a", "S-3.4.b")
OTHERS = ("S-4.1.a", "S-6.3.b", "S-7.2.a", "S-7.2.b", "S-7.2.c")

BY_USE = phrase("the amount goes by what was used")
A_DATE = phrase("the date promised is worked out by it")

NEEDED = {
    "S-1.5": phrase("it finds the version that governs"),
    "S-2": phrase("it leads to the situations of section 2"),
    "S-3.1.a": BY_USE,
    "S-3.1.b": BY_USE,
    "S-3.1.c": BY_USE,
    "S-4.1.b": phrase("an order that is not identified may be somebody else's"),
    "S-4.1.c": phrase("without a reason no situation can be tested"),
    "S-4.2.a": A_DATE,
    "S-5.4": phrase("a refund that is missed has to be traced before anything else is paid"),
    "S-7.1.c": phrase("without records of the use there is no amount"),
    "S-7.3.a": phrase("nothing is decided while proceedings are pending"),
    "S-8.4": A_DATE,
    "S-8.5": A_DATE,
}

LATITUDE = Latitude(
    switches=frozenset({*GROUNDS, *BARS, *OTHERS}),
    needed=MappingProxyType(NEEDED),
    follows=MappingProxyType({"S-7.2.b": "S-7.2.a"}),
    ascending=(("opening_hour", "closing_hour"),),
    spans=(("card_days_from", "card_days"), ("paypal_days_from", "paypal_days"), ("other_days_from", "other_days")),
    version_clause="S-1.5",
    needs_notice=True,
)
