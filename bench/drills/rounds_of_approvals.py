"""Rounds of the drill of approvals: each a charge, and cases that wait for parts of it.

One round is made by the operations; the others are copied from it, see many_payouts.py.
"""

from __future__ import annotations

from django.test import Client

from accounts.models import StaffMember
from accounts.service_accounts import service_account
from accounts.staffing import employ
from bench.drills.many_payouts import STRIDE, act_of, captured_case, claimed, copy_family, prepare
from refunds.models import Decision

BACKEND = "django.contrib.auth.backends.ModelBackend"


def make_rounds(count: int, people: int, asked: int) -> list[list[tuple[int, str, int]]]:
    """For each round the cases of one charge: their keys, their numbers, and their decisions. asked: minor units."""
    agent = employ(username="agent", roles=["agent"], act=act_of(service_account("installation")))
    charge = captured_case("sandbox").case_charges.get().charge
    for place in range(people):
        prepare(claimed(charge, f"RC{place}", asked), agent)
    copy_family(count)
    rounds: dict[int, list[tuple[int, str, int]]] = {}
    for decision in Decision.objects.select_related("case").order_by("pk"):
        rounds.setdefault(decision.pk // STRIDE, []).append((decision.case_id, decision.case.number, decision.pk))
    return list(rounds.values())


def approvers(count: int) -> list[Client]:
    """The browsers of so many supervisors, each signed in."""
    browsers = []
    for place in range(count):
        person: StaffMember = employ(
            username=f"supervisor-{place}", roles=["supervisor"], act=act_of(service_account("installation"))
        )
        browser = Client(raise_request_exception=False, SERVER_NAME="localhost")
        browser.force_login(person, backend=BACKEND)
        browsers.append(browser)
    return browsers
