"""Two versions side by side, as sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.operations.policy_versions import changes, replaced_by
from tests.version_work import drafted, issued
from tests.versions_cast import IN_A_MONTH

pytestmark = pytest.mark.django_db
ActOf = Callable[..., Act]


def test_a_version_is_compared_with_the_policy_as_it_is_written(act_of: ActOf) -> None:
    draft = drafted(act_of("sofia"), numbers={"purchase_limit_days": 14}, terms={"switched_off": ["S-3.4.b"]})
    assert [str(difference) for difference in changes(None, draft)] == [
        "Bought no longer ago than: 30 → 14 days (S-3.3.b)",
        "External payment fees: on → off (S-3.4.b)",
    ]


def test_two_versions_of_ours_are_compared(act_of: ActOf) -> None:
    first = issued(act_of, numbers={"response_hours": 48})
    second = drafted(act_of("sofia", days=1), numbers={"response_hours": 12}, effective_from=IN_A_MONTH)
    assert [str(difference) for difference in changes(first, second)] == [
        "First response within: 48 → 12 hours (S-8.5)"
    ]


def test_a_draft_would_replace_the_version_published_last_and_a_published_one_has_replaced_its_own(
    act_of: ActOf,
) -> None:
    first = issued(act_of)
    assert replaced_by(first) is None
    second = drafted(act_of("sofia", days=1))
    assert replaced_by(second) == first
    third = issued(act_of, at=2, effective_from=IN_A_MONTH.replace(day=20))
    assert (replaced_by(third), replaced_by(second)) == (first, third)
