"""Evaluates dossiers from a file, or stored cases from their rows: one evaluation a line, in the order of the input."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from refunds.operations.stored import evaluate_stored
from refunds.policies import DossierError, evaluate, parse, read


class Command(BaseCommand):
    help = "Evaluate the dossiers of a file, or stored cases from their rows, and print one evaluation a line."
    requires_system_checks: list[str] = []  # a file needs no database, and no checks

    def add_arguments(self, parser: ArgumentParser) -> None:
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument(
            "file",
            nargs="?",
            help="the file of dossiers, one JSON object a line (docs/dossier.md); - reads standard input",
        )
        source.add_argument(
            "--stored", nargs="*", metavar="NUMBER", help="case numbers, or ids of imported documents; none means all"
        )

    def handle(self, *args: Any, file: str | None, stored: list[str] | None, **options: Any) -> None:
        unreadable = 0
        for answer in answers(file) if file else evaluate_stored(stored or [], timezone.now()):
            unreadable += "error" in answer
            self.stdout.write(json.dumps(answer))
        if unreadable:
            raise CommandError(f"{unreadable} could not be evaluated; their lines say why", returncode=1)


def answers(file: str) -> Iterator[dict[str, Any]]:
    """For each line that is not blank its evaluation, or {"id", "error"} where it cannot be read."""
    with opened(file) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield answer(line, number)


def opened(file: str) -> AbstractContextManager[BinaryIO]:
    if file == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error


def answer(line: bytes, number: int) -> dict[str, Any]:
    """The evaluation of one line, or why it has none."""
    document: Any = None
    try:
        document = parse(line)
        return evaluate(read(document)).as_document()
    except DossierError as error:
        id = document.get("id") if isinstance(document, dict) else None
        known = isinstance(id, str) and id.isprintable()
        return {"id": id if known else None, "error": str(error) if known else f"line {number}: {error}"}
