"""Words of the facts that turn a verdict, each by itself: of a chargeback, of a channel, of what staff found."""

import copy

import pytest

from refunds.policies import evaluate, read
from tests.refunds.policies.expectations import WORKED, scenarios

CASES = {case["id"]: case for policy in ("service", "302ai") for case in scenarios(policy, *WORKED)}
ENDED = ("closed", "won", "lost", "withdrawn", "reversed", "resolved", "cancelled", "expired")
APPROVED = {"service": "SV-001", "302ai": "OWN-A210"}
AFTER_THE_LAST_DAY = "OWN-A172"
"""A 302.AI application of the morning after the last day, whose end an official channel did not see."""
OFFICIAL = (
    "email",
    "support_email",
    "contact_form",
    "live_chat",
    "support_chat",
    "in_platform_chat",
    "enterprise_wechat",
)


def judged(case, **facts):
    """The evaluation of a worked case in which some facts are others."""
    document = copy.deepcopy(CASES[case])
    document["facts"].update(facts)
    return evaluate(read(document))


@pytest.mark.parametrize("policy", APPROVED)
@pytest.mark.parametrize("status", [*ENDED, "Closed", "WON"])
def test_a_chargeback_that_ended_stops_nothing(policy, status):
    assert judged(APPROVED[policy], chargeback={"charge": 1, "status": status}).recommendation == "approve"


@pytest.mark.parametrize("policy", APPROVED)
@pytest.mark.parametrize("status", [None, "open", "under_review", "disclosed"])
def test_a_chargeback_that_did_not_end_is_for_a_supervisor(policy, status):
    assert judged(APPROVED[policy], chargeback={"charge": 1, "status": status}).recommendation == "needs_supervisor"


def down(services):
    return [{**CASES[AFTER_THE_LAST_DAY]["facts"]["incidents"][0], "services": services}]


@pytest.mark.parametrize("channel", OFFICIAL)
def test_an_official_channel_that_was_down_when_the_last_day_ended_is_for_a_supervisor(channel):
    evaluation = judged(AFTER_THE_LAST_DAY, incidents=down(["chat-completion", channel]))
    assert evaluation.recommendation == "needs_supervisor"


@pytest.mark.parametrize("service", ["chat-completion", "social_network", "public_forum"])
def test_anything_else_that_was_down_excuses_no_late_application(service):
    assert judged(AFTER_THE_LAST_DAY, incidents=down([service])).recommendation == "reject"


@pytest.mark.parametrize(
    ("pleaded", "disproved", "suspected", "clause"),
    [
        ("results_differ", "result_differs", "service_defect", "S-2.1.a"),
        ("service_unusable", "service_defect", "result_differs", "S-2.1.b"),
    ],
)
def test_what_staff_suspect_beside_a_plea_that_is_disproved_is_found_out_first(pleaded, disproved, suspected, clause):
    findings = [{"subject": disproved, "result": "not_confirmed"}, {"subject": suspected, "result": "suspected"}]
    claim = {**CASES["SV-001"]["facts"]["claim"], "ground": pleaded}
    evaluation = judged("SV-001", findings=findings, claim=claim)
    assert evaluation.recommendation == "needs_technical_audit"
    assert evaluation.finding(clause).open


def test_a_draft_never_governs_even_with_a_day_of_posting():
    draft = {"version": "V", "status": "draft", "posted_at": "2024-01-01T00:00:00+08:00"}
    version = {**draft, "terms": {"application_window_working_days": 1}}
    evaluation = judged("OWN-A210", policy_versions=[version])
    assert (evaluation.recommendation, evaluation.policy_version) == ("approve", "undated")
    assert evaluation.deadlines["application_by"].isoformat() == "2025-03-19T23:59:59+08:00"


@pytest.mark.parametrize(
    ("pleaded", "subject", "for_whom"),
    [
        ("service_unusable", "service_defect", "needs_technical_audit"),
        ("results_differ", "result_differs", "needs_technical_audit"),
        ("unauthorised_charge", "unauthorised", "needs_supervisor"),
    ],
)
def test_what_staff_suspect_needs_no_evidence_of_the_customer_any_more(pleaded, subject, for_whom):
    claim = {**CASES["SV-001"]["facts"]["claim"], "ground": pleaded, "evidence": []}
    charges = [{**CASES["SV-001"]["facts"]["charges"][0], "authorized": None}]
    suspected = [{"subject": subject, "result": "suspected"}]
    assert judged("SV-001", claim=claim, charges=charges, findings=suspected).recommendation == for_whom
    asked = judged("SV-001", claim=claim, charges=charges, findings=[])
    assert (asked.recommendation, asked.missing) == ("needs_information", ("evidence",))


def answered(kind):
    """Whether an answer of this kind, a minute after the application, keeps the promise of section 8."""
    at = CASES["SV-001"]["facts"]["claim"]["submitted_at"].replace(":00+08:00", ":30+08:00")
    reason = judged("SV-001", company_contacts=[{"at": at, "kind": kind}]).finding("S-8.5").reason
    return reason.endswith("; answered 2025-04-02 10:00:30 (UTC+8), in time")


@pytest.mark.parametrize(
    "kind", ["automatic", "automatic_receipt", "auto", "auto_reply", "autoresponder", "receipt", "system"]
)
def test_what_a_machine_sends_is_no_answer(kind):
    assert not answered(kind)


@pytest.mark.parametrize("kind", ["email", "human", "live_chat"])
def test_what_a_person_sends_is_an_answer(kind):
    assert answered(kind)


def test_of_versions_posted_at_one_instant_the_last_on_record_governs():
    posted = {"status": "in_force", "posted_at": "2024-01-01T00:00:00+08:00"}
    versions = [{**posted, "version": name} for name in ("B", "A")]
    assert judged("OWN-A210", policy_versions=versions).policy_version == "A"


CONFIRMED = {"id": "V-1", "type": "abuse", "status": "confirmed", "recorded_at": "2025-02-20T10:00:00+08:00"}


@pytest.mark.parametrize(
    ("violations", "findings", "bars", "again"),
    [
        ([], [], ("302-II",), True),
        ([CONFIRMED], [], ("302-II", "302-III.4"), False),
        ([], [{"subject": "abuse", "result": "confirmed"}], ("302-II", "302-V.2"), False),
    ],
)
def test_nobody_is_told_to_apply_again_where_nothing_new_would_help(violations, findings, bars, again):
    facts = CASES["OWN-A210"]["facts"]
    audit = {**facts["audit"], "status": "not_platform_fault", "abnormal_usage_ids": []}
    customer = {**facts["customer"], "violations": violations}
    evaluation = judged("OWN-A210", audit=audit, customer=customer, findings=findings)
    assert (evaluation.recommendation, evaluation.bars) == ("reject", bars)
    assert ("reapply_by" in evaluation.deadlines) is again
