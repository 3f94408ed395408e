"""Tries a draft out on stored cases and prints what it would change."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.acts import Act
from accounts.service_accounts import service_account
from refunds.calendars import UTC8
from refunds.models import PolicyVersion, TryOut, TryOutStatus
from refunds.operations.perform import Refused
from refunds.operations.try_out import ask_try_out, run_try_out, stop_try_out, told


class Command(BaseCommand):
    """`manage.py try_policy 2026-03`; the result stays with the draft, and publishing asks for it."""

    help = "Judge stored cases by DRAFT and by the version it would replace, and print what changes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("draft", help="the version, such as 2026-03 or service/2026-03")
        parser.add_argument("--since", type=day, help="only cases received from this day on, such as 2026-01-01")
        parser.add_argument("--json", action="store_true", help="print the result as one line of JSON")

    def handle(self, *args: Any, draft: str, since: dt.datetime | None, **options: Any) -> None:
        act = Act(by=service_account("examiner"), at=timezone.now(), why="manage.py try_policy")
        try:
            asked = ask_try_out(the_version(draft).pk, since=since, act=act, in_background=False)
        except Refused as error:
            raise CommandError("\n".join(error.sentences)) from None
        ended = run(asked, act)
        self.stdout.write(json.dumps(result_of(ended)) if options["json"] else "\n".join(told(result_of(ended))))


def run(asked: TryOut, act: Act) -> TryOut:
    """Run it here. Ctrl-C stops it, so that the next one is not told to wait for it."""
    try:
        return run_try_out(asked.pk, by=act.by, clock=timezone.now)
    except KeyboardInterrupt:
        stop_try_out(asked.pk, act=Act(by=act.by, at=timezone.now(), why="interrupted"))
        return run_try_out(asked.pk, by=act.by, clock=timezone.now)


def day(text: str) -> dt.datetime:
    """The beginning of a day in UTC+8."""
    try:
        return dt.datetime.combine(dt.date.fromisoformat(text), dt.time(), UTC8)
    except ValueError:
        raise ArgumentTypeError(f"{text!r:.40} is no date; write year, month and day, such as 2026-01-01") from None


def the_version(name: str) -> PolicyVersion:
    """The version of a name; with its policy before it where two have the same."""
    policy, _, version = name.rpartition("/")
    named = PolicyVersion.objects.filter(version=version, **({"policy": policy} if policy else {}))
    found = list(named.order_by("policy"))
    if len(found) == 1:
        return found[0]
    if found:
        raise CommandError(f"There are several: {', '.join(f'{one.policy}/{one.version}' for one in found)}.")
    raise CommandError(f"There is no policy version {name!r}.")


def result_of(try_out: TryOut) -> dict[str, Any]:
    """The result of a try-out that came to its end."""
    if try_out.status != TryOutStatus.FINISHED or try_out.result is None:
        raise CommandError(f"The try-out did not finish: {try_out.get_status_display()}. {try_out.problem}".strip())
    return dict(try_out.result)
