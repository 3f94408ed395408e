"""The words of the rows are the words of the policies."""

from collections.abc import Iterable
from enum import EnumMeta

import pytest

from accounts.models.customer import CustomerStatus
from accounts.models.violation import ViolationStatus, ViolationType
from refunds.models import EntryKind, PriorApplication, vocabulary
from refunds.models.documented_version import DocumentedStatus
from refunds.models.vocabulary import (
    AuditStatus,
    Channel,
    ClaimType,
    EffectiveResult,
    FeeBearer,
    FindingResult,
    FindingSubject,
    Ground,
    IncidentCause,
    LegalKind,
    LotSource,
    OrderKind,
    PaymentMethod,
    PayoutPreference,
    PolicyId,
    Recommendation,
    UsageCause,
    UsageStatus,
)
from refunds.policies import POLICIES, DossierError, facts
from refunds.policies.evaluation import RECOMMENDATIONS
from refunds.policies.fields import Field


def words(field: Field) -> set[str]:
    """The vocabulary of a fact, as the reader of documents lists it."""
    with pytest.raises(DossierError) as refused:
        field.read("no such word", "here", None)
    return set(str(refused.value).split("must be one of ")[1].split(", not ")[0].split(", "))


SAME_WORDS = [
    (OrderKind, facts.Order.kind),
    (PaymentMethod, facts.Charge.method),
    (FeeBearer, facts.Charge.fee_bearer),
    (UsageStatus, facts.Usage.status),
    (UsageCause, facts.Usage.cause),
    (LotSource, facts.Lot.source),
    (IncidentCause, facts.Incident.cause),
    (AuditStatus, facts.Audit.status),
    (FindingSubject, facts.StaffFinding.subject),
    (FindingResult, facts.StaffFinding.result),
    (ClaimType, facts.Claim.type),
    (Ground, facts.Claim.ground),
    (Channel, facts.Claim.channel),
    (PayoutPreference, facts.Claim.payout_preference),
    (LegalKind, facts.LegalProceedings.kind),
    (ViolationType, facts.Violation.type),
    (DocumentedStatus, facts.PolicyVersion.status),
]
ELSEWHERE = {PolicyId, Recommendation, EffectiveResult}
"""Vocabularies compared below in another way."""


@pytest.mark.parametrize(("choices", "field"), SAME_WORDS, ids=lambda item: getattr(item, "__name__", ""))
def test_a_column_holds_the_words_that_a_document_may_use(choices: type, field: Field) -> None:
    assert set(choices.values) == words(field)


def test_every_vocabulary_is_compared() -> None:
    ours = {
        item
        for item in vars(vocabulary).values()
        if isinstance(item, EnumMeta) and item.__module__ == vocabulary.__name__
    }
    assert ours - ELSEWHERE <= {choices for choices, _field in SAME_WORDS}


@pytest.mark.parametrize(
    ("choices", "field"), [(CustomerStatus, facts.Customer.status), (ViolationStatus, facts.Violation.status)]
)
def test_a_state_that_nobody_told_is_a_word_of_the_rows_alone(choices: type, field: Field) -> None:
    assert set(choices.values) == {*words(field), "not_known"}


def test_what_came_back_or_went_without_us_are_words_of_the_ledger_alone() -> None:
    ledger_alone = {"reversal", "chargeback", "chargeback_reversal", "elsewhere", "elsewhere_reversal"}
    assert set(EntryKind.values) == {*words(facts.PriorRefund.kind), *ledger_alone}


def test_an_earlier_application_ended_in_the_words_of_the_document() -> None:
    assert values(PriorApplication._meta.get_field("outcome").choices) == words(facts.PriorApplication.outcome)


def test_the_policies_and_what_they_recommend_have_the_same_names() -> None:
    assert set(PolicyId.values) == set(POLICIES)
    assert set(Recommendation.values) == set(RECOMMENDATIONS)


def test_a_result_is_effective_or_not_or_in_part() -> None:
    read = [facts.Usage.effective_result.read(value, "here", None) for value in (True, False, "partial")]
    assert {str(value).lower() for value in read} == set(EffectiveResult.values)


def values(choices: Iterable[tuple[str, object]]) -> set[str]:
    """The stored values of some choices."""
    return {value for value, _label in choices}
