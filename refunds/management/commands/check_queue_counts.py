"""Compares the kept counts of the queues with the cases, and puts them right with --repair."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from refunds.operations import queue_counts
from refunds.operations.queue_counts import Difference


class Command(BaseCommand):
    """`manage.py check_queue_counts [--repair]`: ends with an error where a count is wrong and was not put right.

    For rows that were loaded past the triggers. The workers do it every night.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="put right what is wrong")

    def handle(self, *args: Any, repair: bool, **options: Any) -> None:
        found = queue_counts.repair() if repair else queue_counts.differences()
        for difference in found:
            self.stdout.write(sentence(difference))
        if not found:
            self.stdout.write("Every count is that of the cases.")
        elif repair:
            self.stdout.write("All of them are put right.")
        else:
            raise CommandError(f"{len(found)} counts are wrong: run it again with --repair.")


def sentence(found: Difference) -> str:
    """What is wrong, in words."""
    whose = f"assignee {found.assignee}" if found.assignee else "nobody"
    return f"{found.status}, {whose}: {found.kept} kept, {found.counted} cases"
