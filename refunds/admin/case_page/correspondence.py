"""What was said about a case: the latest words on its page, those before them when somebody opens them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Count, QuerySet, Window
from django.http import HttpRequest

from refunds.models import Direction, Message, RefundCase

LATEST = 20
AT_MOST = 2000


class Correspondence(NamedTuple):
    """The latest words, the oldest of them first. earlier: how many came before them."""

    latest: Sequence[Message]
    earlier: int


def correspondence(case: RefundCase, *, whole: bool) -> Correspondence:
    """The words for the page. whole: all of them, where somebody asked for that."""
    words = list(words_of(case).annotate(all_of_them=Window(Count("pk"))).reverse()[: AT_MOST if whole else LATEST])
    earlier = words[0].all_of_them - len(words) if words else 0
    return Correspondence(words[::-1], earlier)


def earlier_words(request: HttpRequest, case: RefundCase) -> dict[str, list[Message]]:
    """The first `n` words (of the query): what a page leaves out stays the same when somebody writes meanwhile."""
    asked = request.GET.get("n", "")
    first = min(int(asked), AT_MOST) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    return {"words": list(words_of(case)[:first])}


def words_of(case: RefundCase) -> QuerySet[Message]:
    """What was said, less the message that the claim came with, which is shown as the claim."""
    repeats = {"direction": Direction.INBOUND, "body": case.description}
    return case.messages.select_related("by").exclude(**repeats)
