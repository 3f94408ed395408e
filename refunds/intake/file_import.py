"""The door for files: documents of JSON, one a line, brought in like any other case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DataError, IntegrityError

from accounts.acts import Act
from accounts.models import StaffMember
from accounts.service_accounts import service_account
from refunds.models import RefundCase
from refunds.operations.perform import Refused
from refunds.operations.receive import receive_once
from refunds.policies import DossierError, parse, read

DOOR = "file_import"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: its case, whether that was here already, or what is wrong with it."""

    id: str
    case: RefundCase | None = None
    known: bool = False
    problem: str = ""


def door_account() -> StaffMember:
    """The service account that signs what comes in by files."""
    return service_account("door", f"door:{DOOR}")


def import_lines(lines: Iterable[str | bytes], *, by: StaffMember, at: dt.datetime, source: str) -> Iterator[Outcome]:
    """Bring in each document, in a transaction of its own; one that is wrong does not keep the next from coming in.

    lines: a document of JSON each, empty lines skipped. source: the name of the file, for the history.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _import(line, Act(by=by, at=at, why=f"import of {source}, line {number}"), number)


def _import(line: str | bytes, act: Act, number: int) -> Outcome:
    id = f"line {number}"
    try:
        document = parse(line)
        id = _name_of(document) or id
        now = read(document).now
        case, is_new = receive_once(document, door=DOOR, door_reference=id, act=act, examined_at=now)
        return Outcome(id, case, known=not is_new)
    except (DossierError, Refused) as error:
        return Outcome(id, problem=str(error))
    except (DataError, IntegrityError) as error:
        return Outcome(id, problem=str(error).splitlines()[0])


def _name_of(document: Any) -> str | None:
    """The id of a document, as far as it can be printed: an error is told by it."""
    id = document.get("id") if isinstance(document, dict) else None
    return id if isinstance(id, str) and id.isprintable() else None
