"""The administrator's pages: who there is, and what they may do."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.acts import Act
from accounts.models import StaffMember
from accounts.staffing import change, employ
from refunds.models import Refusal

LIST = "/admin/accounts/staffmember/"


@pytest.fixture
def adam(people: SimpleNamespace, client: Client) -> Client:
    client.force_login(people.adam)
    return client


def page_of(person: StaffMember, page: str = "change") -> str:
    return reverse(f"admin:accounts_staffmember_{page}", args=[person.pk])


def form_of(client: Client, person: StaffMember, **instead: Any) -> dict[str, Any]:
    """What the browser would send back unchanged, with some fields filled in otherwise."""
    form = client.get(page_of(person)).context["adminform"].form
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    kept = {name: value for name, value in values.items() if value not in (None, False)}
    return {**kept, "why": "asked for by the team lead", **instead}


def is_only_read(page: Any) -> bool:
    """Whether the page tells the facts of an account and has no form for them."""
    text = page.content.decode()
    return page.status_code == 200 and "Username" in text and 'name="roles"' not in text


def test_a_new_colleague_is_made_with_a_role_and_a_reason(adam: Client) -> None:
    form = {"username": "nina", "first_name": "Nina", "roles": ["agent"], "why": "joins the desk"}

    answer = adam.post(reverse("admin:accounts_staffmember_add"), form)

    nina = StaffMember.objects.get(username="nina")
    assert answer.status_code == 302
    assert (nina.is_staff, nina.has_usable_password(), nina.is_superuser) == (True, False, False)
    latest = nina.history.first()
    assert (latest.history_user.username, latest.history_change_reason) == ("adam", "joins the desk")


def test_roles_are_given_by_ticking(adam: Client, people: SimpleNamespace) -> None:
    answer = adam.post(page_of(people.mei), form_of(adam, people.mei, roles=["agent", "supervisor"]))

    assert answer.status_code == 302
    assert sorted(people.mei.groups.values_list("name", flat=True)) == ["agent", "supervisor"]


def test_duties_that_are_kept_apart_are_refused_beside_the_field(adam: Client, people: SimpleNamespace) -> None:
    answer = adam.post(page_of(people.mei), form_of(adam, people.mei, roles=["agent", "finance"]))

    assert "Who decides about refunds does not keep the books" in answer.content.decode()
    refused = Refusal.objects.get()
    assert (refused.by, refused.what, refused.kind) == (people.adam, "Give roles", "rule")
    assert refused.said in answer.content.decode()
    assert people.mei.groups.get().name == "agent"


def test_a_change_needs_a_reason(adam: Client, people: SimpleNamespace) -> None:
    answer = adam.post(page_of(people.mei), form_of(adam, people.mei, why=" "))

    assert answer.context["adminform"].form.errors == {"why": ["This field is required."]}


def test_somebody_made_inactive_is_out_at_the_next_click(adam: Client, people: SimpleNamespace) -> None:
    mei = Client()
    mei.force_login(people.mei)
    form = form_of(adam, people.mei)
    del form["is_active"]

    adam.post(page_of(people.mei), form)

    assert mei.get("/admin/").status_code == 302


def test_nothing_is_overwritten_that_a_colleague_changed_meanwhile(
    adam: Client, people: SimpleNamespace, act_of: Callable[..., Act]
) -> None:
    form = form_of(adam, people.mei, roles=["agent"])
    ada = employ(username="ada", first_name="Ada", roles=["administrator"], act=act_of("adam"))
    promoted = {"first_name": "Mei", "last_name": "", "email": "", "is_active": True, "roles": ["supervisor"]}
    change(people.mei.pk, **promoted, act=Act(by=ada, at=act_of("adam").at, why="promoted"))

    answer = adam.post(page_of(people.mei), form)

    assert "Ada changed this account since you opened the page" in answer.content.decode()
    assert people.mei.groups.get().name == "supervisor"


@pytest.mark.parametrize(
    "tampered", ["is_superuser", "is_staff", "is_service", "user_permissions", "groups", "password"]
)
def test_a_field_that_is_not_in_the_form_changes_nothing(adam: Client, people: SimpleNamespace, tampered: str) -> None:
    before = StaffMember.objects.filter(pk=people.mei.pk).values().get()

    adam.post(page_of(people.mei), form_of(adam, people.mei, **{tampered: "1", "username": "other"}))

    after = StaffMember.objects.filter(pk=people.mei.pk).values().get()
    assert {**after, "last_login": None} == {**before, "last_login": None}
    assert not people.mei.user_permissions.exists()


def test_ones_own_account_can_only_be_read(adam: Client, people: SimpleNamespace) -> None:
    assert is_only_read(adam.get(page_of(people.adam)))
    assert adam.post(page_of(people.adam), {"roles": ["supervisor"], "why": "x"}).status_code == 403
    assert adam.post(page_of(people.adam, "password_link")).status_code == 403


def test_a_service_account_can_only_be_read(adam: Client, people: SimpleNamespace) -> None:
    assert is_only_read(adam.get(page_of(people.worker)))
    assert adam.post(page_of(people.worker), {"roles": ["agent"], "why": "x"}).status_code == 403
    assert adam.post(page_of(people.worker, "password_link")).status_code == 403


def test_the_link_to_choose_a_password_is_shown_once_and_made_by_post_only(
    adam: Client, people: SimpleNamespace
) -> None:
    before = people.mei.history.count()
    assert "/password/" not in adam.get(page_of(people.mei, "password_link")).content.decode()
    assert people.mei.history.count() == before

    page = adam.post(page_of(people.mei, "password_link")).content.decode()

    assert "http://testserver/password/" in page
    assert people.mei.history.count() == before + 1


@pytest.mark.parametrize("name", ["sofia", "anna"])
def test_who_supervises_or_audits_reads_the_staff_and_changes_nobody(
    client: Client, people: SimpleNamespace, name: str
) -> None:
    client.force_login(getattr(people, name))

    assert client.get(LIST).status_code == 200
    assert is_only_read(client.get(page_of(people.mei)))
    assert client.post(page_of(people.mei), {"roles": ["supervisor"], "why": "x"}).status_code == 403
    assert client.get(reverse("admin:accounts_staffmember_add")).status_code == 403


def test_the_history_says_who_gave_which_role_and_why(adam: Client, people: SimpleNamespace) -> None:
    adam.post(page_of(people.mei), form_of(adam, people.mei, roles=["supervisor"], why="promoted"))

    page = adam.get(page_of(people.mei, "history"))

    latest = page.context["entries"][0]
    assert (latest.by.username, latest.why) == ("adam", "promoted")
    assert [(str(c.label), c.before, c.after) for c in latest.changes] == [("Roles", "Agent", "Supervisor")]
    assert adam.post(page_of(people.mei, "history")).status_code == 405


@pytest.mark.parametrize(
    "probe",
    ["password__startswith=pbkdf2", "email__regex=^(a%2B)%2B$", "groups__name=agent", "role=invented", "state=x"],
)
def test_the_list_answers_no_question_that_it_does_not_offer(adam: Client, people: SimpleNamespace, probe: str) -> None:
    answer = adam.get(f"{LIST}?{probe}")

    assert (answer.status_code, answer.headers.get("Location", "").endswith("?e=1")) in {(302, True), (400, False)}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("role=finance", ["fatima", "felix"]),
        ("role=none", []),
        ("state=service", ["door", "installation", "worker"]),
        ("q=fat", ["fatima"]),
    ],
)
def test_the_list_is_filtered_and_searched(adam: Client, people: SimpleNamespace, query: str, names: list[str]) -> None:
    page = adam.get(f"{LIST}?{query}")

    assert [person.username for person in page.context["cl"].result_list] == names


def test_changing_ones_own_password_is_in_the_history(people: SimpleNamespace, client: Client) -> None:
    client.force_login(people.mei)
    form = {
        "old_password": "a long enough password",
        "new_password1": "correct horse battery",
        "new_password2": "correct horse battery",
    }

    answer = client.post("/admin/password_change/", form)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/password_change/done/")
    latest = people.mei.history.first()
    assert (latest.history_user, latest.history_change_reason) == (people.mei, "chose a password")
