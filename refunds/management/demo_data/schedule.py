"""Which claims the demo has, when they came in, and what happened to each."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from refunds.management.demo_data import ai302_dossiers as ai302
from refunds.management.demo_data import money_stories as money
from refunds.management.demo_data import service_dossiers as service
from refunds.management.demo_data import stories
from refunds.management.demo_data.pieces import Draft

SEED = 302


class Entry(NamedTuple):
    """One kind of claim, how many hours ago it came in, and its story."""

    hours_ago: float
    claim: Callable[[Draft], dict[str, Any]]
    story: stories.Story


SCHEDULE = [
    Entry(0.4, service.defect_confirmed, stories.untouched),
    Entry(0.7, ai302.audit_confirmed, stories.untouched),
    Entry(1.2, service.charged_twice, stories.untouched),
    Entry(2.5, service.no_order_number, stories.untouched),
    Entry(3.1, service.too_late, stories.untouched),
    Entry(5.0, ai302.audit_open, stories.untouched),
    Entry(7.5, service.unsatisfied, stories.untouched),
    Entry(16.0, ai302.accidental_topup, stories.untouched),
    Entry(21.5, service.long_outage, stories.untouched),
    Entry(23.2, service.defect_partly_used, stories.untouched),
    Entry(26.0, service.defect_confirmed, stories.untouched),
    Entry(4.0, service.defect_partly_used, stories.answered),
    Entry(6.0, ai302.audit_confirmed, stories.taken),
    Entry(9.0, service.not_authorised, stories.taken),
    Entry(20.0, service.unsatisfied, stories.goodwill_proposed),
    Entry(28.0, service.with_partner_line, stories.answered),
    Entry(30.0, ai302.alleged_violation, stories.answered),
    Entry(33.0, service.no_order_number, stories.asked),
    Entry(41.0, ai302.no_evidence, stories.asked),
    Entry(30.0, service.defect_pleaded, stories.under_audit),
    Entry(44.0, ai302.audit_open, stories.under_audit),
    Entry(52.0, ai302.audit_open, stories.under_audit),
    Entry(10.0, service.charged_twice, stories.proposed),
    Entry(18.0, service.defect_partly_used, stories.proposed),
    Entry(25.0, ai302.audit_confirmed, stories.proposed),
    Entry(31.0, service.long_outage, stories.proposed),
    Entry(36.0, service.charged_twice, stories.sent_back),
    Entry(40.0, service.defect_confirmed, stories.approved),
    Entry(43.0, ai302.audit_confirmed, stories.approved),
    Entry(60.0, service.too_late, stories.disagreed),
    Entry(66.0, service.in_court, stories.taken),
    Entry(70.0, service.defect_confirmed, stories.held),
    Entry(74.0, service.defect_confirmed, stories.taken_back),
    Entry(80.0, ai302.too_late, stories.rejected),
    Entry(90.0, service.too_late, stories.rejected),
    Entry(96.0, ai302.accidental_topup, stories.rejected),
    Entry(98.0, service.charged_twice, money.card_closed),
    Entry(430.0, service.charged_twice, money.in_doubt),
    *[Entry(100.0 + 19 * n, service.defect_confirmed, money.paid) for n in range(4)],
    *[Entry(108.0 + 23 * n, service.defect_partly_used, money.paid) for n in range(4)],
    *[Entry(115.0 + 29 * n, service.charged_twice, money.paid) for n in range(3)],
    *[Entry(121.0 + 31 * n, ai302.audit_confirmed, money.paid) for n in range(5)],
    *[Entry(130.0 + 37 * n, service.not_authorised, money.paid) for n in range(2)],
    *[Entry(140.0 + 41 * n, ai302.too_late, stories.rejected) for n in range(3)],
]


class Planned(NamedTuple):
    """One document, the instant at which it came in, and what happened to it."""

    document: dict[str, Any]
    submitted: dt.datetime
    story: stories.Story


def planned(now: dt.datetime) -> Iterator[Planned]:
    """The claims in the order in which they came in, counted back from an instant; always the same for one seed."""
    dice = random.Random(SEED)  # noqa: S311 - invented data, no secret
    for number, entry in enumerate(sorted(SCHEDULE, key=lambda entry: -entry.hours_ago), start=1):
        submitted = now - dt.timedelta(hours=entry.hours_ago)
        yield Planned(entry.claim(Draft(number, dice, submitted)), submitted, entry.story)
