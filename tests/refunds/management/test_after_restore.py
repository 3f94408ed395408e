"""Somebody says that the books were restored, where the workers can't tell."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.acts import Act
from refunds.models import BooksMark, Payout, PayoutStatus
from refunds.operations.adopt import list_refunds
from refunds.operations.pay import pay

pytestmark = pytest.mark.django_db


def test_nothing_is_sent_until_the_providers_were_listed(payout: Payout, act_of: Callable[..., Act]) -> None:
    call_command("after_restore", stdout=StringIO())
    noticed = BooksMark.objects.get().noticed_at
    worker = Act(by=act_of("worker").by, at=noticed, why="payout")
    assert pay(payout.pk, act=worker) is None
    list_refunds(act=act_of("worker", days=400))
    pay(payout.pk, act=act_of("worker", days=400))
    assert Payout.fetch(payout.pk).status == PayoutStatus.SUCCEEDED
