"""What stands around the rows of the queue, in one question: counts of the tabs, saved views, people to choose from."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, NamedTuple

from accounts.backend import key_of
from accounts.prepared import preparing_cursor
from refunds.admin.queue.counts import COUNTED, COUNTS_FROM, Counts, asked_by

VIEWS = """(SELECT json_agg(json_build_array(name, token, shared) ORDER BY name, id)::text FROM refunds_savedview
WHERE owner_id = %(person)s AND NOT removed)"""
WORKS_ON_CASES = "refunds.work_refundcase"
PEOPLE = """(SELECT json_agg(json_build_array(id, coalesce(nullif(trim(first_name || ' ' || last_name), ''), username))
    ORDER BY first_name, last_name, username)::text
FROM accounts_staffmember WHERE is_active AND id IN (
    SELECT h.staffmember_id FROM accounts_staffmember_groups h JOIN auth_group_permissions g ON g.group_id = h.group_id
    WHERE g.permission_id = %(works)s))"""

People = tuple[tuple[int, str], ...]


class View(NamedTuple):
    """A saved view of the person, as the list of them names it."""

    name: str
    token: str
    shared: bool


class Around(NamedTuple):
    """views: the person's own, by name; people: those who work on cases, by name."""

    counts: Counts
    views: list[View]
    people: People


def around(person: Any) -> Around:
    """All of it for a person, at this moment."""
    with preparing_cursor() as cursor:
        asked = {**asked_by(person), "works": key_of(WORKS_ON_CASES)}
        cursor.execute(f"SELECT {COUNTED}, {VIEWS}, {PEOPLE} {COUNTS_FROM}", asked)
        *counts, views, people = cursor.fetchone()
    return Around(Counts(*counts), [View(*view) for view in json.loads(views or "[]")], people_in(people or "[]"))


@lru_cache(maxsize=32)
def people_in(text: str) -> People:
    """The people of an answer: the same object until somebody comes or goes."""
    return tuple((key, name) for key, name in json.loads(text))
