"""People at the desk: signed in, with cases that an agent would find there."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from refunds.models import RefundCase

Desk = Callable[[str], "Person"]


class Person:
    """Somebody in front of a browser."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.client = Client()
        self.client.force_login(user, backend="accounts.backend.StaffBackend")

    def sees(self, case: RefundCase) -> Any:
        """The page of a case."""
        return self.client.get(reverse("admin:refunds_refundcase_change", args=[case.pk]))

    def fetches(self, case: RefundCase, part: str) -> Any:
        """A part of the page of a case, as the browser fetches it when it comes into sight."""
        return self.client.get(reverse("admin:refunds_refundcase_part", args=[case.pk, part]))

    def opens(self, case: RefundCase, step: str) -> Any:
        """The form of a step."""
        return self.client.get(step_of(case, step))

    def takes(self, case: RefundCase, step: str, **typed: Any) -> Any:
        """Open the form of a step, fill it in and send it."""
        form = self.opens(case, step).context
        filled_in = {field.name: field.value() for field in form["form"] if field.value() is not None}
        return self.client.post(step_of(case, step), {**filled_in, "marker": form["marker"], **typed})

    def queue(self, query: str = "") -> list[str]:
        """The numbers of the cases that a queue lists."""
        page = self.client.get(reverse("admin:refunds_refundcase_changelist") + query)
        return [case.number for case in page.context["cl"].result_list]


def step_of(case: RefundCase, step: str) -> str:
    """The address of a step."""
    return reverse("admin:refunds_refundcase_step", args=[case.pk, step])


@pytest.fixture
def desk(people: SimpleNamespace) -> Desk:
    """desk("mei"): an agent who has signed in."""
    return lambda name: Person(getattr(people, name))
