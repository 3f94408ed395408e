"""Every step that a page of the back office offers, and the examples on which somebody can take it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.contrib import admin
from django.urls import reverse

from refunds.admin.bank.steps import STEPS as OF_BATCHES
from refunds.admin.steps import desk  # noqa: F401 - fills the steps of cases
from refunds.admin.steps.step import STEPS as OF_CASES
from refunds.models import BankBatch, RefundCase
from refunds.operations.perform import refusals

WHO = ("sofia", "mei", "fatima", "adam", "anna", "wei", "ravi", "felix", "tom")
"""Who is asked, in this order, whether they can take a step."""


class AnyStep(NamedTuple):
    """A step of a kind of row. against: from a row and a person, why it can't be taken.

    transitions: those of the row that it takes.
    """

    model: type
    name: str
    against: Callable[[Any, Any], list[str]]
    transitions: tuple[str, ...]

    def address(self, row: Any) -> str:
        """Where its form is."""
        return reverse(f"admin:{self.model._meta.label_lower.replace('.', '_')}_step", args=[row.pk, self.name])


def every_step() -> Iterator[AnyStep]:
    """Those of cases, of bank batches, and of every page with steps beside its row."""
    for name, of_case in OF_CASES.items():
        yield AnyStep(RefundCase, name, of_case.refusals, of_case.transitions)
    for name in OF_BATCHES:
        yield AnyStep(BankBatch, name, partial(_against, name), (name,))
    for model, pages in admin.site._registry.items():
        for one in getattr(pages, "sanctions", ()):
            yield AnyStep(model, one.name, one.refusals, (one.name,))


def _against(name: str, row: Any, person: Any) -> list[str]:
    return refusals(row, name, person)


def who_can(step: AnyStep, rows: Iterable[Any], people: SimpleNamespace) -> tuple[str, Any] | None:
    """The first person who can take the step on one of the rows, and that row; None where nobody can."""
    can = ((who, row) for row in rows for who in WHO if not step.against(row, getattr(people, who)))
    return next(can, None)


def step_pages(examples: Mapping[type, list[Any]], people: SimpleNamespace) -> Iterator[tuple[str, str]]:
    """Who takes each step, and the address of its form where they can."""
    for step in every_step():
        if found := who_can(step, examples.get(step.model, ()), people):
            who, row = found
            yield who, step.address(row)
