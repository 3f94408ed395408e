"""Who may do what: what the table of roles says, and never says."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, Permission

from accounts.groups import make_groups
from accounts.models import StaffMember
from accounts.roles import AGENT, BY_ID, ROLES, approval_limit, roles_of

STEPS = {"receive", "take", "assign", "work", "note", "hear", "audit", "propose", "approve", "approve_above_limit"} | {
    "review",
    "withdraw",
    "hold",
    "release",
    "settle",
    "rejudge",
    "mediate",
}
LOOKS = {"refunds.view", "refunds.oversee"}
"""Rights to look at cases: they change nothing."""


def steps_of(role: str) -> set[str]:
    """The steps of a case that a role takes."""
    names = {
        name for name in BY_ID[role].permissions if name.endswith("_refundcase") and not LOOKS & {name.split("_")[0]}
    }
    return {name.removeprefix("refunds.").removesuffix("_refundcase") for name in names}


def holders(permission: str) -> set[str]:
    """The roles with a permission."""
    return {role.id for role in ROLES if permission in role.permissions}


@pytest.mark.django_db
def test_every_right_of_the_table_is_one_of_the_database() -> None:
    stored = {f"{p.content_type.app_label}.{p.codename}" for p in Permission.objects.select_related("content_type")}
    assert {name for role in ROLES for name in role.permissions} - stored == set()


@pytest.mark.django_db
def test_every_step_of_a_case_belongs_to_somebody() -> None:
    permissions = Permission.objects.filter(content_type__app_label="refunds", content_type__model="refundcase")
    names = set(permissions.values_list("codename", flat=True))
    stored = {name.removesuffix("_refundcase") for name in names} - {"add", "change", "delete", "view", "oversee"}
    assert stored == STEPS == {step for role in ROLES for step in steps_of(role.id)}


def test_nobody_edits_or_deletes_rows_of_refunds() -> None:
    named = {name for role in ROLES for name in role.permissions}
    writing = {
        name
        for name in named
        if name.split(".")[0] == "refunds" and name.split(".")[1].startswith(("add_", "change_", "delete_"))
    }
    assert writing == set()


def test_only_a_supervisor_changes_what_is_held_against_customers() -> None:
    assert holders("accounts.change_violation") == holders("accounts.change_customer") == {"supervisor"}


def test_a_supervisor_may_what_an_agent_may_and_what_needs_more() -> None:
    assert steps_of("supervisor") - steps_of("agent") == {
        *("assign", "approve_above_limit", "review", "release", "rejudge", "mediate")
    }
    assert BY_ID["agent"].permissions < BY_ID["supervisor"].permissions


def test_a_door_brings_in_and_hears_and_nothing_else() -> None:
    assert BY_ID["door"].permissions == {"refunds.receive_refundcase", "refunds.hear_refundcase"}


def test_a_worker_pays_and_settles_and_nothing_else() -> None:
    settles = {"refunds.pay_payout", "refunds.apply_providerevent", "refunds.settle_refundcase"}
    assert BY_ID["worker"].permissions == settles


def test_versions_are_for_supervisors_and_the_calendar_for_administrators() -> None:
    for step in ("draft", "propose", "publish"):
        assert holders(f"refunds.{step}_policyversion") == {"supervisor"}
    assert holders("refunds.enter_calendarday") == {"administrator", "installation"}
    assert holders("refunds.run_tryout") == {"examiner"}


def test_only_workers_pay() -> None:
    assert holders("refunds.pay_payout") == {"worker"}


def test_who_reads_everything_takes_no_step() -> None:
    assert steps_of("compliance_auditor") == set()
    assert {name.split("_")[0] for name in BY_ID["compliance_auditor"].permissions} == {"accounts.view", *LOOKS}


def test_who_gives_roles_sees_no_case() -> None:
    assert steps_of("administrator") == set()
    assert "refunds.view_refundcase" not in BY_ID["administrator"].permissions


def test_finance_decides_nothing() -> None:
    assert steps_of("finance") == {"note", "hold"}


def test_a_technical_auditor_sees_no_payouts_and_decides_nothing() -> None:
    assert steps_of("technical_auditor") == {"note", "audit"}
    assert "refunds.view_payout" not in BY_ID["technical_auditor"].permissions


@pytest.mark.django_db
def test_the_groups_of_the_database_are_the_table() -> None:
    for role in ROLES:
        held = Group.objects.get(name=role.id).permissions.select_related("content_type")
        assert {f"{p.content_type.app_label}.{p.codename}" for p in held} == role.permissions


@pytest.mark.django_db
def test_a_group_that_was_changed_by_hand_is_the_table_again_after_a_migration() -> None:
    agents = Group.objects.get(name="agent")
    agents.permissions.set(Permission.objects.filter(codename="pay_payout"))
    make_groups()
    held = set(agents.permissions.values_list("codename", flat=True))
    assert "pay_payout" not in held
    assert "take_refundcase" in held


@pytest.mark.django_db
def test_an_agent_approves_up_to_the_limit_of_each_currency(people: SimpleNamespace) -> None:
    assert approval_limit(people.mei, "USD") == 50_00
    assert approval_limit(people.mei, "JPY") == 7_500


@pytest.mark.django_db
def test_a_currency_without_a_limit_is_not_approved_by_an_agent_at_all(people: SimpleNamespace) -> None:
    assert approval_limit(people.mei, "KWD") == 0


@pytest.mark.django_db
def test_a_supervisor_has_no_limit(people: SimpleNamespace) -> None:
    assert approval_limit(people.sofia, "KWD") is None


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["fatima", "wei", "anna", "adam", "door", "worker"])
def test_who_approves_nothing_has_the_limit_zero(people: SimpleNamespace, name: str) -> None:
    assert approval_limit(getattr(people, name), "USD") == 0


@pytest.mark.django_db
def test_who_has_left_has_no_limit_to_approve_by(people: SimpleNamespace) -> None:
    gone = StaffMember.objects.get(pk=people.sofia.pk)
    gone.is_active = False
    assert approval_limit(gone, "USD") == 0


@pytest.mark.django_db
def test_the_roles_of_a_person_come_in_the_order_of_the_table(people: SimpleNamespace) -> None:
    assert roles_of(people.mei) == [AGENT]
    assert roles_of(people.door) == [BY_ID["door"]]
