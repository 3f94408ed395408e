"""Every constraint of every table, broken once by plain SQL."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.acts import Act
from accounts.models import Sanction, Violation
from accounts.service_accounts import service_account
from refunds.models import (
    Alarm,
    AuditedDeduction,
    BalanceCredit,
    CalendarNotice,
    CannedReply,
    CaseIncident,
    CaseLot,
    CaseUsage,
    Decision,
    Dispute,
    DuplicateRuling,
    EstablishedOutcome,
    ForeignRefund,
    Incident,
    LedgerEntry,
    OrderLine,
    Payout,
    PayoutLimit,
    PolicyVersion,
    Presence,
    PriorRefund,
    ProviderHealth,
    ProviderSwitch,
    QuotaRevocation,
    RefundCase,
    RequestedAmount,
    SandboxCall,
    SandboxRule,
    SavedView,
    StatementRuling,
    StoredFile,
    TechnicalAudit,
    TryOut,
    UsageQuota,
    UsageRecord,
)
from refunds.operations.bank.accounts import give_bank_account
from refunds.operations.evidence import add_evidence
from tests.bank_cast import ACCOUNT, a_bare_batch, a_bare_line
from tests.refunds.models.tables import execute, our_models
from tests.stripe_cast import a_provider_event

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]

ALTERED = {
    "accounts_service_is_no_staff": "accounts_staffmember SET is_staff = true WHERE is_service",
    "accounts_nobody_is_superuser": "accounts_staffmember SET is_superuser = true",
    "refunds_incident_runs_forward": "refunds_incident SET \"end\" = start - interval '1 second'",
    "refunds_order_amount_not_negative": "refunds_order SET amount_minor = -1",
    "refunds_order_discount_not_negative": "refunds_order SET discount_minor = -1",
    "refunds_order_period_runs_forward": "refunds_order SET period_start = now(), period_end = now()",
    "refunds_line_amount_not_negative": "refunds_orderline SET amount_minor = -1",
    "refunds_charge_amount_not_negative": "refunds_charge SET amount_minor = -1",
    "refunds_charge_never_more_than_captured": "refunds_charge SET reserved_minor = captured_minor, refunded_minor = 1",
    "refunds_charge_counters_not_negative": "refunds_charge SET reserved_minor = -1",
    "refunds_charge_captured_has_instant": "refunds_charge SET captured_at = NULL",
    "refunds_decision_four_eyes": "refunds_decision SET ruled_by_id = prepared_by_id WHERE ruling = 'approved'",
    "refunds_decision_ruled_by_whom_and_when": "refunds_decision SET ruled_at = NULL WHERE ruling = 'approved'",
    "refunds_decision_money_needs_second_person": (
        "refunds_decision SET ruling = 'not_needed', ruled_by_id = NULL, ruled_at = NULL"
    ),
    "refunds_decision_departure_has_reason": "refunds_decision SET departs = true, departs_because = ''",
    "refunds_decision_has_reason": "refunds_decision SET reason = ''",
    "refunds_decision_second_says_upheld": "refunds_decision SET stage = 'second'",
    "refunds_part_positive": "refunds_decisionpart SET amount_minor = 0",
    "refunds_payout_positive": "refunds_payout SET amount_minor = 0",
    "refunds_payout_four_eyes": "refunds_payout SET approved_by_id = prepared_by_id",
    "refunds_payout_provider_once": "refunds_payout SET provider_reference = 'REF-1'",
    "refunds_payout_one_live_per_charge": "refunds_payout SET case_id = (SELECT min(case_id) FROM refunds_payout)",
    "refunds_payout_paid_has_reference": "refunds_payout SET status = 'succeeded'",
    "refunds_balance_credit_positive": "refunds_balancecredit SET amount_minor = 0",
    "refunds_lot_not_negative": "refunds_creditlot SET ptc = -1",
    "refunds_usage_not_negative": "refunds_usagerecord SET ptc_deducted = -1",
    "refunds_draw_not_negative": "refunds_lotdraw SET ptc = -1",
    "refunds_finding_retracted_with_reason": "refunds_finding SET retracted_at = now()",
    "refunds_entry_sign": "refunds_ledgerentry SET amount_minor = -1",
    "refunds_entry_of_payout_is_money": "refunds_ledgerentry SET charge_id = NULL",
    "refunds_quota_not_negative": "refunds_usagequota SET granted = -1, revoked = 0",
    "refunds_quota_revokes_only_unused": "refunds_usagequota SET consumed = granted, revoked = 1",
    "refunds_revocation_positive": "refunds_quotarevocation SET units = 0",
    "refunds_version_second_person": "refunds_policyversion SET published_by_id = proposed_by_id",
    "refunds_version_proposed_by_somebody": "refunds_policyversion SET proposed_by_id = NULL",
    "refunds_version_issued_whole": "refunds_policyversion SET posted_at = NULL",
    "refunds_version_not_in_the_past": "refunds_policyversion SET published_at = effective_from + interval '1 second'",
    "refunds_version_superseded_whole": "refunds_policyversion SET status = 'superseded'",
    "refunds_version_ends_after_it_begins": "refunds_policyversion SET effective_to = effective_from",
    "refunds_health_budget_not_negative": "refunds_providerhealth SET budget = -1",
    "refunds_switch_pause_has_reason": "refunds_providerswitch SET paused = true, because = ''",
    "refunds_limit_currency": "refunds_payoutlimit SET currency = 'usd'",
    "refunds_limit_not_negative": "refunds_payoutlimit SET daily_minor = -1",
    "refunds_established_four_eyes": (
        "refunds_establishedoutcome SET status = 'confirmed', ruled_by_id = proposed_by_id, ruled_at = now()"
    ),
    "refunds_established_ruled_by_whom_and_when": "refunds_establishedoutcome SET status = 'confirmed'",
    "refunds_established_has_evidence": "refunds_establishedoutcome SET evidence = ''",
    "refunds_established_paid_has_reference": "refunds_establishedoutcome SET ended = 'paid'",
    "refunds_rule_provider": "refunds_providerrule SET provider = 'nobody'",
    "refunds_rule_codes": "refunds_providerrule SET currency = 'usd'",
    "refunds_bank_account_checked_whole": "refunds_bankaccount SET checked_against = 'nothing'",
    "refunds_bank_account_number_is_sealed": "refunds_bankaccount SET number_sealed = '0720012345'",
    "refunds_statement_ruling_has_reason": "refunds_statementruling SET why = ''",
    "refunds_bank_batch_not_empty": "refunds_bankbatch SET count = 0",
    "refunds_bank_batch_four_eyes": "refunds_bankbatch SET released_by_id = made_by_id",
    "refunds_bank_batch_released_by_somebody": "refunds_bankbatch SET status = 'released', released_by_id = NULL",
    "refunds_file_not_empty": "refunds_storedfile SET size = 0",
    "accounts_customer_language_known": "accounts_customer SET language = 'fr'",
    "accounts_sanction_four_eyes": (
        "accounts_sanction SET status = 'approved', ruled_by_id = proposed_by_id, ruled_at = now()"
    ),
    "accounts_sanction_ruled_by_whom_and_when": "accounts_sanction SET status = 'approved'",
    "accounts_sanction_has_reason": "accounts_sanction SET reason = ''",
    "refunds_reply_in_both_languages": "refunds_cannedreply SET text_zh = ''",
    "refunds_duplicate_older_first": "refunds_duplicateruling SET younger_id = older_id",
    "refunds_duplicate_has_reason": "refunds_duplicateruling SET because = ''",
    "refunds_view_has_name": "refunds_savedview SET name = ''",
    "refunds_tryout_finished_with_a_result": "refunds_tryout SET status = 'finished'",
}
"""By the name of a constraint the UPDATE that breaks it."""

COPIED = {
    "accounts_transition_once": ("accounts_statetransition", {}),
    "accounts_violation_once": ("accounts_violation", {}),
    "refunds_line_position_once": ("refunds_orderline", {}),
    "refunds_case_once_per_door": ("refunds_refundcase", {"number": "'RC-X'"}),
    "refunds_decision_one_pending_per_case": ("refunds_decision", {}),
    "refunds_part_once_per_charge": ("refunds_decisionpart", {}),
    "refunds_lot_once": ("refunds_creditlot", {}),
    "refunds_usage_once": ("refunds_usagerecord", {}),
    "refunds_draw_position_once": ("refunds_lotdraw", {}),
    "refunds_case_charge_once": ("refunds_casecharge", {"position": "9"}),
    "refunds_case_charge_position_once": ("refunds_casecharge", {"charge_id": "charge_id + 1000"}),
    "refunds_case_usage_once": ("refunds_caseusage", {"position": "9"}),
    "refunds_case_usage_position_once": ("refunds_caseusage", {"usage_id": "usage_id + 1000"}),
    "refunds_case_lot_once": ("refunds_caselot", {"position": "9"}),
    "refunds_case_lot_position_once": ("refunds_caselot", {"lot_id": "lot_id + 1000"}),
    "refunds_case_incident_once": ("refunds_caseincident", {}),
    "refunds_requested_once_per_currency": ("refunds_requestedamount", {}),
    "refunds_evidence_position_once": ("refunds_evidence", {}),
    "refunds_finding_position_once": ("refunds_finding", {}),
    "refunds_entry_once_per_payout": ("refunds_ledgerentry", {}),
    "refunds_version_once": ("refunds_policyversion", {"status": "'draft'"}),
    "refunds_version_one_published": ("refunds_policyversion", {"version": "'another'"}),
    "refunds_tryout_one_at_a_time": ("refunds_tryout", {}),
    "refunds_prior_refund_once": ("refunds_priorrefund", {"position": "9"}),
    "refunds_prior_refund_position_once": ("refunds_priorrefund", {"entry_id": "entry_id + 1000"}),
    "refunds_quota_of_order_once": ("refunds_usagequota", {"charge_id": "NULL"}),
    "refunds_quota_of_charge_once": ("refunds_usagequota", {"order_id": "order_id + 1000"}),
    "refunds_revocation_once_per_payout": ("refunds_quotarevocation", {}),
    "refunds_sandbox_one_rule_per_charge": ("refunds_sandboxrule", {}),
    "refunds_sandbox_moves_once_per_key": ("refunds_sandboxcall", {}),
    "refunds_alarm_once_a_day": ("refunds_alarm", {}),
    "refunds_dispute_once": ("refunds_dispute", {}),
    "refunds_entry_once_per_dispute": ("refunds_ledgerentry", {"payout_id": "NULL"}),
    "refunds_established_one_at_a_time": ("refunds_establishedoutcome", {}),
    "refunds_foreign_once": ("refunds_foreignrefund", {}),
    "refunds_limit_once": ("refunds_payoutlimit", {}),
    "refunds_rule_once": ("refunds_providerrule", {}),
    "refunds_event_once": ("refunds_providerevent", {"message_id": "message_id + 1000"}),
    "refunds_bank_account_one_per_currency": (
        "refunds_bankaccount",
        {"uid": "gen_random_uuid()", "destination": "'another'"},
    ),
    "refunds_audit_one_pending_per_case": ("refunds_technicalaudit", {}),
    "refunds_audited_deduction_once": ("refunds_auditeddeduction", {}),
    "accounts_sanction_one_at_a_time": ("accounts_sanction", {}),
    "refunds_duplicate_once_per_pair": ("refunds_duplicateruling", {}),
    "refunds_presence_once": ("refunds_presence", {}),
    "refunds_view_name_once_per_owner": ("refunds_savedview", {"token": "'another'"}),
    "refunds_calendar_notice_once_a_day": ("refunds_calendarnotice", {}),
}
"""By the name of a constraint the table of which a row, but for some columns, is stored once more."""


@pytest.fixture
def everything(
    open_case: Callable[..., RefundCase],
    granted: Callable[..., Payout],
    prepared: Callable[..., Decision],
    usage: UsageRecord,
    published: PolicyVersion,
    act_of: Acts,
) -> SimpleNamespace:
    """Two payouts of one charge, a decision that waits, and a row in every other table that has a constraint."""
    payout, other = (granted(open_case(f"RC-{n}", requested_minor=30_00)) for n in (1, 2))
    waiting = prepared(open_case("RC-3", requested_minor=30_00)).case
    _platform_rows(payout, usage, act_of)
    _papers(waiting, usage, act_of)
    _money(payout, act_of)
    _around_payouts(payout, act_of)
    service_account("worker")
    TryOut.objects.record(act_of("worker"), version=published)
    give_bank_account(waiting.pk, given=ACCOUNT, act=act_of("mei", minutes=9))
    a_bare_batch(act_of("fatima"))
    StatementRuling.objects.create(
        line=a_bare_line(act_of("fatima")), by=act_of("felix").by, at=act_of("felix").at, why="a fee"
    )
    _at_the_desk(payout.case, waiting, act_of)
    return SimpleNamespace(payout=payout, other=other, waiting=waiting)


def _at_the_desk(older: RefundCase, younger: RefundCase, act_of: Acts) -> None:
    act = act_of("sofia")
    Sanction.objects.record(
        act, customer=older.customer, measure="freeze", reason="abuse", proposed_by=act.by, proposed_at=act.at
    )
    CannedReply.objects.record(act, title="Log", text_en="Send the log.", text_zh="请发送日志。")
    DuplicateRuling.objects.record(
        act, older=older, younger=younger, ruling="linked", because="one fault", ruled_by=act.by, ruled_at=act.at
    )
    Presence.objects.create(case=older, person=act.by, seen_at=act.at)
    SavedView.objects.record(act, owner=act.by, name="Large ones", token="t" * 32)


def _platform_rows(payout: Payout, usage: UsageRecord, act_of: Acts) -> None:
    act, order = act_of("door"), payout.charge.order
    Violation.objects.record(act, customer=usage.customer, reference="V-1", type="abuse")
    OrderLine.objects.record(act, order=order, position=1, name="credits", amount_minor=100_00, currency="USD")
    UsageQuota.objects.record(act, order=order, charge=payout.charge, granted=10, consumed=0)
    SandboxRule.objects.record(act, charge_reference="CH-1", answer="pays")
    a_provider_event(act)


def _papers(case: RefundCase, usage: UsageRecord, act_of: Acts) -> None:
    act, lot = act_of("door"), usage.draws.get().lot
    incident = Incident.objects.record(act, reference="INC-1", services=["image-generation"], start=act.at, end=act.at)
    CaseIncident.objects.record(act, case=case, incident=incident, position=1)
    CaseUsage.objects.record(act, case=case, usage=usage, position=1)
    CaseLot.objects.record(act, case=case, lot=lot, position=1)
    RequestedAmount.objects.record(act, case=case, amount_minor=1, currency="USD")
    audit = TechnicalAudit.objects.record(act, case=case, asked_at=act.at)
    AuditedDeduction.objects.create(audit=audit, usage=usage, suggested="undecided", found="abnormal")
    add_evidence(case, ["log"], act)
    StoredFile.objects.create(sha256="0" * 64, media_type="text/plain", size=1, content=b"x")
    CalendarNotice.objects.create(year=2027, day=act.at.date(), at=act.at, known_to=act.at.date(), cases=0)


def _money(payout: Payout, act_of: Acts) -> None:
    act, money = act_of("worker"), {"amount_minor": 1_00, "currency": "USD"}
    entry = LedgerEntry.objects.create(kind="refund", charge=payout.charge, payout=payout, **money)
    PriorRefund.objects.record(act, case=payout.case, entry=entry, position=1)
    BalanceCredit.objects.create(customer=payout.case.customer, payout=payout, credited_at=act.at, **money)
    QuotaRevocation.objects.filter(payout=payout).exists() or QuotaRevocation.objects.create(
        payout=payout, quota=payout.charge.order.quotas.first(), units=1
    )
    SandboxCall.objects.create(key="K", charge_reference="CH-1", destination="CH-1", body="{}", moved=True, **money)


def _around_payouts(payout: Payout, act_of: Acts) -> None:
    act, dispute = act_of("fatima"), {"provider": "sandbox", "provider_reference": "D-1"}
    ProviderHealth.objects.create(provider="sandbox")
    ProviderSwitch.objects.record(act, provider="sandbox", changed_at=act.at)
    PayoutLimit.objects.record(act, currency="USD")
    Alarm.objects.create(kind="foreign", subject="R-1", sentence="Look.", day=act.at.date(), at=act.at)
    found = {"ended": "not_paid", "evidence": "statement", "proposed_by": act.by, "proposed_at": act.at}
    EstablishedOutcome.objects.record(act, payout=payout, **found)
    refund = {"payment": "P-1", "amount_minor": 1, "currency": "USD", "made_at": act.at, "found_at": act.at}
    ForeignRefund.objects.record(act, provider="sandbox", provider_reference="R-1", **refund)
    LedgerEntry.objects.create(
        kind="chargeback",
        charge=payout.charge,
        payout=payout,
        dispute=Dispute.objects.record(act, charge=payout.charge, **dispute),
        amount_minor=0,
        currency="USD",
    )


def test_every_constraint_is_broken_below() -> None:
    named = {constraint.name for model in our_models() for constraint in model._meta.constraints}
    assert named == {*ALTERED, *COPIED}


def test_a_row_that_breaks_a_rule_is_refused_by_that_rule(everything: SimpleNamespace) -> None:
    broken = {name: constraint_broken(f"UPDATE {sql}", sql.split()[0]) for name, sql in ALTERED.items()}
    assert broken == {name: name for name in ALTERED}


def test_what_there_can_be_once_is_not_stored_twice(everything: SimpleNamespace) -> None:
    broken = {name: constraint_broken(copy(table, instead), table) for name, (table, instead) in COPIED.items()}
    assert broken == {name: name for name in COPIED}


def copy(table: str, instead: dict[str, str]) -> str:
    """The INSERT that stores the last row of a table once more, but for some columns."""
    columns = [column.name for column in connection.introspection.get_table_description(connection.cursor(), table)]
    values = {column: instead.get(column, f'"{column}"') for column in columns if column != "id"}
    into = ", ".join(f'"{column}"' for column in values)
    return f"INSERT INTO {table} ({into}) SELECT {', '.join(values.values())} FROM {table} ORDER BY id DESC LIMIT 1"


def constraint_broken(sql: str, table: str) -> str | None:
    """The name of the constraint that refuses a statement, with our triggers out of the way; None where none does."""
    try:
        with transaction.atomic():
            execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            execute(sql)
            transaction.set_rollback(True)
    except IntegrityError as refused:
        cause: Any = refused.__cause__
        return str(cause.diag.constraint_name)
    return None
