"""Fills the database of the benchmark: one case by the operations, all others by the server itself from SQL.

Triggers, foreign keys and indexes are off meanwhile and back afterwards, so that what is measured is what a migration
makes. As in the comparison that peers fill, a case has an order, a charge, ten usage records and 0.4 versions.
"""

from __future__ import annotations

import json
import time
from typing import Any

from django.core.management import call_command
from django.db import connection

from bench.desk.first_case import make_first_case
from bench.desk.rows import USAGE, VALUES, sentences
from refunds.operations.queue_counts import fold, repair

USAGE_RECORDS = 10
FILLED = (*VALUES, "refunds_usagerecord", "refunds_historicalrefundcase", "refunds_casewords")


def fill(cases: int) -> None:
    """Migrate, and fill up to so many cases; prints what it took."""
    began = time.perf_counter()
    call_command("migrate", verbosity=0, interactive=False)
    make_first_case()
    with connection.cursor() as cursor:
        cursor.execute(
            "SET statement_timeout = 0; SET session_replication_role = replica; SET maintenance_work_mem = '1GB'"
        )
        cursor.execute("SET idle_in_transaction_session_timeout = 0")
        load_sentences(cursor)
        back = take_off(cursor)
        copy_rows(cursor, cases)
        for statement in back:
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")
        repair()
        fold()
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_database_size(current_database())")
        size = cursor.fetchone()[0]
    seconds = round(time.perf_counter() - began, 1)
    print(json.dumps({"filled": cases, "seconds": seconds, "gigabytes": round(size / 1e9, 2)}), flush=True)


def load_sentences(cursor: Any) -> None:
    """The sentences of the descriptions, in a table of this connection."""
    cursor.execute("CREATE TEMP TABLE sentences (place int PRIMARY KEY, said text)")
    cursor.executemany("INSERT INTO sentences VALUES (%s, %s)", list(enumerate(sentences())))
    cursor.execute("ANALYZE sentences")


def take_off(cursor: Any) -> list[str]:
    """Take the indexes off that are no constraint; the statements that put them back."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT IN"
        " (SELECT conname FROM pg_constraint)",
        [list(FILLED)],
    )
    found = cursor.fetchall()
    for name, _definition in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _name, definition in found]


def copy_rows(cursor: Any, cases: int) -> None:
    """The rows of every table, from the first of each."""
    for table, values in VALUES.items():
        last = max(cases // 4, 1) if table == "accounts_customer" else cases - 1
        insert(cursor, table, values, f"generate_series(1::bigint, {last}) n", cases)
    numbers = f"generate_series(1::bigint, {cases - 1}) n, generate_series(1, {USAGE_RECORDS}) k"
    insert(cursor, "refunds_usagerecord", USAGE, numbers, cases)
    columns = [name for name in columns_of(cursor, "refunds_historicalrefundcase") if not name.startswith("history_")]
    kept = ", ".join(columns)
    cursor.execute(
        f"INSERT INTO refunds_historicalrefundcase ({kept}, history_date, history_type, history_change_reason)"
        f" SELECT {kept}, received_at, '+', '' FROM refunds_refundcase WHERE id > 1 AND id % 10 IN (2, 4, 6, 8)"
    )
    cursor.execute(
        "INSERT INTO refunds_casewords SELECT id, refunds_words(description) FROM refunds_refundcase WHERE id > 1"
    )


def insert(cursor: Any, table: str, values: dict[str, str], numbers: str, cases: int) -> None:
    """Rows of a table, each like the first but for the values given."""
    columns = columns_of(cursor, table)
    made = ", ".join(values.get(name, f't."{name}"').format(cases=cases, usage=USAGE_RECORDS) for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    began = time.perf_counter()
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {made} FROM {numbers}, (SELECT * FROM {table} ORDER BY id LIMIT 1) t"
    )
    cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
    print(json.dumps({"table": table, "seconds": round(time.perf_counter() - began, 1)}), flush=True)


def columns_of(cursor: Any, table: str) -> list[str]:
    """The columns of a table."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position", [table]
    )
    return [name for (name,) in cursor.fetchall()]
