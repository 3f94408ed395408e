"""What who may not gets to read, and a signal for whoever keeps a record of what was tried."""

from __future__ import annotations

from typing import Any

from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.routes import roles_for

tried = Signal()
"""Somebody tried what a rule forbids, and nothing was stored. Sent with request, what (a page or step), said (the
sentences that they read)."""


def refused(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answer 403 with the roles that get what was asked for."""
    found = request.resolver_match
    looks = request.method in ("GET", "HEAD")
    roles = roles_for(found.view_name, to_change=not looks) if found else []
    return render(request, "403.html", {"roles": roles}, status=403)
