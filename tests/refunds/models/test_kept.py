"""Nothing that a decision may rest on is deleted or rewritten: not by the ORM, not by plain SQL."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accounts.acts import Act, UnsignedChange
from accounts.models import Customer, Recorded, StaffMember, StateTransition
from refunds.models import DecisionPart, Evaluation, Message, Payout, Presence, ProviderHealth, QueueCount, RefundCase
from refunds.models.kept import Kept
from tests.refunds.models.tables import Model, execute, history_models, our_models, refusal, triggers_of

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
KEPT_OTHERWISE = {
    StaffMember: "Django writes passwords and sign-ins; all else is signed (tests/accounts/test_staffing.py)",
    StateTransition: "migrations fill it",
    ProviderHealth: "a gauge that workers write between two calls; it decides about waiting only",
    Presence: "who has a page open just now; it expires, and decides nothing",
    QueueCount: "sums of what the cases say, folded by a job (tests/refunds/operations/test_queue_counts.py)",
}
OURS = pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
HISTORIES = pytest.mark.parametrize("model", history_models(), ids=lambda model: model.__name__)


@OURS
def test_every_model_declares_that_its_changes_are_signed_or_that_it_is_written_once(model: Model) -> None:
    assert issubclass(model, Recorded) != issubclass(model, Kept) or model in KEPT_OTHERWISE


@OURS
def test_the_database_keeps_the_rows_of_every_model(model: Model) -> None:
    if model in (StateTransition, QueueCount, Presence):
        return
    deleting = "written_once" if issubclass(model, Kept) else "never_deleted"
    assert {deleting, "never_emptied"} <= triggers_of(model._meta.db_table)


@OURS
def test_every_model_whose_rows_change_has_a_history(model: Model) -> None:
    assert hasattr(model, "history") == (issubclass(model, Recorded) or model is StaffMember)


@HISTORIES
def test_the_database_takes_history_rows_once_and_for_good(model: Model) -> None:
    assert {"written_once", "never_emptied"} <= triggers_of(model._meta.db_table)


def test_a_history_row_is_neither_changed_nor_deleted_nor_emptied_away(case: RefundCase) -> None:
    table = "refunds_historicalrefundcase"
    assert f"UPDATE of {table} is refused" in refusal(f"UPDATE {table} SET history_change_reason = 'nothing happened'")
    assert f"DELETE of {table} is refused" in refusal(f"DELETE FROM {table}")
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert f"TRUNCATE of {table} is refused" in refusal(f"TRUNCATE {table}")


def test_a_history_row_is_not_rewritten_by_the_orm_either(case: RefundCase) -> None:
    row = case.history.latest()
    row.history_change_reason = "nothing happened"
    with pytest.raises(IntegrityError, match="is refused"), transaction.atomic():
        row.save()
    with pytest.raises(IntegrityError, match="is refused"), transaction.atomic():
        row.delete()


def test_a_case_is_not_deleted(case: RefundCase) -> None:
    with pytest.raises(UnsignedChange, match="never deleted"):
        case.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        QuerySet(RefundCase).filter(pk=case.pk)._raw_delete("default")
    assert "is refused" in refusal("DELETE FROM refunds_refundcase")


def test_a_customer_is_not_deleted_even_without_cases(customer: Customer) -> None:
    with pytest.raises(UnsignedChange, match="never deleted"):
        customer.delete()
    with pytest.raises(IntegrityError, match="is refused"), transaction.atomic():
        Customer.objects.filter(pk=customer.pk).delete()


@pytest.mark.parametrize("model", [Evaluation, DecisionPart])
def test_what_is_written_once_is_not_rewritten(payout: Payout, model: Model) -> None:
    row = model._default_manager.all()[:1].get()
    with pytest.raises(TypeError, match="never changed"):
        row.save()
    with pytest.raises(TypeError, match="never deleted"):
        row.delete()
    assert "is refused" in refusal(f"UPDATE {model._meta.db_table} SET currency = 'EUR'")
    assert "is refused" in refusal(f"DELETE FROM {model._meta.db_table}")


def test_a_message_stays_as_it_was_said(case: RefundCase, act_of: Acts) -> None:
    act = act_of("mei")
    message = Message.objects.create(case=case, direction="outbound", by=act.by, at=act.at, body="No.")
    with pytest.raises(TypeError, match="never changed"):
        message.save()
    assert "is refused" in refusal("UPDATE refunds_message SET body = 'Yes.'")
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(body="Yes.")
    assert Message.objects.get().body == "No."


@pytest.mark.parametrize(
    "column",
    [
        "case_id",
        "evaluation_id",
        "stage",
        "outcome",
        "upheld",
        "clauses",
        "reason",
        "reapply_by",
        "departs",
        "departs_because",
        "needs_supervisor",
        "prepared_by_id",
        "prepared_at",
    ],
)
def test_a_decision_that_waits_is_not_altered(case: RefundCase, prepared: Callable[..., object], column: str) -> None:
    prepared(case)
    assert "can not be altered" in refusal(f"UPDATE refunds_decision SET {column} = {another(column)}")


@pytest.mark.parametrize(
    "column",
    [
        "part_id",
        "case_id",
        "charge_id",
        "amount_minor",
        "currency",
        "route",
        "provider",
        "destination",
        "destination_digest",
        "key",
        "body",
        "policy_version",
        "prepared_by_id",
        "approved_by_id",
        "approved_at",
    ],
)
def test_what_was_approved_for_a_payout_is_not_altered(payout: Payout, column: str) -> None:
    assert "can not be altered" in refusal(f"UPDATE refunds_payout SET {column} = {another(column)}")


def test_every_column_of_a_payout_is_either_fixed_or_what_money_did() -> None:
    moving = {"id", "status", "attempts", "lease_until", "next_attempt_at", "last_problem", "settled_at"}
    moving |= {"sent_at", "task_since"}
    fixed = set(test_what_was_approved_for_a_payout_is_not_altered.pytestmark[0].args[1])
    assert {field.column for field in Payout._meta.fields} == moving | fixed | {"provider_reference"}


def test_the_reference_of_a_provider_is_given_once(payout: Payout) -> None:
    execute("UPDATE refunds_payout SET provider_reference = 'SBX-1'")
    assert "can not be altered" in refusal("UPDATE refunds_payout SET provider_reference = 'SBX-2'")
    assert "can not be altered" in refusal("UPDATE refunds_payout SET provider_reference = NULL")


def test_a_ruling_is_given_once(payout: Payout) -> None:
    assert "has its ruling already" in refusal("UPDATE refunds_decision SET ruled_because = 'I was not there'")


def test_a_payout_of_anything_but_an_approved_part_is_refused(payout: Payout) -> None:
    columns = ", ".join(
        field.column for field in Payout._meta.fields if field.column not in ("id", "amount_minor", "key")
    )
    copied = f"INSERT INTO refunds_payout ({columns}, amount_minor, key) SELECT {columns}, 1, 'K' FROM refunds_payout"
    assert "is not the approved part" in refusal(copied)


@pytest.mark.parametrize("said", ["amount", "currency", "key", "destination"])
def test_an_instruction_that_does_not_say_what_was_approved_is_refused(payout: Payout, said: str) -> None:
    columns = ", ".join(field.column for field in Payout._meta.fields if field.column not in ("id", "body"))
    other = f'(body::jsonb || \'{{"{said}": "7"}}\')::text'
    copied = f"INSERT INTO refunds_payout ({columns}, body) SELECT {columns}, {other} FROM refunds_payout"
    assert "does not say what was approved" in refusal(copied)


def test_a_decision_takes_no_parts_once_it_has_its_ruling(payout: Payout) -> None:
    added = "INSERT INTO refunds_decisionpart (decision_id, charge_id, amount_minor, currency, route) "
    assert "takes no more parts" in refusal(
        added + "SELECT decision_id, charge_id, 1, currency, route FROM refunds_decisionpart"
    )


def another(column: str) -> str:
    """Some other value of a column, as SQL."""
    if column.endswith("_id"):
        return f"{column} + 1000"
    if column in ("departs", "needs_supervisor"):
        return f"NOT {column}"
    return {
        "upheld": "true",
        "clauses": "ARRAY['S-9']",
        "amount_minor": "amount_minor - 1",
        "currency": "'EUR'",
        "destination_digest": "upper(destination_digest)",
        "prepared_at": "prepared_at - interval '1 day'",
        "approved_at": "approved_at - interval '1 day'",
        "reapply_by": "now()",
    }.get(column, f"{column} || '!'")
