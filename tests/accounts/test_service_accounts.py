"""The accounts that act for workers and doors."""

import pytest
from django.utils.translation import override

from accounts.models import StaffMember
from accounts.roles import ROLES
from accounts.service_accounts import service_account

pytestmark = pytest.mark.django_db


def test_a_service_account_is_made_once_and_found_again() -> None:
    first = service_account("door", "door:contact_form")
    assert service_account("door", "door:contact_form") == first
    assert StaffMember.objects.filter(username="door:contact_form").count() == 1


def test_each_door_signs_with_its_own_name() -> None:
    assert service_account("door", "door:mail") != service_account("door", "door:contact_form")


def test_a_service_account_is_called_in_the_language_of_the_reader_and_stored_in_english() -> None:
    with override("zh-hans"):
        worker = service_account("worker")
        assert str(worker) == "打款程序"
    assert (str(worker), worker.first_name) == ("Payout worker", "Payout worker")


def test_a_service_account_has_the_rights_of_its_role_and_no_others() -> None:
    door = service_account("door")
    assert door.has_perm("refunds.receive_refundcase")
    assert not door.has_perm("refunds.take_refundcase")


@pytest.mark.parametrize("role", ["agent", "supervisor", "finance", "administrator"])
def test_a_role_of_people_is_none_of_a_service_account(role: str) -> None:
    with pytest.raises(ValueError, match=f"'{role}' is not a role of service accounts"):
        service_account(role)


def test_a_service_account_does_not_sign_in() -> None:
    worker = service_account("worker")
    assert (worker.is_staff, worker.is_superuser, worker.has_usable_password()) == (False, False, False)


@pytest.mark.parametrize("role", [role.id for role in ROLES if role.is_service])
def test_the_database_takes_a_service_account_of_every_such_role(role: str) -> None:
    account = service_account(role)
    assert [group.name for group in account.groups.all()] == [role]
