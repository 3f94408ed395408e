"""The states of rows: what django-fsm declares, what the table of transitions lists, what the database lets through."""

from collections.abc import Callable, Iterator
from itertools import permutations
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django_fsm import RETURN_VALUE

from accounts.acts import Act, UnsignedChange
from accounts.models import Customer, Sanction, StateTransition, Violation
from refunds.models import (
    BankBatch,
    CannedReply,
    Charge,
    EstablishedOutcome,
    Order,
    Payout,
    PolicyVersion,
    ProviderEvent,
    RefundCase,
    TryOut,
    UsageQuota,
)
from tests.bank_cast import a_bare_batch
from tests.refunds.models.tables import Model, execute, put, refusal, stateful_models, states_of, triggers_of
from tests.stripe_cast import a_provider_event

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Arrow = tuple[str, str]
REPORTS = "report_status"
"""A step in which the platform says how a row stands there; it may take any listed arrow and adds none of its own."""
STATEFUL = pytest.mark.parametrize("model", stateful_models(), ids=lambda model: model.__name__)


def steps_of(model: Model) -> dict[str, Any]:
    """The transition methods of a model by name, with what django-fsm knows of them."""
    methods = {name: getattr(model, name, None) for name in dir(model) if not name.startswith("__")}
    return {name: method._django_fsm for name, method in methods.items() if hasattr(method, "_django_fsm")}


def arrows_of(step: Any) -> Iterator[Arrow]:
    """The changes of state that a transition method declares; a step that leaves the state has none."""
    for source, arrow in step.transitions.items():
        if isinstance(arrow.target, RETURN_VALUE):
            yield from ((str(source), str(target)) for target in arrow.target.allowed_states)
        elif arrow.target is not None:
            yield str(source), str(arrow.target)


def declared(model: Model, *, reports: bool = False) -> set[Arrow]:
    """The arrows of the steps of a model, or those of reports alone."""
    steps = [step for name, step in steps_of(model).items() if (name == REPORTS) == reports]
    return {arrow for step in steps for arrow in arrows_of(step) if arrow[0] != arrow[1]}


def listed(model: Model) -> set[Arrow]:
    """The arrows in the table of transitions, births left out."""
    rows = StateTransition.objects.filter(table=model._meta.db_table).exclude(source="")
    return set(rows.values_list("source", "target"))


@pytest.fixture
def rows(payout: Payout, draft: PolicyVersion, act_of: Acts) -> SimpleNamespace:
    """One row of everything that has a state, with all that any of its states asks for."""
    CannedReply.objects.record(act_of("sofia"), title="Thanks", text_en="Thank you.", text_zh="谢谢。")
    TryOut.objects.record(act_of("worker"), version=draft, result={})
    execute(
        "UPDATE refunds_policyversion SET proposed_by_id = %s, published_by_id = %s, superseded_by_id = id,"
        " proposed_at = drafted_at, published_at = drafted_at, posted_at = drafted_at, superseded_at = drafted_at,"
        " effective_to = effective_from + interval '1 day'",
        act_of("sofia").by.pk,
        act_of("ravi").by.pk,
    )
    a_provider_event(act_of("door"))
    found = {"ended": "not_paid", "evidence": "statement", "proposed_by": act_of("fatima").by}
    second = {"ruled_by": act_of("sofia").by, "ruled_at": act_of("sofia").at}
    asked = act_of("fatima")
    EstablishedOutcome.objects.record(asked, payout=payout, proposed_at=asked.at, **found, **second)
    Violation.objects.record(act_of("sofia"), customer=payout.case.customer, reference="V-1", type="abuse")
    account = {"customer": payout.case.customer, "measure": "freeze", "reason": "abuse"}
    Sanction.objects.record(asked, proposed_by=asked.by, proposed_at=asked.at, **account, **second)
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("ALTER TABLE accounts_customer DISABLE TRIGGER sanctioned")
    execute("UPDATE refunds_payout SET provider_reference = 'REF-1'")
    a_bare_batch(act_of("fatima"))
    execute("ALTER TABLE refunds_payout DISABLE TRIGGER not_at_the_bank")
    return SimpleNamespace(payout=payout)


def test_fourteen_kinds_of_rows_have_a_state() -> None:
    of_money = {Order, Charge, UsageQuota, Payout, EstablishedOutcome, BankBatch}
    of_people = {Customer, Violation, Sanction}
    of_the_desk = {RefundCase, PolicyVersion, TryOut, CannedReply}
    assert set(stateful_models()) == {*of_people, *of_money, *of_the_desk, ProviderEvent}


@STATEFUL
def test_every_step_that_is_declared_is_listed(model: Model) -> None:
    assert declared(model) - listed(model) == set()


@STATEFUL
def test_every_arrow_that_is_listed_is_declared(model: Model) -> None:
    assert listed(model) - declared(model) - declared(model, reports=True) == set()


@STATEFUL
def test_a_row_is_born_in_a_listed_state(model: Model) -> None:
    births = set(StateTransition.objects.filter(table=model._meta.db_table, source="").values_list("target", flat=True))
    assert model._meta.get_field("status").get_default() in births


@STATEFUL
def test_every_listed_state_is_one_of_the_model(model: Model) -> None:
    rows = StateTransition.objects.filter(table=model._meta.db_table)
    assert {row.source for row in rows} | {row.target for row in rows} <= {"", *states_of(model)}


def test_nothing_is_listed_for_a_table_without_states() -> None:
    tables = set(StateTransition.objects.values_list("table", flat=True))
    assert tables == {model._meta.db_table for model in stateful_models()}


@STATEFUL
def test_the_trigger_watches_the_table(model: Model) -> None:
    assert "listed_transitions" in triggers_of(model._meta.db_table)


@STATEFUL
def test_of_all_pairs_of_states_plain_sql_takes_exactly_the_listed_ones(model: Model, rows: SimpleNamespace) -> None:
    let_through = {pair for pair in permutations(states_of(model), 2) if moves(model._meta.db_table, *pair)}
    assert let_through == listed(model)


def moves(table: str, source: str, target: str) -> bool:
    """Whether the first row of a table, put into the source state, can be put into the target state."""
    try:
        with transaction.atomic():
            put(table, source)
            with transaction.atomic():
                execute(f'UPDATE "{table}" SET status = %s', target)
            raise Undo
    except Undo:
        return True
    except IntegrityError as error:
        if "is not in the table of transitions" not in str(error):
            raise
        return False


class Undo(Exception):
    """Take everything back."""


def test_the_way_around_by_a_queryset_is_closed(case: RefundCase) -> None:
    with pytest.raises(UnsignedChange, match="changed one by one"):
        RefundCase.objects.filter(pk=case.pk).update(status="approved")


def test_a_bare_queryset_is_held_to_the_table(case: RefundCase) -> None:
    with pytest.raises(IntegrityError, match='from "received" to "approved" is not in the table'), transaction.atomic():
        QuerySet(RefundCase).filter(pk=case.pk).update(status="approved")


def test_a_bare_bulk_update_is_held_to_the_table(case: RefundCase) -> None:
    case.__dict__["status"] = "refunded"
    with pytest.raises(IntegrityError, match="is not in the table of transitions"), transaction.atomic():
        QuerySet(RefundCase).bulk_update([case], ["status"])


@pytest.mark.parametrize("state", ["in_review", "approved", "refunded", "withdrawn"])
def test_a_case_is_not_born_decided(case: RefundCase, act_of: Acts, state: str) -> None:
    with pytest.raises(IntegrityError, match=f'from "" to "{state}"'), transaction.atomic():
        RefundCase.objects.record(
            act_of("door"),
            number="RC-9",
            policy="service",
            customer=case.customer,
            door="test",
            door_reference="9",
            received_at=case.received_at,
            status=state,
        )


def test_a_state_is_not_assigned(case: RefundCase) -> None:
    with pytest.raises(AttributeError, match="Direct status modification is not allowed"):
        case.status = "approved"


def test_a_state_that_does_not_exist_is_refused(case: RefundCase) -> None:
    assert "is not in the table" in refusal("UPDATE refunds_refundcase SET status = 'paid twice'")
