"""Who gives roles to whom, and that it is on record."""

from collections.abc import Callable
from itertools import product
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.acts import Act, UnsignedChange
from accounts.models import StaffMember
from accounts.roles import NEVER_TOGETHER
from accounts.service_accounts import service_account
from accounts.staffing import ROLES_OF_PEOPLE, NotEmployed, change, employ, password_link

Acts = Callable[..., Act]


@pytest.fixture
def nina(act_of: Acts) -> StaffMember:
    return employ(username="nina", first_name="Nina", email="nina@example.test", roles=["agent"], act=act_of("adam"))


def as_is(person: StaffMember, **instead: object) -> dict[str, object]:
    kept = {name: getattr(person, name) for name in ("first_name", "last_name", "email", "is_active")}
    return {**kept, "roles": sorted(person.groups.values_list("name", flat=True)), **instead}


def roles_on_record(version: object) -> set[str]:
    return {held.group.name for held in version.groups.all()}  # type: ignore[attr-defined]


def test_a_new_colleague_has_a_role_and_no_password(nina: StaffMember) -> None:
    assert nina.has_perm("refunds.take_refundcase")
    assert not nina.has_usable_password()
    assert not nina.is_superuser


def test_each_change_of_roles_is_one_entry_that_says_who_and_why(nina: StaffMember, act_of: Acts) -> None:
    change(nina.pk, **as_is(nina, roles=["supervisor"]), act=act_of("adam", "promoted", minutes=5))

    latest, *_, first = nina.history.all()
    assert (latest.history_user.username, latest.history_change_reason) == ("adam", "promoted")
    assert roles_on_record(latest) == {"supervisor"}
    assert (first.history_type, roles_on_record(first)) == ("+", set())
    assert not hasattr(latest, "password")


def test_a_role_that_was_taken_away_gives_nothing_at_once(nina: StaffMember, act_of: Acts) -> None:
    left = change(nina.pk, **as_is(nina, roles=[]), act=act_of("adam"))

    assert left.get_all_permissions() == set()


@pytest.mark.parametrize("name", ["mei", "sofia", "fatima", "wei", "anna"])
def test_only_an_administrator_gives_roles(name: str, nina: StaffMember, act_of: Acts) -> None:
    with pytest.raises(NotEmployed, match="Your role does not include this step"):
        change(nina.pk, **as_is(nina, roles=["supervisor"]), act=act_of(name))
    with pytest.raises(NotEmployed, match="Your role does not include this step"):
        employ(username="friend", roles=["agent"], act=act_of(name))


def test_nobody_changes_their_own_account(people: SimpleNamespace, act_of: Acts) -> None:
    with pytest.raises(NotEmployed, match="Another administrator has to"):
        change(people.adam.pk, **as_is(people.adam, roles=["supervisor"]), act=act_of("adam"))


def test_a_role_of_workers_is_not_for_people(nina: StaffMember, act_of: Acts) -> None:
    with pytest.raises(NotEmployed, match="not a role of people"):
        change(nina.pk, **as_is(nina, roles=["worker"]), act=act_of("adam"))


def test_a_service_account_is_not_changed_by_hand(people: SimpleNamespace, act_of: Acts) -> None:
    with pytest.raises(NotEmployed, match="no staff member"):
        change(people.worker.pk, **as_is(people.mei), act=act_of("adam"))


APART = sorted({pair for some, others, _why in NEVER_TOGETHER for pair in product(some, others)})


@pytest.mark.parametrize(("one", "other"), APART)
def test_duties_are_apart_when_roles_are_given(one: str, other: str, act_of: Acts) -> None:
    with pytest.raises(NotEmployed):
        employ(username="both", roles=[one, other], act=act_of("adam"))

    assert not StaffMember.objects.filter(username="both").exists()


@pytest.mark.parametrize(("one", "other"), [*APART, *[(other, one) for one, other in APART]])
def test_duties_are_apart_in_the_database_too(one: str, other: str, act_of: Acts) -> None:
    person = employ(username="both", roles=[one], act=act_of("adam"))

    with pytest.raises(IntegrityError, match="beside another role"), transaction.atomic():
        person.hold(Group.objects.filter(name__in=[one, other]), act_of("adam"))


def test_roles_that_go_together_may_be_held_together(act_of: Acts) -> None:
    employ(username="both", roles=["agent", "supervisor", "technical_auditor"], act=act_of("adam"))


@pytest.mark.parametrize("role", [*ROLES_OF_PEOPLE])
def test_a_service_account_holds_no_role_of_people(role: str, people: SimpleNamespace, act_of: Acts) -> None:
    with pytest.raises(IntegrityError, match="roles of their own"), transaction.atomic():
        people.worker.hold([Group.objects.get(name=role)], act_of("adam"))


def test_roles_without_an_act_are_refused(nina: StaffMember) -> None:
    group = Group.objects.get(name="supervisor")
    ways: list[Callable[[], object]] = [
        lambda: nina.groups.add(group),
        lambda: nina.groups.clear(),
        lambda: group.user_set.add(nina),
    ]
    for way in ways:
        with pytest.raises(UnsignedChange), transaction.atomic():
            way()


def commit(write: Callable[[], object]) -> None:
    """Write, and check at once what the database checks at the end of a transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        write()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_roles_written_past_the_code_are_refused_by_the_database(nina: StaffMember) -> None:
    through, group = StaffMember.groups.through, Group.objects.get(name="supervisor")
    ways: list[Callable[[], object]] = [
        lambda: through.objects.bulk_create([through(staffmember_id=nina.pk, group_id=group.pk)]),
        lambda: through.objects.filter(staffmember=nina).delete(),
        lambda: through.objects.filter(staffmember=nina).update(group=group),
    ]
    for way in ways:
        with pytest.raises(DatabaseError, match="differs from the history"):
            commit(way)


def test_a_person_made_active_past_the_code_is_refused_by_the_database(nina: StaffMember, act_of: Acts) -> None:
    change(nina.pk, **as_is(nina, is_active=False), act=act_of("adam"))

    def reactivate() -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE accounts_staffmember SET is_active = true WHERE id = %s", [nina.pk])

    with pytest.raises(DatabaseError, match="differs from the history"):
        commit(reactivate)


def test_nobody_becomes_a_superuser(nina: StaffMember, act_of: Acts) -> None:
    nina.is_superuser = True
    with pytest.raises(IntegrityError, match="accounts_nobody_is_superuser"), transaction.atomic():
        nina.save(act=act_of("adam"))
    with pytest.raises(UnsignedChange, match="no superusers"):
        StaffMember.objects.create_superuser("root", "", "a long enough password")


def test_nobody_has_a_right_of_their_own(nina: StaffMember) -> None:
    right = Permission.objects.get(codename="export_payout")
    with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
        nina.user_permissions.add(right)


def test_a_person_is_changed_with_an_act_or_not_at_all(nina: StaffMember) -> None:
    nina.is_active = False
    with pytest.raises(UnsignedChange, match="is_active"):
        nina.save()
    with pytest.raises(UnsignedChange):
        StaffMember.objects.filter(pk=nina.pk).update(is_active=False)
    with pytest.raises(UnsignedChange):
        StaffMember.objects.create_user("ghost")
    with pytest.raises(UnsignedChange):
        StaffMember(username="ghost").save()
    with pytest.raises(UnsignedChange):
        nina.delete()


def test_what_a_sign_in_writes_needs_no_act_and_leaves_no_entry(nina: StaffMember, act_of: Acts) -> None:
    before = nina.history.count()
    nina.last_login = act_of("adam").at
    nina.save(update_fields=["last_login"])
    nina.set_password("another long enough password")
    nina.save()

    assert nina.history.count() == before


def test_the_history_of_a_person_is_not_rewritten(nina: StaffMember) -> None:
    with pytest.raises(DatabaseError, match="kept as they were written"), transaction.atomic():
        nina.history.update(username="somebody else")


def test_a_link_to_choose_a_password_is_on_record(nina: StaffMember, act_of: Acts) -> None:
    password_link(nina.pk, act=act_of("adam", "first sign-in"))

    assert nina.history.first().history_change_reason == "first sign-in"


def test_who_has_left_gets_no_link(nina: StaffMember, act_of: Acts) -> None:
    change(nina.pk, **as_is(nina, is_active=False), act=act_of("adam"))

    with pytest.raises(NotEmployed, match="not active"):
        password_link(nina.pk, act=act_of("adam"))


@pytest.mark.django_db
def test_a_service_account_signs_for_its_own_beginning() -> None:
    account = service_account("door", "door:test")

    assert {version.history_user for version in account.history.all()} == {account}
    assert service_account("door", "door:test") == account
