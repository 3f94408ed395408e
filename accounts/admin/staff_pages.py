"""Two pages about one account beside its form: its history, and the link to choose a password."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.admin.staff_history import history_of
from accounts.admin.staff_words import in_words, roles_in_words
from accounts.models import StaffMember
from accounts.staffing import NotEmployed, password_link

FACTS = ("username", "first_name", "last_name", "email", "is_active", "is_service", "date_joined", "last_login")


class Fact(NamedTuple):
    """One line of a page; the account has no row of another table behind it."""

    label: str
    text: str
    row: None = None


def history_page(request: HttpRequest, person: StaffMember) -> dict[str, Any]:
    """Who changed the account, when and why, page by page."""
    number = request.GET.get("p", "1")
    page = max(int(number), 1) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    entries, more = history_of(person, page)
    return {"title": str(person), "entries": entries, "newer": page - 1, "older": page + 1 if more else 0}


def facts_page(request: HttpRequest, person: StaffMember) -> dict[str, Any]:
    """What there is to know about an account, for who may not change it."""
    lines = [Fact(label_of(name), in_words(getattr(person, name))) for name in FACTS]
    roles = Fact(_("Roles"), roles_in_words(person.groups.values_list("name", flat=True)))
    return {"title": str(person), "sections": [(_("Account"), [*lines, roles])], "has_history": True}


def label_of(name: str) -> str:
    """The label of a field."""
    return capfirst(str(getattr(StaffMember._meta.get_field(name), "verbose_name", name)))


def password_link_page(request: HttpRequest, person: StaffMember) -> dict[str, Any]:
    """Explains the link; by POST makes it, to be shown this once."""
    link = made_link(request, person) if request.method == "POST" else ""
    return {"title": _("A link to choose a password"), "link": link}


def made_link(request: HttpRequest, person: StaffMember) -> str:
    """The whole address; empty, with the reason as a message, where it was refused."""
    try:
        uid, token = password_link(person.pk, act=act_of(request, _("A link to choose a password was made.")))
    except NotEmployed as refused:
        messages.error(request, str(refused))
        return ""
    return request.build_absolute_uri(reverse("choose_password", kwargs={"uidb64": uid, "token": token}))


def act_of(request: HttpRequest, why: str) -> Act:
    """The signature of the person who sent the request."""
    return Act(by=request.user, at=timezone.now(), why=why)  # type: ignore[arg-type]
