"""Who asks: the person behind a session with roles and rights, in one question at each request.

A role that was taken away is gone with the next request: what is kept for a request was asked in it.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db import connection

from accounts.models import StaffMember
from accounts.prepared import preparing_cursor

NAMES = [field.attname for field in StaffMember._meta.concrete_fields]
COLUMNS = ", ".join(f'p."{field.column}"' for field in StaffMember._meta.concrete_fields)
ASKED = f"""
SELECT {COLUMNS},
    ARRAY(SELECT g.name FROM accounts_staffmember_groups h JOIN auth_group g ON g.id = h.group_id
        WHERE h.staffmember_id = p.id),
    ARRAY(SELECT a.permission_id FROM accounts_staffmember_groups h
        JOIN auth_group_permissions a ON a.group_id = h.group_id WHERE h.staffmember_id = p.id)
FROM accounts_staffmember p WHERE p.id = %s
"""  # noqa: S608 - the columns are those of the model


class StaffBackend(ModelBackend):
    """Django's own sign-in by name and password, with the rights at hand."""

    def get_user(self, user_id: Any) -> StaffMember | None:
        """The person of a session who may still sign in; None where there is none."""
        with preparing_cursor() as cursor:
            cursor.execute(ASKED, [user_id])
            found = cursor.fetchone()
        if found is None:
            return None
        *values, roles, rights = found
        person: StaffMember = StaffMember.from_db(connection.alias, NAMES, values)
        person.kept_roles = frozenset(roles)
        # Under this name Django looks for what it would otherwise ask in two more questions.
        person._perm_cache = rights_named(tuple(rights))  # type: ignore[attr-defined]
        return person if self.user_can_authenticate(person) else None


@lru_cache(maxsize=256)
def rights_named(keys: tuple[int, ...]) -> frozenset[str]:
    """The names of rights, such as "refunds.view_refundcase", by their keys; one set for all who hold the same."""
    if not names().keys() >= set(keys):
        names.cache_clear()
    return frozenset(names()[key] for key in keys)


@cache
def names() -> dict[int, str]:
    """Every right by its key. A key never comes to mean another right but by a migration (forget)."""
    rows = Permission.objects.values_list("pk", "content_type__app_label", "codename")
    return {key: f"{app}.{codename}" for key, app, codename in rows}


@cache
def key_of(name: str) -> int:
    """The key of a right that is named."""
    return next(key for key, found in names().items() if found == name)


def forget(**_signal: Any) -> None:
    """Ask for the names anew; run after each migrate (django.db.models.signals.post_migrate)."""
    names.cache_clear()
    rights_named.cache_clear()
    key_of.cache_clear()
