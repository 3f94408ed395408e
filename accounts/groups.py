"""Makes the groups of the database equal to the table of roles."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission

from accounts.roles import ROLES


def make_groups(**_signal: Any) -> None:
    """Create or correct the group of every role; run after each migrate (django.db.models.signals.post_migrate).

    Permissions of an app that isn't migrated yet are added when its turn comes.
    """
    stored = {f"{p.content_type.app_label}.{p.codename}": p for p in Permission.objects.select_related("content_type")}
    for role in ROLES:
        group, _created = Group.objects.get_or_create(name=role.id)
        group.permissions.set([stored[name] for name in role.permissions if name in stored])
