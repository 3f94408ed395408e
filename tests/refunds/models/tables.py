"""The tables as the database has them, for tests of rules that hold against plain SQL."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from accounts.state_field import StateField

Model = type[models.Model]


def our_models() -> list[Model]:
    """Every model of ours, the history rows and the tables between two others left out."""
    found = [model for app in ("accounts", "refunds") for model in apps.get_app_config(app).get_models()]
    found = [model for model in found if not model._meta.proxy]  # the rows of a proxy belong to another app
    return [model for model in found if not hasattr(model, "history_type") and not hasattr(model, "m2m_history_id")]


def history_models() -> list[Model]:
    """The models of the history rows of ours."""
    found = [model for app in ("accounts", "refunds") for model in apps.get_app_config(app).get_models()]
    return [model for model in found if hasattr(model, "history_type") or hasattr(model, "m2m_history_id")]


def stateful_models() -> list[Model]:
    """The models with a state."""
    return [model for model in our_models() if any(isinstance(field, StateField) for field in model._meta.fields)]


def execute(sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """Run one statement; the rows that it gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall()) if cursor.description else []


def refusal(sql: str, *parameters: Any) -> str:
    """What the database says against a statement; fails where it lets it through."""
    try:
        with transaction.atomic():
            execute(sql, *parameters)
    except DatabaseError as error:
        return str(error)
    raise AssertionError(f"the database lets through: {sql}")


def triggers_of(table: str) -> set[str]:
    """The names of our triggers on a table that are switched on."""
    rows = execute(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgenabled = 'O'", table
    )
    return {name for (name,) in rows}


def states_of(model: Model) -> list[str]:
    """Every state of a model."""
    return [str(value) for value, _label in model._meta.get_field("status").choices]


def put(table: str, state: str, key: int | None = None) -> None:
    """Bring the rows of a table, or the one of a key, into a state by an arrow of their own."""
    arrows = execute(
        f"""INSERT INTO accounts_statetransition ("table", source, target) SELECT DISTINCT %s, status, %s FROM "{table}"
            WHERE status <> %s ON CONFLICT DO NOTHING RETURNING id""",
        table,
        state,
        state,
    )
    execute(f'UPDATE "{table}" SET status = %s WHERE id = coalesce(%s, id)', state, key)
    execute("DELETE FROM accounts_statetransition WHERE id = ANY(%s)", [id for (id,) in arrows])
