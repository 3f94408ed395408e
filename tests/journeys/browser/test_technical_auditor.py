"""The day of a technical auditor, in both languages: the queue of audits, the workbench, a signed finding."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.models import AuditedDeduction, RefundCase
from refunds.models.vocabulary import AuditStatus
from refunds.operations.audit import start_audit
from tests.journeys.browser.seat import BROWSERS, Seat

pytestmark = pytest.mark.browser
QUESTION = "Did the call return a result?"


@pytest.fixture
def asked(case_302: RefundCase, taken: Callable[..., RefundCase], act_of: Callable[..., Act]) -> RefundCase:
    """Case RC-302, about which Mei asks the technical auditors."""
    start_audit(taken(case_302).pk, question=QUESTION, act=act_of("mei", minutes=2))
    return case_302


@pytest.mark.parametrize("language", BROWSERS)
def test_a_technical_auditor_signs_what_the_records_show(
    seat: Callable[..., Seat], asked: RefundCase, language: str
) -> None:
    wei = seat("wei", language)

    wei.goes_to("/admin/")
    wei.clicks("link", "Technical audits", exact=False)
    wei.window.get_by_role("link", name="RC-302").click()
    wei.case("RC-302")
    wei.clicks("link", "Conclude the audit")
    wei.sheet.get_by_text(QUESTION).wait_for()
    looks_at_the_deduction(wei)
    wei.field("What the audit found", within=wei.sheet).fill("The call timed out on our side.")
    wei.picture("workbench")
    wei.clicks("button", "Conclude the audit", within=wei.sheet)

    wei.sees("The audit is concluded.")
    audit = asked.audits.get()
    assert (audit.status, str(audit.auditor)) == ("confirmed", "Wei")
    assert AuditedDeduction.objects.get().remark == "no result in the log"


def looks_at_the_deduction(wei: Seat) -> None:
    """What the records say stands beside the finding, which they leave open; he says what it was, with a remark."""
    deduction = wei.sheet.get_by_role("listitem", name="USE-1")
    wei.sees("Cause in the log", within=deduction)
    wei.sees("none on record", within=deduction)
    assert wei.field("Finding", within=deduction).input_value() == "undecided"
    wei.field("Finding", within=deduction).select_option("abnormal")
    wei.field("Remark", within=deduction).fill("no result in the log")
    wei.sheet.get_by_role("radio", name=wei.shown(AuditStatus.CONFIRMED.label)).check()
