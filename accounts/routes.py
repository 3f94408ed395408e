"""Every page and every address of the API, and which roles get it: one table, from the names of the routes.

What isn't here is open to nobody, and a test fails for a route without a line. Pages check rights, not this table; the
test holds them equal, role by role. The page of a refusal reads it to say who may.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from accounts.roles import ROLES

Roles = frozenset[str]

ANONYMOUS, NO_ROLE = "anonymous", "no role"
NOBODY: Roles = frozenset()
SIGNED_IN: Roles = frozenset({role.id for role in ROLES if not role.is_service} | {NO_ROLE})
ANYBODY: Roles = SIGNED_IN | {ANONYMOUS}

DECIDE: Roles = frozenset({"agent", "supervisor"})
SANCTION: Roles = frozenset({"supervisor"})
SEE_CASES: Roles = DECIDE | {"finance", "technical_auditor", "compliance_auditor"}
OVERSEE: Roles = frozenset({"supervisor", "compliance_auditor"})
READ_LOG: Roles = frozenset({"compliance_auditor", "administrator"})
SEE_PAYOUTS: Roles = SEE_CASES - {"technical_auditor"}
SEE_EXPORTS: Roles = frozenset({"supervisor", "finance", "compliance_auditor"})
SEE_EVENTS: Roles = frozenset({"supervisor", "finance", "compliance_auditor"})
RULE_ON_PAYOUTS: Roles = frozenset({"supervisor", "finance"})
FOLLOW_PAYOUTS: Roles = RULE_ON_PAYOUTS | {"compliance_auditor"}
EXPORT: Roles = frozenset({"finance"})
SEE_TRANSFERS: Roles = frozenset({"finance", "compliance_auditor"})
SEE_STAFF: Roles = frozenset({"supervisor", "compliance_auditor", "administrator"})
DRAFT: Roles = frozenset({"supervisor"})
SEE_TRY_OUTS: Roles = DRAFT | {"compliance_auditor"}
EMPLOY: Roles = frozenset({"administrator"})
SEE_SIGN_INS: Roles = frozenset({"compliance_auditor", "administrator"})


class Access(NamedTuple):
    """Who gets a route. reads: who may look (GET); changes: who may send something that changes anything (POST)."""

    reads: Roles = NOBODY
    changes: Roles = NOBODY


def rows(model: str, reads: Roles, *, history: bool = True) -> dict[str, Access]:
    """The pages of rows that are only looked at. model: "app_model"; history: false for rows that are written once."""
    return {
        f"admin:{model}_changelist": Access(reads),
        f"admin:{model}_change": Access(reads),
        f"admin:{model}_history": Access(reads if history else NOBODY),
        f"admin:{model}_add": Access(),
        f"admin:{model}_delete": Access(),
    }


ROUTES: dict[str, Access] = {
    "admin:index": Access(SIGNED_IN),
    "admin:login": Access(frozenset({ANONYMOUS}), ANYBODY),
    "admin:logout": Access(changes=ANYBODY),
    "admin:password_change": Access(SIGNED_IN, SIGNED_IN),
    "admin:password_change_done": Access(SIGNED_IN),
    "admin:jsi18n": Access(SIGNED_IN),
    "admin:app_list": Access(SEE_CASES | EMPLOY),
    "set_language": Access(changes=ANYBODY),
    "choose_password": Access(ANYBODY, ANYBODY),
    # cases
    **rows("refunds_refundcase", SEE_CASES),
    "admin:refunds_refundcase_step": Access(SEE_CASES, SEE_CASES),  # each step has its own right: the page says why not
    "admin:refunds_refundcase_find": Access(SEE_CASES),
    "admin:refunds_refundcase_next": Access(changes=DECIDE),
    "admin:refunds_refundcase_presence": Access(changes=SEE_CASES),
    "admin:refunds_refundcase_part": Access(SEE_CASES),
    "admin:refunds_refundcase_duplicate": Access(DECIDE, DECIDE),
    "admin:refunds_refundcase_save_view": Access(SEE_CASES, SEE_CASES),
    "admin:refunds_refundcase_remove_view": Access(changes=SEE_CASES),
    "admin:refunds_refundcase_letter": Access(changes=SEE_CASES),  # changes nothing: it shows what would be sent
    "admin:refunds_refundcase_approvals": Access(DECIDE, DECIDE),
    "admin:refunds_refundcase_evidence": Access(SEE_CASES),
    "admin:refunds_refundcase_review": Access(SEE_CASES),
    **rows("refunds_decision", SEE_CASES),
    "admin:refunds_decision_oversight": Access(OVERSEE),
    **rows("refunds_evaluation", SEE_CASES, history=False),
    **rows("refunds_cannedreply", DECIDE | {"compliance_auditor"}),
    "admin:refunds_cannedreply_step": Access(SANCTION, SANCTION),
    "admin:refunds_cannedreply_write": Access(SANCTION, SANCTION),
    "admin:refunds_cannedreply_rewrite": Access(SANCTION, SANCTION),
    # what the platform reports
    **rows("refunds_order", SEE_CASES),
    **rows("refunds_charge", SEE_CASES),
    **rows("refunds_usagerecord", SEE_CASES),
    **rows("refunds_incident", SEE_CASES | EMPLOY),
    # versions of the policies
    **rows("refunds_policyversion", SEE_CASES | EMPLOY),
    "admin:refunds_policyversion_compare": Access(SEE_CASES | EMPLOY),
    "admin:refunds_policyversion_written": Access(SEE_CASES | EMPLOY),
    "admin:refunds_policyversion_begin": Access(DRAFT, DRAFT),
    "admin:refunds_policyversion_draft": Access(DRAFT, DRAFT),
    "admin:refunds_policyversion_step": Access(DRAFT, DRAFT),
    **rows("refunds_tryout", SEE_TRY_OUTS),
    "admin:refunds_tryout_step": Access(DRAFT, DRAFT),
    # the working calendar
    **rows("refunds_calendarday", SEE_CASES | EMPLOY),
    **rows("refunds_calendaryear", SEE_CASES | EMPLOY),
    "admin:refunds_calendarday_enter": Access(EMPLOY, EMPLOY),
    "admin:refunds_calendarday_correct": Access(EMPLOY, EMPLOY),
    "admin:refunds_calendarday_complete": Access(EMPLOY, EMPLOY),
    "admin:refunds_calendarday_reopen": Access(EMPLOY, EMPLOY),
    # customers
    **rows("accounts_customer", SEE_CASES),
    **rows("accounts_violation", SEE_CASES),
    **rows("accounts_sanction", SEE_CASES),
    "admin:accounts_sanction_step": Access(SANCTION, SANCTION),
    "admin:accounts_customer_step": Access(SANCTION, SANCTION),
    "admin:accounts_violation_step": Access(SANCTION, SANCTION),
    # money
    **rows("refunds_payout", SEE_PAYOUTS),
    "admin:refunds_payout_step": Access(RULE_ON_PAYOUTS, RULE_ON_PAYOUTS),  # each step has its own right
    **rows("refunds_providerswitch", FOLLOW_PAYOUTS | EMPLOY),
    "admin:refunds_providerswitch_pause": Access(RULE_ON_PAYOUTS | EMPLOY, RULE_ON_PAYOUTS | EMPLOY),
    "admin:refunds_providerswitch_resume": Access(SANCTION, SANCTION),
    "admin:refunds_providerswitch_open_books": Access(SANCTION, SANCTION),
    "admin:refunds_providerswitch_lift": Access(SANCTION, SANCTION),
    "admin:refunds_providerswitch_limit": Access(EMPLOY, EMPLOY),
    "admin:refunds_providerswitch_rule": Access(EMPLOY, EMPLOY),
    **rows("refunds_providerrule", FOLLOW_PAYOUTS | EMPLOY),
    **rows("refunds_payoutlimit", FOLLOW_PAYOUTS | EMPLOY),
    **rows("refunds_establishedoutcome", FOLLOW_PAYOUTS),
    **rows("refunds_foreignrefund", FOLLOW_PAYOUTS),
    **rows("refunds_bankaccount", SEE_PAYOUTS),
    **rows("refunds_bankbatch", SEE_TRANSFERS),
    "admin:refunds_bankbatch_make": Access(EXPORT, EXPORT),
    "admin:refunds_bankbatch_step": Access(EXPORT, EXPORT),
    "admin:refunds_bankbatch_file": Access(changes=EXPORT),
    **rows("refunds_bankstatement", SEE_TRANSFERS, history=False),
    **rows("refunds_bankstatementline", SEE_TRANSFERS, history=False),
    "admin:refunds_bankstatementline_step": Access(EXPORT, EXPORT),
    "admin:refunds_bankstatement_bring": Access(EXPORT, EXPORT),
    **rows("refunds_exportrecord", SEE_EXPORTS, history=False),
    "admin:refunds_report": Access(EXPORT, EXPORT),
    **rows("refunds_providerevent", SEE_EVENTS),
    "admin:refunds_providerevent_step": Access(EXPORT, EXPORT),
    # what was refused, and the log of everything
    **rows("refunds_refusal", READ_LOG, history=False),
    "admin:refunds_refusal_log": Access(READ_LOG),
    # people
    **rows("accounts_staffmember", SEE_STAFF),
    "admin:accounts_staffmember_add": Access(EMPLOY, EMPLOY),
    "admin:accounts_staffmember_change": Access(SEE_STAFF, EMPLOY),
    "admin:accounts_staffmember_password_link": Access(EMPLOY, EMPLOY),
    **rows("accounts_wrongpassword", NOBODY),
    "admin:accounts_wrongpassword_changelist": Access(SEE_SIGN_INS, EMPLOY),
    # programs
    "api:evaluations": Access(changes=SEE_CASES),
    "api:cases": Access(changes=DECIDE),
    "api:case": Access(SEE_CASES),
    "api:approval": Access(changes=DECIDE),
    "api:schema": Access(SIGNED_IN),
    "webhooks:paypal": Access(changes=ANYBODY),  # as that of Stripe
    "webhooks:stripe": Access(changes=ANYBODY),  # proven by the signature of the message, not by who is signed in
}


def roles_for(route: str, *, to_change: bool = False) -> list[Any]:
    """The labels of the roles that get a route, in the order of the table; empty where none does."""
    access = ROUTES.get(route, Access())
    return labels(access.changes if to_change else access.reads)


def labels(roles: Iterable[str]) -> list[Any]:
    """Roles in words."""
    return [role.label for role in ROLES if role.id in set(roles)]
