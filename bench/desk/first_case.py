"""The first case: taken, evaluated, decided and approved by the operations, with fifty versions in its history."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from accounts.acts import Act
from accounts.models import StaffMember
from accounts.service_accounts import service_account
from accounts.staffing import employ
from bench.drills.many_payouts import _approved, captured_case
from refunds.models import Message, RefundCase, UsageRecord

AGENTS = 20
VERSIONS = 50


def make_first_case() -> RefundCase:
    """The case, and the agents to whom the others are given."""
    case = captured_case("sandbox")
    _approved(case)
    installer = Act(by=service_account("installation"), at=timezone.now(), why="the benchmark")
    for number in range(1, AGENTS + 1):
        employ(username=f"agent{number:02d}", first_name=f"Agent {number:02d}", roles=["agent"], act=installer)
    UsageRecord.objects.record(
        installer, customer=case.customer, order=case.order, reference="USE", service="image-generation"
    )
    lengthen(RefundCase.fetch(case.pk), by=StaffMember.objects.get(username="agent01"))
    return RefundCase.fetch(case.pk)


def lengthen(case: RefundCase, by: Any) -> None:
    """Versions of the case up to fifty, each with a note."""
    while (versions := case.history.count()) < VERSIONS:
        at = timezone.now() + dt.timedelta(seconds=versions)
        case.mediation_body = f"Consumer council, desk {versions}"
        case.save(act=Act(by=by, at=at, why="named by phone"))
        Message.objects.create(case=case, direction="note", by=by, at=at, body=f"Spoke with desk {versions}.")
