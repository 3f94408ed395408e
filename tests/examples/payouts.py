"""A payout in every state, and what people found out about those that no provider can tell any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from accounts.acts import Act
from refunds.models import EstablishedOutcome, Payout, RefundCase
from refunds.models.established_outcome import EstablishedStatus
from refunds.operations.attempt import claim
from refunds.operations.cancel_payout import cancel_payout
from refunds.operations.establish_outcome import propose_outcome
from refunds.operations.pay import pay
from refunds.operations.record_return import record_return
from refunds.providers.sandbox import Sandbox
from tests.refunds.models.tables import put

Acts = Callable[..., Act]
ANSWERS = {"RC-40": "answers_late", "RC-41": "refuses", "RC-42": "unreachable", "RC-43": "unreachable"}
"""How the sandbox answers for the charges of these cases; the others are paid."""
TASKS = ("RC-42", "RC-43")
"""Those of which the sandbox has forgotten the key when it is asked again."""


@pytest.fixture
def paid_or_not(
    own_case: Callable[..., RefundCase],
    granted: Callable[..., Payout],
    sandbox_told: Callable[..., object],
    act_of: Acts,
    monkeypatch: pytest.MonkeyPatch,
) -> dict[str, Payout]:
    """By its case: pending, failed, twice a task for people, returned."""
    monkeypatch.setattr(Sandbox, "keys_last", dt.timedelta(days=1))
    found = {number: granted(own_case(number)) for number in (*ANSWERS, "RC-44")}
    for number, answer in ANSWERS.items():
        sandbox_told(f"CH-{number}", answer)
    for payout in found.values():
        pay(payout.pk, act=act_of("worker", minutes=5))
    for number in TASKS:
        pay(found[number].pk, act=act_of("worker", days=2))
    record_return(found["RC-44"].pk, act=act_of("fatima", "The account is closed.", days=3))
    return found


@pytest.fixture
def example_payouts(
    paid_or_not: dict[str, Payout], own_case: Callable[..., RefundCase], granted: Callable[..., Payout], act_of: Acts
) -> list[Payout]:
    """Those, and: reserved, cancelled, being sent, paid."""
    waiting, cancelled, sending, paid = (granted(own_case(f"RC-{number}")) for number in (45, 46, 47, 48))
    cancel_payout(cancelled.pk, act=act_of("fatima", "The customer paid with another card.", minutes=9))
    claim(sending.pk, act_of("worker", minutes=9))
    pay(paid.pk, act=act_of("worker", minutes=9))
    found = {"ended": "not_paid", "evidence": "Their answer of 13 March."}
    propose_outcome(paid_or_not["RC-43"].pk, **found, act=act_of("fatima", days=3))
    return [Payout.fetch(one.pk) for one in (*paid_or_not.values(), waiting, cancelled, sending, paid)]


@pytest.fixture
def example_outcomes(example_payouts: list[Payout], act_of: Acts) -> list[EstablishedOutcome]:
    """What was found out, in each state."""
    return [EstablishedOutcome.objects.get(), *ruled_on(example_payouts[0], act_of)]


def ruled_on(payout: Payout, act_of: Acts) -> Iterator[EstablishedOutcome]:
    """Findings about a payout that a second person ruled on, or that the provider overtook."""
    first, second = act_of("fatima", days=3), act_of("sofia", days=4)
    found = {"ended": "not_paid", "evidence": "Their answer.", "proposed_by": first.by, "proposed_at": first.at}
    ruled = {"ruled_by": second.by, "ruled_at": second.at, "ruled_because": "I saw it."}
    for state in set(EstablishedStatus) - {EstablishedStatus.PROPOSED}:
        row = EstablishedOutcome.objects.record(first, payout=payout, **found, **ruled)
        put("refunds_establishedoutcome", state, row.pk)
        yield row
