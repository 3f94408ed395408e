"""Says that the books were restored from a backup, where the workers can't tell by themselves."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.acts import Act
from accounts.service_accounts import service_account
from refunds.operations.executor.marks import notice_restore


class Command(BaseCommand):
    """`manage.py after_restore`: nothing is sent until what the providers did since is in the books.

    For a copy of the cluster's files, or rows loaded into the tables that were there, which look as they were left.
    """

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        notice_restore(Act(by=service_account("worker"), at=timezone.now(), why="manage.py after_restore"))
        self.stdout.write("Payouts wait until the providers were listed; see the page of the payment providers.")
