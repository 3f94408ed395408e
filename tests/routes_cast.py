"""Every address of the back office, each with a row to look at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.acts import Act
from accounts.models import StaffMember, Violation, WrongPassword
from refunds.models import (
    CalendarDay,
    CalendarYear,
    CannedReply,
    EstablishedOutcome,
    EvidenceFile,
    ExportRecord,
    ForeignRefund,
    Incident,
    Payout,
    PayoutLimit,
    PolicyVersion,
    ProviderSwitch,
    RefundCase,
    Refusal,
    StoredFile,
    TryOut,
    UsageRecord,
)
from refunds.operations.bank.accounts import give_bank_account
from refunds.operations.bank.statements import import_statement
from refunds.operations.evidence import add_evidence
from refunds.operations.sanction import propose_sanction
from tests.bank_cast import ACCOUNT, a_bare_batch, a_bare_line
from tests.cast import MOMENT
from tests.refunds.providers.bank_files.statements import statement
from tests.stripe_cast import a_provider_event


def routes(resolver: Any, namespace: str = "", prefix: str = "") -> Iterator[tuple[str | None, str]]:
    """The name and the pattern of every route."""
    for found in resolver.url_patterns:
        pattern = prefix + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from routes(found, f"{namespace}{found.namespace}:" if found.namespace else namespace, pattern)
        elif isinstance(found, URLPattern):
            yield (namespace + found.name if found.name else None), pattern


@cache
def named_routes() -> dict[str, str]:
    """The pattern of every route that has a name."""
    return {name: pattern for name, pattern in routes(get_resolver()) if name}


def arguments_of(route: str) -> list[str]:
    """The names of what the address of a route needs."""
    return re.findall(r"<(?:\w+:)?(\w+)>", named_routes()[route])


STEPS = {
    "accounts_customer": "propose",
    "accounts_sanction": "approve",
    "accounts_violation": "confirm",
    "refunds_bankbatch": "release",
    "refunds_bankstatementline": "conclude",
    "refunds_cannedreply": "retire",
    "refunds_payout": "cancel",
    "refunds_policyversion": "propose",
    "refunds_providerevent": "take_up_again",
    "refunds_tryout": "ask_to_stop",
}
"""A step of each kind of row that has some; those of a case have it otherwise."""


def a_file_in(case: RefundCase, act: Act) -> EvidenceFile:
    """A piece of evidence of a case, with its file."""
    stored = StoredFile.objects.create(sha256="0" * 64, media_type="text/plain", size=1, content=b"x")
    (piece,) = add_evidence(case, ["log"], act)
    return EvidenceFile.objects.create(
        evidence=piece, stored=stored, name="a.log", uploaded_by=act.by, uploaded_at=act.at
    )


@pytest.fixture
def objects(people: SimpleNamespace, payout: Payout, act_of: Callable[..., Act]) -> Callable[[type], Any]:
    """objects(model): a row of the model to ask for. What the cast has is taken; the rest is built here."""
    door = act_of("door")
    customer = payout.charge.customer
    builders: dict[str, Callable[[], Any]] = {
        "StaffMember": lambda: people.tom,
        "Sanction": lambda: propose_sanction(customer.pk, measure="freeze", act=act_of("sofia")),
        "Violation": lambda: Violation.objects.record(door, customer=customer, reference="V-1", type="abuse"),
        "Incident": lambda: Incident.objects.record(door, reference="INC-1", start=MOMENT),
        "UsageRecord": lambda: UsageRecord.objects.record(door, customer=customer, reference="U-1"),
        "BankAccount": lambda: give_bank_account(payout.case_id, given=ACCOUNT, act=act_of("mei")),
        "BankBatch": lambda: a_bare_batch(act_of("fatima")),
        "BankStatement": lambda: import_statement(statement(), filename="a.xml", act=act_of("fatima")),
        "BankStatementLine": lambda: a_bare_line(act_of("fatima")),
        "ProviderEvent": lambda: a_provider_event(door),
        "CannedReply": lambda: CannedReply.objects.record(
            act_of("sofia"), title="Thanks", text_en="Thank you.", text_zh="谢谢。"
        ),
        "PolicyVersion": lambda: PolicyVersion.objects.record(door, policy="service", version="2026-01"),
        "EvidenceFile": lambda: a_file_in(payout.case, act_of("mei")),
        "TryOut": lambda: TryOut.objects.record(
            act_of("sofia"), version=make(PolicyVersion), digest="0" * 64, asked_by=people.sofia, asked_at=MOMENT
        ),
        "CalendarDay": lambda: CalendarDay.objects.record(
            act_of("adam"), day=dt.date(2027, 1, 1), works=False, source="notice 1"
        ),
        "CalendarYear": lambda: CalendarYear.objects.record(act_of("adam"), year=2027, source="notice 1"),
        "ProviderSwitch": lambda: ProviderSwitch.objects.record(act_of("adam"), provider="sandbox", changed_at=MOMENT),
        "PayoutLimit": lambda: PayoutLimit.objects.record(act_of("adam"), currency="USD"),
        "EstablishedOutcome": lambda: EstablishedOutcome.objects.record(
            act_of("fatima"),
            payout=payout,
            ended="not_paid",
            evidence="a letter",
            proposed_by=people.fatima,
            proposed_at=MOMENT,
        ),
        "ForeignRefund": lambda: ForeignRefund.objects.record(
            door,
            provider="sandbox",
            provider_reference="R-1",
            payment="P-1",
            amount_minor=1,
            currency="USD",
            made_at=MOMENT,
            found_at=MOMENT,
        ),
        "WrongPassword": lambda: WrongPassword.objects.create(username="mei", failures_since_start=5),
        "Refusal": lambda: Refusal.objects.create(kind="rule", by=people.mei, at=MOMENT, what="Approve"),
        "ExportRecord": lambda: ExportRecord.objects.create(
            report="payouts",
            by=people.fatima,
            at=MOMENT,
            filters={"from": "a", "to": "b", "by": "settled"},
            row_count=0,
            totals=[],
            sha256="0" * 64,
        ),
    }

    def make(model: type) -> Any:
        found = model._default_manager.first() if model is not StaffMember else None
        build = builders.get(model.__name__)
        if found is None and build is None:
            pytest.fail(f"{model.__name__} has pages: say in `objects` how to build one")
        return found or build()

    return make


@pytest.fixture
def address(objects: Callable[[type], Any]) -> Callable[[str], str]:
    """address(route): the route with arguments that fit."""

    def make(route: str) -> str:
        return reverse(route, kwargs={name: argument(route, name) for name in arguments_of(route)})

    def argument(route: str, name: str) -> Any:
        known = {"uidb64": "MQ", "token": "none-at-all", "app_label": "accounts", "number": "RC-1", "key": "payouts"}
        known |= {"policy": "service", "year": 2027, "provider": "sandbox", "currency": "USD", "part": "story"}
        if name in known:
            return known[name]
        if name == "evidence":
            return objects(EvidenceFile).evidence_id
        if name == "name":
            return STEPS.get(route[6:-5], "approve")
        model = next(
            m for m in admin.site._registry if route.startswith(f"admin:{m._meta.label_lower.replace('.', '_')}_")
        )
        return objects(model).pk

    return make
