"""What became of approved money: paid, refused by the provider, or in doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from accounts.acts import Act
from refunds.management.demo_data.stories import Diary, approved
from refunds.models import Payout, SandboxRule
from refunds.operations.pay import pay


def paid(diary: Diary) -> None:
    """Approved and paid."""
    approved(diary)
    tried(diary)


def card_closed(diary: Diary) -> None:
    """Approved, and the provider refuses: the case is open again."""
    approved(diary)
    tell_the_sandbox(diary, answer="refuses", reason="The card is closed.")
    tried(diary)


def in_doubt(diary: Diary) -> None:
    """Approved, and the provider has not answered for so long that two people have to find out how it ended."""
    approved(diary)
    tell_the_sandbox(diary, answer="unreachable", calls=1000)
    for row in tried(diary):
        while row and row.task_since is None and row.next_attempt_at and row.next_attempt_at < diary.latest:
            wait = row.next_attempt_at - diary.at
            row = pay(row.pk, act=by_the_worker(diary, seconds=wait.total_seconds()))


def tried(diary: Diary) -> list[Payout | None]:
    """The first attempt at each payout of the case, as it left them."""
    return [pay(payout.pk, act=by_the_worker(diary, minutes=2)) for payout in payouts(diary)]


def payouts(diary: Diary) -> list[Payout]:
    """The payouts of the case."""
    return list(Payout.objects.filter(case_id=diary.case_id).select_related("charge"))


def tell_the_sandbox(diary: Diary, **rule: Any) -> None:
    """How it answers about the charges of the case."""
    for payout in payouts(diary):
        act = diary.act(diary.supervisor, "for the demo", minutes=1)
        SandboxRule.objects.record(act, charge_reference=payout.charge.reference, **rule)


def by_the_worker(diary: Diary, **later: float) -> Act:
    """An act of who pays."""
    return replace(diary.act(diary.supervisor, "payout", **later), by=diary.worker)
