"""Fills an empty database with example cases: staff, claims, and what the desk did with them."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.acts import Act
from accounts.models import Customer, StaffMember
from accounts.service_accounts import service_account
from refunds.management.demo_data.people import make_staff
from refunds.management.demo_data.pieces import NAMES
from refunds.management.demo_data.schedule import SEED, Planned, planned
from refunds.management.demo_data.stories import Diary
from refunds.models import RefundCase
from refunds.operations.receive import receive

DOOR = "demo"


class Command(BaseCommand):
    """`manage.py load_demo`: a second run adds only what an interrupted first one left out."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        staff = make_staff()
        door, worker = service_account("door", "door:demo"), service_account("worker")
        known = set(RefundCase.objects.filter(door=DOOR).values_list("door_reference", flat=True))
        for claim in planned(now):
            if claim.document["id"] not in known:
                self.tell(claim, staff, door, worker, now)

    def tell(
        self, claim: Planned, staff: dict[str, StaffMember], door: StaffMember, worker: StaffMember, now: dt.datetime
    ) -> None:
        """Bring one claim in and let its story happen."""
        act = Act(by=door, at=claim.submitted, why="contact form")
        case = receive(claim.document, door=DOOR, door_reference=claim.document["id"], act=act)
        self.introduce(case.customer, act)
        agent, supervisor = (("mei", "sofia"), ("tom", "ravi"))[case.pk % 2]
        claim.story(Diary(case.pk, staff, worker, claim.submitted, now, agent=agent, supervisor=supervisor))

    def introduce(self, customer: Customer, act: Act) -> None:
        """Give a customer a name and an address: the dossier has neither."""
        name = random.Random(f"{SEED} {customer.reference}").choice(NAMES)  # noqa: S311 - invented data
        first = name.split()[0].lower().encode("ascii", "ignore").decode() or "user"
        customer = Customer.fetch(customer.pk)
        customer.name, customer.email = name, f"{first}.{customer.reference[-4:]}@mail.example"
        customer.save(act=act.because("profile of the platform"))
