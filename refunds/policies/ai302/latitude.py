"""What a version of the 302.AI policy may switch off, and why it may not switch off the rest."""

from types import MappingProxyType

from refunds.policies.latitude import Latitude
from refunds.policies.wording import phrase

BY_THE_AUDIT = phrase("what is due goes by what the audit found")

NEEDED = {
    "302-I.2": phrase("no other rule keeps a balance from being paid out"),
    "302-I.3": phrase("what was given for free has no price that could be refunded"),
    "302-II": BY_THE_AUDIT,
    "302-II.1": BY_THE_AUDIT,
    "302-II.2": BY_THE_AUDIT,
    "302-II.3": BY_THE_AUDIT,
    "302-III.2": phrase("what is due is found by the window of each deduction; give the window another length instead"),
    "302-IV.2": phrase("the date of the audit is worked out by it"),
    "302-IV.4": phrase("a rejection has to say whether one can apply again"),
    "302-V.1": phrase("what is due goes by the abnormal consumption alone"),
}

LATITUDE = Latitude(
    switches=frozenset({"302-I.1", "302-III.1", "302-III.3", "302-III.4", "302-IV.1", "302-V.2"}),
    needed=MappingProxyType(NEEDED),
    version_clause="302-V.3",
)
