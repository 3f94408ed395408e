"""The command that compares the kept counts with the cases."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from refunds.models import QueueCount, RefundCase

pytestmark = pytest.mark.django_db


def said(*options: str) -> str:
    """What the command writes."""
    out = StringIO()
    call_command("check_queue_counts", *options, stdout=out)
    return out.getvalue()


def test_it_says_that_all_is_well(case: RefundCase) -> None:
    assert said() == "Every count is that of the cases.\n"


def test_it_fails_where_a_count_is_wrong_and_names_it(open_case: Callable[..., RefundCase]) -> None:
    open_case("RC-1")
    QueueCount.objects.create(status="received", cases=2)
    with pytest.raises(CommandError, match="1 counts are wrong"):
        said()


def test_it_puts_right_what_is_wrong(open_case: Callable[..., RefundCase]) -> None:
    open_case("RC-1")
    QueueCount.objects.create(status="received", cases=2)
    assert said("--repair") == "received, nobody: 3 kept, 1 cases\nAll of them are put right.\n"
    assert said() == "Every count is that of the cases.\n"
