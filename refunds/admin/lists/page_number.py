"""The page of a list that an address asks for."""

from __future__ import annotations

from django.http import HttpRequest


def page_number(request: HttpRequest) -> int:
    """The page, counted from 1; whatever is no such number is the first."""
    asked = request.GET.get("p", "1")
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
