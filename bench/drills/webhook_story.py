"""What Stripe tells of thousands of refunds: events in order, and messages with copies, shuffled, and forged."""

from __future__ import annotations

import datetime as dt
import json
import random
import time
from typing import Any

from backoffice.demo.fake_stripe import Books, Delivery, sign

SECRET = "whsec_of_the_drill"
LIVES = (
    (60, ["succeeded"]),
    (12, ["pending", "succeeded"]),
    (12, ["pending", "succeeded", "failed"]),
    (8, ["succeeded", "failed"]),
    (5, ["pending", "failed"]),
    (3, ["requires_action", "canceled"]),
)
"""How refunds fare, of a hundred."""


def prepare(webhooks: int, chance: random.Random) -> list[dict[str, Any]]:
    """Payouts whose first attempt got no answer, and what Stripe tells of their refunds afterwards, in order."""
    import datetime as dt

    from django.core.management import call_command

    from bench.drills.many_payouts import make_payouts
    from refunds.models import Payout

    call_command("migrate", verbosity=0, interactive=False)
    make_payouts(webhooks // 7, "stripe")
    clock = [dt.datetime.now(dt.UTC) - dt.timedelta(days=2)]

    def ticking() -> dt.datetime:
        clock[0] += dt.timedelta(seconds=1)
        return clock[0]

    stripe = Books(ticking)
    moves: list[tuple[str, list[str]]] = []
    for payout in Payout.objects.select_related("charge").order_by("pk"):
        life = list(chance.choices([life for _share, life in LIVES], [share for share, _life in LIVES])[0])
        stripe.charge(payout.amount_minor, "usd", id=payout.charge.provider_payment, refunds_are=life[0])
        metadata = {"refund_key": payout.key, "payout": str(payout.pk)}
        refund = stripe.refund(
            {"charge": payout.charge.provider_payment, "amount": str(payout.amount_minor), "metadata": metadata}
        )
        moves.append((refund["id"], life[1:]))
    live(stripe, moves, chance)
    return stripe.events


def live(stripe: Books, moves: list[tuple[str, list[str]]], chance: random.Random) -> None:
    """Let the refunds come to their ends, and a few charges be disputed."""
    steps = [(id, place) for id, states in moves for place in range(len(states))]
    states_of = dict(moves)
    chance.shuffle(steps)
    reached = dict.fromkeys(states_of, 0)
    for id, _place in steps:
        stripe.move(id, states_of[id][reached[id]], "expired_or_canceled_card")
        reached[id] += 1
    for charge in chance.sample(sorted(stripe.charges), len(stripe.charges) // 30):
        dispute = stripe.dispute(charge)
        stripe.move_dispute(dispute["id"], "under_review")
        stripe.move_dispute(dispute["id"], chance.choice(["won", "lost"]))


def apply_in_order(events: list[dict[str, Any]]) -> None:
    """Every event once, each applied before the next one comes: the run to compare with."""
    from django.utils import timezone

    from accounts.acts import Act
    from accounts.service_accounts import service_account
    from refunds.models import ProviderEvent
    from refunds.operations.news import Message, apply_event, take_in

    door, worker = service_account("door", "door:stripe"), service_account("worker")
    for event in events:
        now = timezone.now()
        about = event["data"]["object"]["id"]
        take_in(Message("stripe", event["id"], event["type"], about, json.dumps(event)), act=Act(door, now, "drill"))
        apply_event(ProviderEvent.objects.get(event_id=event["id"]).pk, act=Act(worker, now, "drill"))


def shuffled(events: list[dict[str, Any]], count: int, chance: random.Random) -> list[Delivery]:
    """Every event at least once, copies up to the count, in any order."""
    at = int(time.time()) + 200  # good until the last one is sent, however slow the machine
    bodies = [json.dumps(event).encode() for event in events]
    every = bodies + chance.choices(bodies, k=max(0, count - len(bodies)))
    chance.shuffle(every)
    return [Delivery(body, sign(body, SECRET, at)) for body in every]


def forgeries(events: list[dict[str, Any]], count: int, chance: random.Random) -> list[Delivery]:
    """Messages that say that a refund failed and aren't Stripe's: another secret, an old one, an altered body."""
    now, found = int(time.time()), []
    for number, event in enumerate(chance.choices(events, k=count)):
        body = json.dumps({**event, "id": f"evt_forged_{number}", "type": "refund.failed"}).encode()
        found.append(
            (
                Delivery(body, sign(body, "whsec_guessed", now)),
                Delivery(body, sign(body, SECRET, now - 3600)),
                Delivery(body, sign(json.dumps(event).encode(), SECRET, now)),
                Delivery(body, ""),
            )[number % 4]
        )
    return found
