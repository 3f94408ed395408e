"""The keys: each step has one letter of its own, and the dialog names them all."""

import pytest
from django.test import Client

from refunds.admin.steps.step import STEPS
from refunds.admin.work_mode.keys import EVERYWHERE, IN_LISTS, all_keys
from refunds.models import RefundCase
from tests.at_the_desk import Desk

TWINS = {"decide": "decide_review", "approve": "confirm_rejection"}
"""Steps that are never open at the same time share their letter."""


def test_no_two_steps_that_can_be_open_at_once_share_a_letter() -> None:
    letters = [step.key for name, step in STEPS.items() if step.key and name not in TWINS.values()]
    general = [key.pressed[0] for key in (*EVERYWHERE, *IN_LISTS)]

    assert len({*letters, *general}) == len(letters) + len(general)
    assert all(STEPS[one].key == STEPS[other].key for one, other in TWINS.items())


def test_the_dialog_names_every_letter() -> None:
    shown = {key.pressed for place in all_keys() for key in place.keys}

    assert {(step.key,) for step in STEPS.values() if step.key} < shown


@pytest.mark.django_db
def test_the_dialog_is_on_every_page_of_who_is_signed_in_and_on_no_other(desk: Desk, case: RefundCase) -> None:
    dialog = b'<dialog id="keys"'

    assert dialog in desk("mei").sees(case).content
    assert dialog in desk("adam").client.get("/admin/").content
    assert dialog not in Client().get("/admin/login/").content


@pytest.mark.django_db
def test_only_who_takes_cases_has_the_key_for_the_next(desk: Desk) -> None:
    form = b'<form id="next-case"'

    assert form in desk("mei").client.get("/admin/").content
    assert form not in desk("anna").client.get("/admin/").content
