"""What the templates of the desk say about working case after case."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

from refunds.admin.work_mode.keys import all_keys

register = template.Library()


@register.simple_tag
def keys_of_the_desk() -> str:
    """Every key with what it does, by where it works."""
    return _keys_in(get_language())


@lru_cache(maxsize=8)
def _keys_in(language: str | None) -> str:
    """They stand on every page and are the same for everybody who reads the language that is switched on."""
    return render_to_string("admin/keys_of_the_desk.html", {"places": all_keys()})
