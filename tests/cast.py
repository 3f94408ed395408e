"""The small cast and the one moment of the tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet

from accounts.acts import Act
from accounts.models import Customer, StaffMember
from accounts.roles import BY_ID
from refunds.models import CaseCharge, Charge, Order, RefundCase, UsageQuota
from refunds.operations.sanction import approve_sanction, propose_sanction

UTC8 = dt.timezone(dt.timedelta(hours=8))
MOMENT = dt.datetime(2026, 3, 11, 10, 0, tzinfo=UTC8)
"""Wednesday, an ordinary working day."""
PASSWORD = "a long enough password"

PEOPLE = {
    "mei": "agent",
    "tom": "agent",
    "sofia": "supervisor",
    "ravi": "supervisor",
    "fatima": "finance",
    "felix": "finance",
    "wei": "technical_auditor",
    "anna": "compliance_auditor",
    "adam": "administrator",
}


SERVICES = ("door", "worker", "installation")


@pytest.fixture
def people(db: None) -> SimpleNamespace:
    """One person or two for each role, and the service accounts: people.mei is an agent, people.worker pays."""
    cast = [person(name) for name in PEOPLE] + [service(role) for role in SERVICES]
    with transaction.atomic():
        QuerySet(StaffMember).bulk_create(cast)
        put_on_record(cast)
    return SimpleNamespace(**{row.username: row for row in cast})


def person(name: str) -> StaffMember:
    """Somebody of the desk, not stored yet."""
    return StaffMember(
        username=name, first_name=name.title(), email=f"{name}@example.test", is_staff=True, password=hashed_password()
    )


def service(role: str) -> StaffMember:
    """A service account, not stored yet."""
    return StaffMember(username=role, first_name=str(BY_ID[role].label), is_service=True, password=make_password(None))


@cache
def hashed_password() -> str:
    """The password of all of them, hashed once for all tests."""
    return make_password(PASSWORD)


def put_on_record(cast: list[StaffMember]) -> None:
    """Give everybody their role, with the history that accounts.staffing would write, in few queries for many tests."""
    groups = {group.name: group for group in Group.objects.all()}
    through = StaffMember.groups.through
    held = [through(staffmember=row, group=groups[PEOPLE.get(row.username, row.username)]) for row in cast]
    through.objects.bulk_create(held)
    written = {"default_date": MOMENT - dt.timedelta(days=30), "default_change_reason": "the cast of the tests"}
    versions = StaffMember.history.bulk_history_create(cast, default_user=cast[-1], **written)
    kept = versions[0].historicalstaffmember_groups_set.model
    pairs = zip(versions, held, strict=True)
    kept.objects.bulk_create([kept(history=v, id=h.pk, staffmember=h.staffmember, group=h.group) for v, h in pairs])


@pytest.fixture
def act_of(people: SimpleNamespace) -> Callable[..., Act]:
    """act_of("mei", "why", minutes=5): an act of a person some time after the moment."""

    def make(name: str, why: str = "because the test says so", **later: float) -> Act:
        return Act(by=getattr(people, name), at=MOMENT + dt.timedelta(**later), why=why)

    return make


@pytest.fixture
def customer(act_of: Callable[..., Act]) -> Customer:
    """Lin Hua, in good standing."""
    return Customer.objects.record(
        act_of("door"),
        reference="CUS-1",
        name="Lin Hua",
        email="lin.hua@example.test",
        region="SG",
        verified_real_name=True,
    )


@pytest.fixture
def order(customer: Customer, act_of: Callable[..., Act]) -> Order:
    """1,000 credits of image generation for 100.00 USD, bought eight days before the moment, none used."""
    bought = MOMENT - dt.timedelta(days=8)
    order = Order.objects.record(
        act_of("door"),
        number="ORD-1",
        customer=customer,
        kind="subscription",
        service="image-generation",
        purchased_at=bought,
        amount_minor=100_00,
        currency="USD",
    )
    UsageQuota.objects.record(act_of("door"), order=order, granted=1000, consumed=0, unit="credits")
    return order


@pytest.fixture
def charge(order: Order, act_of: Callable[..., Act]) -> Charge:
    """The captured charge of the order, by Visa."""
    return Charge.objects.record(
        act_of("door"),
        reference="CH-1",
        customer=order.customer,
        order=order,
        order_number=order.number,
        status="captured",
        amount_minor=100_00,
        captured_minor=100_00,
        captured_at=order.purchased_at,
        currency="USD",
        method="visa",
        fee_minor=0,
        fee_bearer="merchant",
        authorized=True,
        account_open=True,
    )


@pytest.fixture
def open_case(charge: Charge, act_of: Callable[..., Act]) -> Callable[..., RefundCase]:
    """open_case(number="RC-2"): another case about the charge, received and not yet looked at."""

    def make(number: str = "RC-1", **values: Any) -> RefundCase:
        act = act_of("door")
        claim = {
            "policy": "service",
            "ground": "service_unusable",
            "event_at": MOMENT - dt.timedelta(days=5),
            "submitted_at": MOMENT - dt.timedelta(hours=1),
            "received_at": MOMENT - dt.timedelta(hours=1),
            "channel": "contact_form",
            "requested_minor": 100_00,
            "currency": "USD",
            "description": "The generator keeps failing, I cannot use what I paid for.",
            "order_number_given": True,
            "purchase_time_given": True,
            "reason_given": True,
        }
        case = RefundCase.objects.record(
            act,
            number=number,
            customer=charge.customer,
            order=charge.order,
            door="test",
            door_reference=number,
            **{**claim, **values},
        )
        CaseCharge.objects.record(act, case=case, charge=charge, position=1, claimed_position=1)
        return case

    return make


@pytest.fixture
def case(open_case: Callable[..., RefundCase]) -> RefundCase:
    """Case RC-1 about the charge."""
    return open_case()


@pytest.fixture
def sanctioned(act_of: Callable[..., Act]) -> Callable[..., Customer]:
    """sanctioned(customer, "freeze"): Sofia proposed it and Ravi approved it."""

    def make(customer: Customer, measure: str) -> Customer:
        found = propose_sanction(customer.pk, measure=measure, act=act_of("sofia", "under investigation", minutes=5))
        approve_sanction(found.pk, act=act_of("ravi", "agreed", minutes=6))
        return Customer.fetch(customer.pk)

    return make
