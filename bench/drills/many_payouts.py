"""Thousands of approved payouts in a minute: one made by the operations, the others copied from it row by row.

A drill is about what happens to payouts, not about how they were approved. The copies are made with the triggers off,
as a superuser may, in a database of the drill's own.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from accounts.acts import Act
from accounts.models import Customer, StaffMember
from accounts.service_accounts import service_account
from accounts.staffing import employ
from refunds.models import (
    CaseCharge,
    Charge,
    Decision,
    DecisionPart,
    Evaluation,
    Finding,
    Order,
    Payout,
    QuotaRevocation,
    RefundCase,
    UsageQuota,
)
from refunds.operations.approve import approve
from refunds.operations.assess import assess
from refunds.operations.attempt import claim, leave_open
from refunds.operations.decide import decide
from refunds.operations.executor.wait import Wait
from refunds.operations.perform import perform
from refunds.operations.recommended import recommended_proposal

FAMILY: tuple[type[models.Model], ...] = (
    Order,
    UsageQuota,
    Charge,
    RefundCase,
    CaseCharge,
    Finding,
    Evaluation,
    Decision,
    DecisionPart,
    Payout,
    QuotaRevocation,
)
"""What belongs to one case; the customer is the same for all."""
STRIDE = 1000
"""How far the numbers of one copy are from those of the next; more than the first case has rows of a kind."""
NAMES = {"number", "reference", "order_number", "key", "door_reference", "destination", "provider_payment"}


def make_payouts(count: int, provider: str, *, sent: bool = True) -> None:
    """Approve `count` refunds of 100.00 USD, each of a charge of its own.

    sent: the first attempt of each got no answer; false where none was made yet.
    """
    payout = _approved(captured_case(provider))
    if sent:
        act = act_of(service_account("worker"))
        attempt = claim(payout.pk, act)
        assert attempt is not None
        leave_open(payout.pk, attempt, Wait("no answer", act.at), act)
    copy_family(count)
    assert Payout.objects.count() == count


def copy_family(count: int) -> None:
    """Every row of the family again, until there are `count` families."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for model in FAMILY:
            cursor.execute(_copies(model), [count - 1])
        for model in FAMILY:
            table = model._meta.db_table
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")


def _copies(model: type[models.Model]) -> str:
    table = model._meta.db_table
    columns = [field.column for field in model._meta.concrete_fields]
    values = ", ".join(_value(model, field) for field in model._meta.concrete_fields)
    names = ", ".join(f'"{column}"' for column in columns)
    return (
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} t, generate_series(1, %s) n WHERE t.id < {STRIDE}"
    )


def _value(model: type[models.Model], field: Any) -> str:
    column = f't."{field.column}"'
    if field.primary_key or (field.is_relation and field.related_model in FAMILY):
        return f"{column} + n * {STRIDE}"
    if field.name in NAMES and not field.is_relation:
        return f"CASE WHEN {column} = '' THEN '' ELSE {column} || '-' || n END"
    if model is Payout and field.name == "body":
        return _body()
    return column


def _body() -> str:
    """The instruction with the names of the copy in it, as the approval would have written it."""
    text = 't."body"'
    for name in ("key", "charge", "payment", "destination"):
        text = f"""regexp_replace({text}, '"{name}":"([^"]*)"', '"{name}":"\\1-' || n || '"')"""
    return text


def act_of(person: StaffMember, why: str = "a drill", minutes: int = 0) -> Act:
    return Act(by=person, at=timezone.now() + dt.timedelta(minutes=minutes), why=why)


def captured_case(provider: str, suffix: str = "") -> RefundCase:
    """A case about a captured charge of 100.00 USD. suffix: of the names of its rows."""
    door, now = service_account("door"), timezone.now()
    act = act_of(door)
    money = {"amount_minor": 100_00, "currency": "USD"}
    customer = Customer.objects.record(
        act, reference=f"CUS{suffix}", name="Lin Hua", region="SG", verified_real_name=True
    )
    bought = {"kind": "subscription", "service": "image-generation", "purchased_at": now - dt.timedelta(days=8)}
    order = Order.objects.record(act, number=f"ORD{suffix}", customer=customer, **bought, **money)
    UsageQuota.objects.record(act, order=order, granted=1000, consumed=0, unit="credits")
    paid = {"status": "captured", "captured_minor": 100_00, "captured_at": order.purchased_at, "method": "visa"}
    payment = {"provider": provider, "provider_payment": f"ch{suffix}", "authorized": True, "account_open": True}
    belongs = {
        "customer": customer,
        "order": order,
        "order_number": f"ORD{suffix}",
        "fee_minor": 0,
        "fee_bearer": "merchant",
    }
    charge = Charge.objects.record(act, reference=f"CH{suffix}", **belongs, **paid, **payment, **money)
    return claimed(charge, f"RC{suffix}", 100_00)


def claimed(charge: Charge, number: str, requested: int) -> RefundCase:
    """A case about the charge, received. requested: minor units."""
    act, now = act_of(service_account("door")), timezone.now()
    claim_of = {
        "policy": "service",
        "ground": "service_unusable",
        "event_at": now - dt.timedelta(days=5),
        "submitted_at": now - dt.timedelta(hours=1),
        "received_at": now - dt.timedelta(hours=1),
        "channel": "contact_form",
        "requested_minor": requested,
        "currency": "USD",
        "description": "The generator keeps failing, I cannot use what I paid for.",
        "order_number_given": True,
        "purchase_time_given": True,
        "reason_given": True,
    }
    belongs = {"customer": charge.customer, "order": charge.order}
    named = {"number": number, "door": "drill", "door_reference": number}
    case: RefundCase = RefundCase.objects.record(act, **belongs, **named, **claim_of)
    CaseCharge.objects.record(act, case=case, charge=charge, position=1, claimed_position=1)
    return case


def _approved(case: RefundCase) -> Payout:
    installer = act_of(service_account("installation"))
    agent = employ(username="agent", roles=["agent"], act=installer)
    supervisor = employ(username="supervisor", roles=["supervisor"], act=installer)
    prepare(case, agent)
    approve(case.pk, act=act_of(supervisor))
    return Payout.objects.get(case=case)


def prepare(case: RefundCase, agent: StaffMember) -> Decision:
    """Take a case, record what makes the policy grant it, and propose what the policy recommends."""
    act = act_of(agent)
    with transaction.atomic():
        perform(RefundCase.fetch(case.pk), "take", act)
    found = {"subject": "service_defect", "result": "confirmed", "recorded_by": agent, "recorded_at": act.at}
    Finding.objects.record(act, case=case, position=1, **found)
    assess(case.pk, act=act)
    proposal = recommended_proposal(RefundCase.fetch(case.pk))
    return decide(case.pk, proposal=proposal, act=act_of(agent))
