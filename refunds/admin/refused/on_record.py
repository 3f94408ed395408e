"""A refusal of a page, on record for the log of the site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.timezone import now

from accounts.acts import Act
from accounts.refusal import tried
from refunds.models import RefundCase, Refusal, RefusalKind
from refunds.operations.refusals import record_refusal


def put_on_record(
    request: HttpRequest,
    what: Any,
    said: Sequence[str],
    *,
    about: Any = "",
    case: RefundCase | None = None,
    kind: RefusalKind | None = None,
) -> Refusal:
    """Write down that the person who asked tried something and did not get it.

    what: the step or the page. said: the sentences that they read. about: the row, itself or in words. kind: by the
    sentences, where it is left out. Called after the transaction of the operation is undone, so that it stays.
    """
    act = Act(by=request.user, at=now())  # type: ignore[arg-type]
    return record_refusal(kind, what=what, act=act, about=about, case=case, said=said)


@receiver(tried)
def keep(sender: Any, *, request: HttpRequest, what: Any, said: Sequence[str], **_signal: Any) -> None:
    """Put on record what was refused in the pages about people, which know of no record."""
    put_on_record(request, what, said, kind=RefusalKind.RULE)
