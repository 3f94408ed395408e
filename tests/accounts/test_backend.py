"""Whoever asks has the roles and rights of that moment, and it costs one question."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import connection

from accounts.acts import Act
from accounts.backend import StaffBackend
from accounts.models import StaffMember
from accounts.roles import roles_of
from accounts.staffing import change
from tests.at_the_desk import Desk

Acts = Callable[..., Act]
QUEUE = "/admin/refunds/refundcase/"


def hold(person: StaffMember, roles: list[str], act: Act, *, is_active: bool = True) -> None:
    names: dict[str, Any] = {"first_name": person.first_name, "last_name": person.last_name, "email": person.email}
    change(person.pk, **names, roles=roles, is_active=is_active, act=act)


def test_a_role_that_was_taken_away_opens_nothing_at_the_next_request(desk: Desk, act_of: Acts) -> None:
    mei = desk("mei")
    assert mei.client.get(QUEUE).status_code == HTTPStatus.OK

    hold(mei.user, [], act_of("adam"))

    assert mei.client.get(QUEUE).status_code == HTTPStatus.FORBIDDEN


def test_a_role_that_was_given_opens_its_pages_at_the_next_request(desk: Desk, act_of: Acts) -> None:
    mei = desk("mei")
    assert "Oversight" not in mei.client.get(QUEUE).content.decode()

    hold(mei.user, ["supervisor"], act_of("adam"))

    assert "Oversight" in mei.client.get(QUEUE).content.decode()


def test_somebody_made_inactive_is_out_at_the_next_request(desk: Desk, act_of: Acts) -> None:
    mei = desk("mei")
    hold(mei.user, ["agent"], act_of("adam"), is_active=False)

    assert mei.client.get(QUEUE).status_code == HTTPStatus.FOUND


def test_a_right_that_a_role_lost_is_gone_at_the_next_request(desk: Desk) -> None:
    mei = desk("mei")
    assert mei.client.get(QUEUE).status_code == HTTPStatus.OK

    Group.objects.get(name="agent").permissions.remove(Permission.objects.get(codename="view_refundcase"))

    assert mei.client.get(QUEUE).status_code == HTTPStatus.FORBIDDEN


def test_roles_and_rights_come_with_the_person(people: SimpleNamespace, django_assert_num_queries: Any) -> None:
    plain = StaffMember.objects.get(pk=people.sofia.pk)
    StaffBackend().get_user(people.sofia.pk)  # reads the names of the rights, once for a process

    with django_assert_num_queries(1):
        sofia = StaffBackend().get_user(people.sofia.pk)
        assert sofia is not None
        rights, roles = sofia.get_all_permissions(), roles_of(sofia)

    assert (rights, roles) == (plain.get_all_permissions(), roles_of(plain))
    assert vars(sofia)["username"] == "sofia"
    assert sofia.last_login == plain.last_login


def test_a_new_right_is_known_by_its_name(people: SimpleNamespace) -> None:
    assert StaffBackend().get_user(people.mei.pk)
    kind = Permission.objects.get(codename="view_refundcase").content_type
    added = Permission.objects.create(codename="dance_refundcase", name="dances", content_type=kind)
    Group.objects.get(name="agent").permissions.add(added)

    mei = StaffBackend().get_user(people.mei.pk)

    assert mei is not None
    assert mei.has_perm("refunds.dance_refundcase")


def test_roles_that_change_meanwhile_are_those_of_the_person_at_hand(people: SimpleNamespace, act_of: Acts) -> None:
    mei = StaffBackend().get_user(people.mei.pk)
    assert mei is not None
    mei.hold(Group.objects.filter(name="finance"), act_of("adam"))

    assert [role.id for role in roles_of(mei)] == ["finance"]


def test_nobody_is_behind_a_number_that_is_nobodys(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) + 1 FROM accounts_staffmember")
        number = cursor.fetchone()[0]

    assert StaffBackend().get_user(number) is None
