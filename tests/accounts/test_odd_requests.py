"""Whatever stands in the address of a list or a row: an answer, never a fault, and nothing that isn't offered."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from refunds.models import RefundCase, Refusal
from tests.accounts.test_every_route_as_every_role import NAMED

LISTS = sorted(name for name in NAMED if name.endswith("_changelist"))
PAGES = {"admin:refunds_calendarday_changelist", "admin:refunds_providerswitch_changelist"}
"""Pages in the place of a list: they look nothing up, whatever the address says."""
ROWS = sorted(
    name for name in NAMED if name.endswith(("_change", "_history", "_delete")) and "<path:object_id>" in NAMED[name]
)
READERS = ("sofia", "fatima", "anna", "adam")

ODD = [
    "q=%00",
    "q=" + "a" * 5000,
    "q=%F0%9F%98%80",
    "q=%ED%A0%80",
    "p=abc",
    "p=-1",
    "p=99999999999999999999",
    "o=99",
    "o=-1.2.3",
    "o=%00",
    "_popup=1",
    "_facets=1",
    "all=",
    "e=1",
    "state=%00",
    "tab=%00",
    "role=%00",
    "currency=%00",
    "approved_at=%00",
    "_changelist_filters=%00",
]
PROBES = [
    "state__exact=%00",
    "status__regex=^(a%2B)%2B$",
    "customer__email__startswith=a",
    "assignee__password__startswith=pbkdf2",
    "password__startswith=pbkdf2",
    "_to_field=password",
    "approved_at__gte=2020",
    "id__in=1,2",
]
STRANGE_KEYS = ["0", "-1", "9" * 30, "abc", "%00", "_5F", "1_2F2", "%ED%A0%80", "1e3", "１", "..%2F1"]


@pytest.fixture
def readers(people: SimpleNamespace, case: RefundCase) -> dict[str, Client]:
    """Somebody signed in for each kind of reader."""
    found = {}
    for name in READERS:
        found[name] = Client(raise_request_exception=False)
        found[name].force_login(getattr(people, name))
    return found


@pytest.mark.parametrize("route", LISTS)
def test_odd_values_are_no_fault(route: str, readers: dict[str, Client]) -> None:
    urls = [f"{reverse(route)}?{query}" for query in ODD]

    faults = {(name, url) for name, c in readers.items() for url in urls if c.get(url).status_code >= 500}
    assert faults == set()


@pytest.mark.parametrize("route", sorted(set(LISTS) - PAGES))
def test_nothing_is_looked_up_that_is_not_offered(route: str, readers: dict[str, Client]) -> None:
    urls = [f"{reverse(route)}?{query}" for query in PROBES]

    answered = {(name, url): c.get(url).status_code for name, c in readers.items() for url in urls}
    assert {key: status for key, status in answered.items() if status not in (302, 400, 403)} == {}


def test_what_was_looked_for_and_not_offered_is_on_record_without_its_value(readers: dict[str, Client]) -> None:
    answer = readers["sofia"].get(f"{reverse('admin:refunds_refundcase_changelist')}?customer__email__startswith=lin")

    refused = Refusal.objects.get()
    assert (answer.status_code, refused.by.username, refused.kind) == (400, "sofia", "rule")
    assert (refused.what, refused.about) == ("GET /admin/refunds/refundcase/", "customer__email__startswith")
    assert refused.said in answer.content.decode()


@pytest.mark.parametrize("route", ROWS)
def test_a_key_of_no_row_is_no_fault_and_no_page(route: str, readers: dict[str, Client]) -> None:
    urls = [re.sub(r"<path:object_id>", key, f"/{NAMED[route]}") for key in STRANGE_KEYS]

    answered = {(name, url): c.get(url).status_code for name, c in readers.items() for url in urls}
    assert {key: status for key, status in answered.items() if status == 200 or status >= 500} == {}


def test_a_list_of_another_app_is_not_ours() -> None:
    shown = {type(found).__module__.split(".")[0] for found in admin.site._registry.values()}

    assert shown == {"accounts", "refunds"}
