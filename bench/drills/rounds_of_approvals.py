"""Rounds of the drill of approvals: each a charge, and cases that wait for parts of it.

All of them are made by the operations: an approval compares the facts with those that the decision rests on.
"""

from __future__ import annotations

from django.test import Client

from accounts.models import StaffMember
from accounts.service_accounts import service_account
from accounts.staffing import employ
from bench.drills.many_payouts import act_of, captured_case, claimed, prepare

BACKEND = "accounts.backend.StaffBackend"


def make_rounds(count: int, people: int, asked: int) -> list[list[tuple[int, str, int]]]:
    """For each round the cases of one charge: their keys, their numbers, and their decisions. asked: minor units."""
    agent = employ(username="agent", roles=["agent"], act=act_of(service_account("installation")))
    return [one_round(f"-{number}", people, asked, agent) for number in range(count)]


def one_round(suffix: str, people: int, asked: int, agent: StaffMember) -> list[tuple[int, str, int]]:
    """A charge, and the cases that wait for parts of it."""
    charge = captured_case("sandbox", suffix).case_charges.get().charge
    cases = [claimed(charge, f"RC{suffix}-{place}", asked) for place in range(people)]
    return [(case.pk, case.number, prepare(case, agent).pk) for case in cases]


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
