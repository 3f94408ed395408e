"""What the books say at the end, against what PayPal says."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from tests.refunds.providers.paypal_simulator import PayPalSimulator

STEP = dt.timedelta(minutes=20)
STEPS = 200


@dataclass(frozen=True)
class Sums:
    """Minor units and counts, of payouts that were approved and of refunds that PayPal made."""

    approved: int
    booked: int
    provider: int
    reserved: int
    double: int
    lost: int

    def agree(self) -> bool:
        """Whether everything approved was paid once and booked."""
        return self.approved == self.booked == self.provider and not (self.reserved or self.double or self.lost)


def settle_everything(paypal: PayPalSimulator, start: dt.datetime) -> int:
    """Go through the hours to come, by a moved clock, until no payout is open; how many are open in the end."""
    from accounts.acts import Act
    from accounts.service_accounts import service_account
    from refunds.models import RESERVING, Payout
    from refunds.operations.pay import pay

    worker = service_account("worker")
    for step in range(1, STEPS):
        at = start + step * STEP
        paypal.books.now = at
        for payout_id in Payout.objects.due(at).order_by("pk").values_list("pk", flat=True):
            pay(payout_id, act=Act(by=worker, at=at, why="drill"))
        if not Payout.objects.filter(status__in=RESERVING).exists():
            return 0
    return Payout.objects.filter(status__in=RESERVING).count()


def sums(paypal: PayPalSimulator) -> Sums:
    """The three books side by side."""
    from refunds.models import Charge, LedgerEntry, Payout, PayoutStatus

    payouts = list(Payout.objects.values("key", "amount_minor", "status"))
    made = [refund for refund in paypal.books.refunds.values() if refund.status == "COMPLETED"]
    keys = [refund.custom_id for refund in made]
    return Sums(
        approved=sum(payout["amount_minor"] for payout in payouts if payout["status"] != PayoutStatus.FAILED),
        booked=sum(LedgerEntry.objects.filter(payout__isnull=False).values_list("amount_minor", flat=True)),
        provider=sum(int(refund.value * 100) for refund in made),
        reserved=sum(Charge.objects.values_list("reserved_minor", flat=True)),
        double=len(keys) - len(set(keys)),
        lost=len({payout["key"] for payout in payouts if payout["status"] == PayoutStatus.SUCCEEDED} - set(keys)),
    )


def told(found: Sums) -> dict[str, int]:
    """The sums by name, for the line that a drill prints."""
    return asdict(found)
