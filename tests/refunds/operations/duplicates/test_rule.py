"""Ruling on two cases that look like one; of a merged case nothing is lost."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from accounts.acts import Act
from refunds.models import CaseStatus, Decision, DuplicateRuling, Message, RefundCase
from refunds.operations.correspondence import hear_customer
from refunds.operations.duplicates.rule import dismiss, link, merge
from refunds.operations.evidence_files import Upload
from refunds.operations.perform import Refused

pytestmark = pytest.mark.django_db
Make = Callable[..., RefundCase]
Acts = Callable[..., Act]


@pytest.fixture
def pair(case: RefundCase, open_case: Make, act_of: Acts) -> tuple[RefundCase, RefundCase]:
    """Two cases about one charge; to the younger the customer sent a log."""
    younger = open_case("RC-2", description="It failed again.")
    hear_customer(
        younger.pk,
        text="Here is the log.",
        channel="email",
        evidence=["invoice"],
        files=[Upload("log.txt", b"it failed")],
        files_show="service_log",
        act=act_of("mei"),
    )
    return case, younger


def test_merging_closes_the_younger_and_keeps_the_older_going(
    pair: tuple[RefundCase, RefundCase], act_of: Acts
) -> None:
    older, younger = pair
    merge(older.pk, younger.pk, act=act_of("mei", "sent twice"))

    assert RefundCase.fetch(younger.pk).status == CaseStatus.WITHDRAWN
    assert RefundCase.fetch(older.pk).status == older.status


@pytest.mark.parametrize("from_the_younger", [False, True])
def test_whichever_page_it_is_done_on_the_younger_is_closed(
    pair: tuple[RefundCase, RefundCase], act_of: Acts, from_the_younger: bool
) -> None:
    older, younger = pair
    here, there = (younger, older) if from_the_younger else (older, younger)
    ruling = merge(here.pk, there.pk, act=act_of("mei", "sent twice"))

    assert (ruling.older, ruling.younger, ruling.ruling) == (older, younger, "merged")


def test_everything_said_and_shown_in_the_younger_is_in_both_files(
    pair: tuple[RefundCase, RefundCase], act_of: Acts
) -> None:
    older, younger = pair
    merge(older.pk, younger.pk, act=act_of("mei", "sent twice"))

    for case in pair:
        told = set(case.messages.filter(direction="inbound").values_list("body", flat=True)) | {
            RefundCase.fetch(case.pk).description
        }
        assert {"It failed again.", "Here is the log."} <= told
        shown = set(case.evidence.values_list("kind", "file__name", "file__stored__sha256"))
        assert {kind for kind, _name, _digest in shown} >= {"invoice", "service_log"}
        assert "log.txt" in {name for _kind, name, _digest in shown}


def test_the_customer_is_told_under_which_number_it_goes_on(pair: tuple[RefundCase, RefundCase], act_of: Acts) -> None:
    older, younger = pair
    merge(older.pk, younger.pk, act=act_of("mei", "sent twice"))

    letter = Message.objects.get(case=younger, kind="merged").body
    assert f"under the number {older.number}" in letter
    assert "As you asked" not in letter


def test_a_case_that_claims_something_else_is_not_merged(
    pair: tuple[RefundCase, RefundCase], case_302: RefundCase, act_of: Acts
) -> None:
    with pytest.raises(Refused, match=r"RC-302 claims what RC-1 does not: .*USE-1.* Link the two instead"):
        merge(pair[0].pk, case_302.pk, act=act_of("mei", "looks the same"))

    assert RefundCase.fetch(case_302.pk).status == CaseStatus.RECEIVED
    assert not DuplicateRuling.objects.exists()


def test_nothing_is_merged_into_a_case_that_is_decided(
    case: RefundCase, prepared: Callable[..., Decision], open_case: Make, act_of: Acts
) -> None:
    prepared(case)
    younger = open_case("RC-2")

    with pytest.raises(Refused, match="RC-1 takes nothing in any more"):
        merge(case.pk, younger.pk, act=act_of("tom", "sent twice"))


def test_a_case_with_a_decision_that_waits_is_not_merged(
    case: RefundCase, prepared: Callable[..., Decision], open_case: Make, act_of: Acts
) -> None:
    younger = prepared(open_case("RC-2")).case

    with pytest.raises(Refused, match=r"A decision waits on RC-2\. Send it back first"):
        merge(case.pk, younger.pk, act=act_of("tom", "sent twice"))


def test_a_merger_is_never_taken_back(pair: tuple[RefundCase, RefundCase], act_of: Acts) -> None:
    older, younger = pair
    merge(older.pk, younger.pk, act=act_of("mei", "sent twice"))

    with pytest.raises(Refused, match="RC-2 was merged into RC-1 already"):
        dismiss(older.pk, younger.pk, act=act_of("tom", "no"))


def test_another_word_later_is_another_version_of_the_same_row(
    pair: tuple[RefundCase, RefundCase], act_of: Acts
) -> None:
    older, younger = pair
    link(older.pk, younger.pk, act=act_of("mei", "same outage"))
    ruling = dismiss(younger.pk, older.pk, act=act_of("tom", "two defects", minutes=1))

    versions = list(ruling.history.order_by("history_id").values_list("ruling", "because", "history_user__username"))
    assert versions == [("linked", "same outage", "mei"), ("dismissed", "two defects", "tom")]


def test_a_ruling_needs_its_reason_and_two_cases(pair: tuple[RefundCase, RefundCase], act_of: Acts) -> None:
    older, younger = pair
    with pytest.raises(Refused, match="Say why"):
        link(older.pk, younger.pk, act=act_of("mei", " "))
    with pytest.raises(Refused, match="not its own duplicate"):
        link(older.pk, older.pk, act=act_of("mei", "x"))


@pytest.mark.parametrize("outsider", ["anna", "fatima", "wei", "door"])
def test_only_who_works_on_cases_rules(pair: tuple[RefundCase, RefundCase], act_of: Acts, outsider: str) -> None:
    older, younger = pair
    for ruling in (link, dismiss, merge):
        with pytest.raises(Refused, match="Your role does not include this step"):
            ruling(older.pk, younger.pk, act=act_of(outsider, "x"))
    assert RefundCase.fetch(younger.pk).status == CaseStatus.RECEIVED


def test_the_database_takes_no_pair_the_wrong_way_round(pair: tuple[RefundCase, RefundCase], act_of: Acts) -> None:
    older, younger = pair
    act = act_of("mei")
    values = {"ruling": "linked", "because": "x", "ruled_by": act.by, "ruled_at": act.at}
    with pytest.raises(IntegrityError, match="refunds_duplicate_older_first"), transaction.atomic():
        DuplicateRuling.objects.record(act, older=younger, younger=older, **values)
