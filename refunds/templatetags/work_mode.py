"""What stands on every page for who works case after case."""

from __future__ import annotations

from django import template

from refunds.admin.work_mode.keys import Keys, all_keys

register = template.Library()


@register.simple_tag
def keys_of_the_desk() -> list[Keys]:
    """The keys for the dialog that lists them."""
    return all_keys()
