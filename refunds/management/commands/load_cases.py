"""Brings cases in from a file of documents."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from refunds.intake.file_import import Outcome, door_account, import_lines


class Command(BaseCommand):
    """`manage.py load_cases FILE`: one line for each document, and a summary; exits 1 where one could not come in."""

    help = "Bring cases in from FILE, one dossier as JSON a line (docs/dossier.md). A repeat changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the file of documents; - for the standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        told = {"new": 0, "known": 0, "failed": 0}
        with _opened(options["file"]) as lines:
            source = Path(options["file"]).name
            for outcome in import_lines(lines, by=door_account(), at=timezone.now(), source=source):
                word = "failed" if outcome.problem else "known" if outcome.known else "new"
                told[word] += 1
                self.tell(outcome, word)
        self.stdout.write(f"{told['new']} new, {told['known']} known, {told['failed']} failed")
        if told["failed"]:
            sys.exit(1)

    def tell(self, outcome: Outcome, word: str) -> None:
        """id, case number, recommendation, and "known" for a repeat; or id, "failed" and what is wrong."""
        if outcome.case is None:
            self.stdout.write(f"{outcome.id}\t{word}\t{outcome.problem}")
        else:
            columns = [
                outcome.id,
                outcome.case.number,
                outcome.case.recommendation,
                *(["known"] if word == "known" else []),
            ]
            self.stdout.write("\t".join(columns))


@contextlib.contextmanager
def _opened(name: str) -> Iterator[IO[bytes]]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as file:
            yield file
    except OSError as error:
        raise CommandError(f"{name} can't be read: {error.strerror}") from error
