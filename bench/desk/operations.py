"""What a person at the desk does, by the names that the peers use, as requests of somebody who is signed in."""

from __future__ import annotations

import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.acts import Act
from accounts.models import StaffMember
from bench.desk.first_case import AGENTS
from bench.drills.stage import hang_up
from refunds.admin.queue.orders import BY_DUE, READ_BY
from refunds.models import RefundCase
from refunds.operations.triage import take_next

QUEUE = "/admin/refunds/refundcase/"
BACKEND = "accounts.backend.StaffBackend"
AT_ONCE = 8
DEEP = 99_899
"""Rows before the deep page, or all but the last hundred where there are fewer."""


class Desk:
    """An agent who is signed in; each of the operations is one thing that they do."""

    def __init__(self) -> None:
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(StaffMember.objects.get(username="agent01"), backend=BACKEND)
        self.admin = admin.site.get_model_admin(RefundCase)
        middle = RefundCase.objects.select_related("customer", "order").get(pk=RefundCase.objects.count() // 2)
        charge = middle.case_charges.select_related("charge").get().charge
        self.operations: dict[str, Callable[[], dict[str, Any]]] = {
            "queue_100": self.listing(100, "?tab=unassigned"),
            "queue_25": self.listing(25, "?tab=unassigned"),
            "deep_100": self.listing(100, f"?tab=open&after={self.deep_place()}"),
            "search_number": self.page(f"{QUEUE}?q={middle.number}", status=302),
            "search_begins": self.listing(100, f"?q={middle.number[:-1]}"),
            "search_email": self.listing(100, f"?q={middle.customer.email}"),
            "search_order": self.listing(100, f"?q={middle.order.number}"),
            "search_charge": self.listing(100, f"?q={charge.reference}"),
            "search_word": self.listing(100, "?q=chargeback"),
            "palette": self.page(f"{QUEUE}find/?q={middle.number[:-1]}"),
            "change": self.page(f"{QUEUE}1/change/"),
            "history": self.page(f"{QUEUE}1/history/"),
            "next_case": next_case,
        }

    def page(self, address: str, status: int = 200) -> Callable[[], dict[str, Any]]:
        """Ask for an address."""

        def ask() -> dict[str, Any]:
            response = self.client.get(address)
            if response.status_code != status:
                raise AssertionError(f"{address}: {response.status_code}")
            return {"bytes": len(response.content)}

        return ask

    def listing(self, rows: int, query: str) -> Callable[[], dict[str, Any]]:
        """Ask for a page of the queue of so many rows."""
        ask = self.page(QUEUE + query)

        def ask_for_rows() -> dict[str, Any]:
            self.admin.list_per_page = rows  # type: ignore[misc]
            return ask()

        return ask_for_rows

    def deep_place(self) -> str:
        """The place before the deep page."""
        cases = RefundCase.objects.open().annotate(**READ_BY).order_by(*BY_DUE.keys())
        return BY_DUE.written(cases[max(min(DEEP, cases.count() - 101), 0)])


def next_case() -> dict[str, Any]:
    """Eight agents take the next case at the same instant, each by a process of the web server; the longest wait.

    All of it is taken back afterwards.
    """
    agents = list(StaffMember.objects.filter(username__startswith="agent").order_by("pk")[:AT_ONCE])
    take_and_give_back(agents[0])  # a process of the web server has done it before
    hang_up()
    fork = get_context("fork")
    start, done, answers = fork.Barrier(AT_ONCE), fork.Barrier(AT_ONCE), fork.Queue()
    desks = [fork.Process(target=take, args=(agent, start, done, answers)) for agent in agents]
    for desk in desks:
        desk.start()
    taken = [answers.get(timeout=60) for _desk in desks]
    for desk in desks:
        desk.join()
    cases = {case for case, _took in taken}
    return {"cases": len(cases - {0}), "longest_ms": round(max(took for _case, took in taken) * 1000, 1)}


def take(agent: StaffMember, start: Barrier, done: Barrier, answers: Any) -> None:
    """One of the agents; waits for the others before and after."""
    take_and_give_back(agent)
    answers.put(take_and_give_back(agent, start, done))
    hang_up()


def take_and_give_back(agent: StaffMember, *others: Barrier) -> tuple[int, float]:
    """The key of the next case for an agent, and the seconds that it took."""
    act = Act(by=agent, at=timezone.now(), why="bench")
    agent.has_perm("refunds.take_refundcase")
    with transaction.atomic():
        for barrier in others[:1]:
            barrier.wait(30)
        began = time.perf_counter()
        case = take_next(act=act)
        took = time.perf_counter() - began
        for barrier in others[1:]:
            barrier.wait(30)
        transaction.set_rollback(True)
    return (case.pk if case else 0), took


assert AGENTS >= AT_ONCE
