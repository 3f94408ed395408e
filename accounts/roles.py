"""Who may do what: one table, from which groups and permissions are made.

A role is a group. What a role may look at and what steps it may take stand here and nowhere else; what isn't here is
denied. Steps are permissions of the models ("refunds.approve_refundcase"); rules about the person (four eyes, the
assignee) are at the step itself, in refunds/models/lifecycle.py.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

CASE_ROWS = """
    refundcase casecharge caseusage caselot caseincident priorrefund voucher requestedamount priorapplication
    evidence evidencefile storedfile message finding technicalaudit auditeddeduction evaluation decision
    decisionpart order orderline charge usagequota creditlot usagerecord lotdraw incident dispute policyversion
    documentedversion calendarday calendaryear ledgerentry balancecredit payout bankaccount
"""
FOLLOWS_PAYOUTS = """
    providerswitch providerhealth payoutlimit alarm establishedoutcome foreignrefund booksmark providerrule
"""
"""What stands around the payouts: whether they may leave, what waits for two people, what is not ours."""


def views(app: str, models: str) -> frozenset[str]:
    """The view permissions of some models of an app, named in one line."""
    return frozenset(f"{app}.view_{model}" for model in models.split())


def steps(codenames: str) -> frozenset[str]:
    """Steps of a refund case, named in one line."""
    return frozenset(f"refunds.{codename}_refundcase" for codename in codenames.split())


VERSIONS = frozenset(f"refunds.{step}_policyversion" for step in ("draft", "try", "propose", "publish"))
"""Steps of a policy version; that nobody publishes what they prepared is at the step itself."""

SEES_CASES = views("refunds", CASE_ROWS) | views("accounts", "customer violation sanction")


@dataclass(frozen=True, slots=True)
class Role:
    """One role of the desk.

    approves_up_to: for each currency the largest refund, in minor units, that the role approves without a supervisor;
    a currency that isn't named has the limit 0. approves_in_a_day: the same for all that one person approves within 24
    hours.
    """

    id: str
    label: Any
    permissions: frozenset[str]
    approves_up_to: dict[str, int] = field(default_factory=dict)
    approves_in_a_day: dict[str, int] = field(default_factory=dict)
    is_service: bool = False


AGENT = Role(
    "agent",
    _("Agent"),
    SEES_CASES | views("refunds", "cannedreply") | steps("receive take work note hear propose approve withdraw hold"),
    approves_up_to={"USD": 50_00, "EUR": 50_00, "GBP": 40_00, "CNY": 350_00, "HKD": 400_00, "JPY": 7_500, "SGD": 70_00},
    approves_in_a_day={
        "USD": 500_00,
        "EUR": 500_00,
        "GBP": 400_00,
        "CNY": 3_500_00,
        "HKD": 4_000_00,
        "JPY": 75_000,
        "SGD": 700_00,
    },
)
SUPERVISOR = Role(
    "supervisor",
    _("Supervisor"),
    AGENT.permissions
    | steps("assign approve_above_limit review release mediate rejudge oversee")
    | VERSIONS
    | {"refunds.keep_cannedreply"}
    | {"accounts.change_violation", "accounts.change_customer", "accounts.view_staffmember"}
    | {"accounts.propose_sanction", "accounts.rule_sanction"}
    | views("refunds", "exportrecord tryout tryoutprogress providerevent")
    | views("refunds", FOLLOWS_PAYOUTS)
    | {"refunds.cancel_payout", "refunds.confirm_establishedoutcome", "refunds.pause_providerswitch"}
    | {"refunds.resume_providerswitch", "refunds.lift_payoutlimit"},
)
TRANSFERS = frozenset(f"refunds.{step}_bankbatch" for step in ("make", "release", "cancel", "take")) | {
    "refunds.import_bankstatement"
}
"""Steps of a file of bank transfers; that nobody releases what they made is at the step itself."""

FINANCE = Role(
    "finance",
    _("Finance"),
    SEES_CASES
    | steps("note hold")
    | TRANSFERS
    | {"refunds.return_payout", "refunds.export_payout", "refunds.cancel_payout", "refunds.pause_providerswitch"}
    | {"refunds.retry_providerevent"}
    | {"refunds.propose_establishedoutcome", "refunds.confirm_establishedoutcome"}
    | views("refunds", "exportrecord providerevent bankbatch bankstatement bankstatementline")
    | views("refunds", FOLLOWS_PAYOUTS),
)
TECHNICAL_AUDITOR = Role(
    "technical_auditor",
    _("Technical auditor"),
    SEES_CASES - views("refunds", "payout balancecredit bankaccount") | steps("note audit"),
)
COMPLIANCE_AUDITOR = Role(
    "compliance_auditor",
    _("Compliance auditor"),
    SEES_CASES
    | steps("oversee")
    | views("refunds", "refusal cannedreply")
    | views("accounts", "staffmember statetransition wrongpassword")
    | views("refunds", "exportrecord tryout tryoutprogress providerevent bankbatch bankstatement bankstatementline")
    | views("refunds", FOLLOWS_PAYOUTS),
)
ADMINISTRATOR = Role(
    "administrator",
    _("Administrator"),
    frozenset({"accounts.view_staffmember", "accounts.add_staffmember", "accounts.change_staffmember"})
    | {"accounts.view_wrongpassword", "accounts.delete_wrongpassword"}
    | {"refunds.enter_calendarday", "refunds.set_providerrule", "refunds.set_payoutlimit"}
    | {"refunds.pause_providerswitch"}
    | views("refunds", "providerrule payoutlimit providerswitch providerhealth alarm booksmark")
    | views("refunds", "policyversion incident calendarday calendaryear refusal")
    | views("accounts", "statetransition"),
)
DOOR = Role("door", _("Door"), steps("receive hear"), is_service=True)
WORKER = Role(
    "worker",
    _("Payout worker"),
    steps("settle") | {"refunds.pay_payout", "refunds.apply_providerevent"},
    is_service=True,
)
EXAMINER = Role(
    "examiner",
    _("Runner of try-outs"),
    frozenset({"refunds.run_tryout", "refunds.try_policyversion"}),
    is_service=True,
)
INSTALLATION = Role(
    "installation",
    _("Installation"),
    frozenset({"accounts.add_staffmember", "accounts.change_staffmember", "refunds.enter_calendarday"}),
    is_service=True,
)

ROLES: tuple[Role, ...] = (
    AGENT,
    SUPERVISOR,
    FINANCE,
    TECHNICAL_AUDITOR,
    COMPLIANCE_AUDITOR,
    ADMINISTRATOR,
    DOOR,
    WORKER,
    EXAMINER,
    INSTALLATION,
)
BY_ID = {role.id: role for role in ROLES}


NEVER_TOGETHER: tuple[tuple[frozenset[str], frozenset[str], Any], ...] = (
    (
        frozenset({"agent", "supervisor"}),
        frozenset({"finance"}),
        _("Who decides about refunds does not keep the books of the payouts."),
    ),
    (
        frozenset({"compliance_auditor"}),
        frozenset({"agent", "supervisor", "finance", "technical_auditor"}),
        _("Who audits the desk takes no part in its work."),
    ),
    (
        frozenset({"administrator"}),
        frozenset({"agent", "supervisor", "finance", "technical_auditor", "compliance_auditor"}),
        _("Who gives roles holds no other role."),
    ),
)
"""Separation of duties: nobody holds a role of the first set and one of the second. The database refuses it too
(accounts/migrations/0003)."""


def kept_apart(roles: Collection[str]) -> list[Any]:
    """A sentence for every rule by which one person may not hold all of these roles; empty when they may."""
    held = set(roles)
    return [sentence for some, others, sentence in NEVER_TOGETHER if held & some and held & others]


def roles_of(person: Any) -> list[Role]:
    """The roles of a staff member or service account, in the order of the table."""
    held = person.held_roles()
    return [role for role in ROLES if role.id in held]


def approval_limit(person: Any, currency: str) -> int | None:
    """The largest refund in minor units that the person may approve in a currency; None means no limit.

    Whoever may approve above the limit has none. Otherwise the most generous of the person's roles counts.
    """
    if person.has_perm("refunds.approve_above_limit_refundcase"):
        return None
    return max((role.approves_up_to.get(currency, 0) for role in roles_of(person)), default=0)


def daily_approval_limit(person: Any, currency: str) -> int | None:
    """The most in minor units that the person may approve in a currency within 24 hours; None means no limit."""
    if person.has_perm("refunds.approve_above_limit_refundcase"):
        return None
    return max((role.approves_in_a_day.get(currency, 0) for role in roles_of(person)), default=0)
