"""Who may not is told who may."""

from types import SimpleNamespace

from django.test import Client

from refunds.models import RefundCase


def test_the_page_names_the_roles_that_get_it(client: Client, people: SimpleNamespace) -> None:
    client.force_login(people.mei)

    answer = client.get("/admin/refunds/exportrecord/reports/payouts/")

    assert answer.status_code == 403
    page = answer.content.decode()
    assert "It is for these roles: Finance." in page
    assert "ask an administrator" in page


def test_what_is_for_nobody_names_nobody(client: Client, people: SimpleNamespace) -> None:
    client.force_login(people.mei)

    assert "It is for these roles" not in client.get("/admin/refunds/charge/add/").content.decode()


def test_who_sees_no_cases_can_not_try_out_their_numbers(
    client: Client, people: SimpleNamespace, case: RefundCase
) -> None:
    client.force_login(people.adam)

    answers = {client.get("/admin/refunds/refundcase/", {"q": number}).status_code for number in ("RC-1", "RC-2")}
    assert answers == {403}
