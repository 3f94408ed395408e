"""Seals bank accounts, files and statements with the newest of BANK_ACCOUNT_KEYS, so that older keys can go."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from refunds.encryption import CannotOpen, KeysMissing
from refunds.models.sealed import keyring
from refunds.operations.bank.reseal import reseal


class Command(BaseCommand):
    """`manage.py reseal_bank_accounts`: may be stopped and begun again; docs/runbook.md says when it is needed."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = reseal()
            newest = keyring().newest
        except (CannotOpen, KeysMissing) as problem:
            raise CommandError(f"{problem}. Put the key back into BANK_ACCOUNT_KEYS and begin again.") from None
        self.stdout.write(f"{done} sealed anew; everything is sealed with the key {newest}, the others may go.")
