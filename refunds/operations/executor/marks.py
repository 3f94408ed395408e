"""Whether our books are the ones we left: after a restore from a backup they have another mark."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.rows import lines_of
from refunds.locks import lock_name
from refunds.models import AlarmKind, BooksMark
from refunds.operations.executor.alarms import alarm

MARKS = "SELECT now.mark, latest.mark, latest.adopted_at IS NOT NULL"
OF_THESE_BOOKS = """
FROM (
    SELECT concat_ws(
        '/', (pg_control_system()).system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8),
        (SELECT oid FROM pg_database WHERE datname = current_database()), 'refunds_payout'::regclass::oid
    ) AS mark
) now
LEFT JOIN LATERAL (SELECT mark, adopted_at FROM refunds_booksmark ORDER BY id DESC LIMIT 1) latest ON true
"""
"""What tells one life of the books from another. A new cluster has another system identifier, a restore to a point in
time or a promoted replica another timeline, a dump loaded into a new database another number of that, and one loaded
over the old tables another number of the table. The timeline is that of the log being written: after a promotion
pg_control names the old one until the next checkpoint. A copied cluster that is started as it is, without a recovery,
looks as before: the runbook says how to restore."""

RESTORED_SINCE = "EXISTS (SELECT FROM refunds_booksmark WHERE adopted_at > noticed_at AND adopted_at >= %s)"
"""Whether the books were restored after an instant: what was sent before may have been sent without their knowing."""


def mark_now() -> str:
    """The mark of the database as it is."""
    ((now, _latest, _adopted),) = lines_of(MARKS + OF_THESE_BOOKS)
    return str(now)


def books_are_open(act: Act) -> bool:
    """Whether payouts may be sent: the mark is the known one, and what happened before it is in the books."""
    ((now, latest, adopted),) = lines_of(MARKS + OF_THESE_BOOKS)
    return known(now, latest, adopted, act)


def known(now: str, latest: str | None, adopted: bool, act: Act) -> bool:
    """The same of marks that were read already.

    A mark never seen before is noticed here, whoever meets it first; the first one of all is simply noted.
    """
    return adopted if now == latest else _notice(act)


def notice_restore(act: Act) -> BooksMark:
    """Close the books until everything that the providers did meanwhile is in them. Raises nothing when they are."""
    with transaction.atomic():
        lock_name("books", "mark")
        row: BooksMark = BooksMark.objects.record(act, mark=mark_now(), noticed_at=act.at)
        text = _(
            "The books were restored from a backup: nothing is sent until what the providers did since is in them."
        )
        alarm(AlarmKind.RESTORED, row.mark, text, act.at)
        return row


def _notice(act: Act) -> bool:
    """Note a new mark; of two workers who meet it at once, one does."""
    with transaction.atomic():
        lock_name("books", "mark")
        latest = BooksMark.objects.first()
        if latest is None:
            BooksMark.objects.record(
                act.because("the first mark of these books"), mark=mark_now(), noticed_at=act.at, adopted_at=act.at
            )
            return True
        if latest.mark != mark_now():
            notice_restore(act.because(f"the mark was {latest.mark}"))
            return False
        return latest.adopted_at is not None
