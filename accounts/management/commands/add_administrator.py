"""Makes an administrator, the first one above all: everybody else is made in the back office."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.acts import Act
from accounts.service_accounts import service_account
from accounts.staffing import employ, password_link


class Command(BaseCommand):
    """`manage.py add_administrator adam --email a@b.example` prints where Adam chooses a password."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--email", default="")

    def handle(self, *args: Any, username: str, email: str, **options: Any) -> None:
        act = Act(by=service_account("installation"), at=timezone.now(), why="manage.py add_administrator")
        try:
            with transaction.atomic():
                person = employ(username=username, email=email, roles=["administrator"], act=act)
                uid, token = password_link(person.pk, act=act.because("link to choose a password"))
        except IntegrityError:
            raise CommandError(f"There is a staff member {username!r} already.") from None
        path = reverse("choose_password", kwargs={"uidb64": uid, "token": token})
        self.stdout.write(f"{username} chooses a password at {path} of the back office; the address works once.")
