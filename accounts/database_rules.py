"""Migration operations that put the house rules into the database. Used by migrations only; its SQL never changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import migrations

TRIGGERS = {
    "listed_transitions": (
        "BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_unlisted_transition()"
    ),
    "never_deleted": "BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "written_once": "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "never_emptied": "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
}


def trigger(name: str, tables: Iterable[str]) -> list[migrations.RunSQL]:
    """Operations that put one of the triggers on some tables; each can be taken back."""
    when = TRIGGERS[name]
    return [
        migrations.RunSQL(f"CREATE TRIGGER {name} {when.format(table=table)}", f"DROP TRIGGER {name} ON {table}")
        for table in tables
    ]


def keep(stateful: Iterable[str], changeable: Iterable[str], written_once: Iterable[str]) -> list[migrations.RunSQL]:
    """The triggers for tables with a state, for tables whose rows may change, and for tables written once."""
    changeable, written_once = list(changeable), list(written_once)
    return [
        *trigger("listed_transitions", stateful),
        *trigger("never_deleted", changeable),
        *trigger("written_once", written_once),
        *trigger("never_emptied", [*changeable, *written_once]),
    ]


def list_transitions(transitions: Mapping[str, str]) -> migrations.RunPython:
    """An operation that fills the table of transitions.

    transitions: for each table its arrows "source>target", separated by white space; ">target" is a state in which a
    row may be born.
    """

    def fill(apps: Any, schema_editor: Any) -> None:
        rows = apps.get_model("accounts", "StateTransition").objects
        for table, arrows in transitions.items():
            for source, target in (arrow.split(">") for arrow in arrows.split()):
                rows.create(table=table, source=source, target=target)

    def clear(apps: Any, schema_editor: Any) -> None:
        apps.get_model("accounts", "StateTransition").objects.filter(table__in=list(transitions)).delete()

    return migrations.RunPython(fill, clear)
