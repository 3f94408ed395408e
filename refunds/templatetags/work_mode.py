"""What the templates of the desk say about working case after case."""

from __future__ import annotations

from typing import Any

from django import template

from refunds.admin.work_mode.keys import all_keys

register = template.Library()


@register.inclusion_tag("admin/keys_of_the_desk.html")
def keys_of_the_desk() -> dict[str, Any]:
    """Every key with what it does, by where it works."""
    return {"places": all_keys()}
