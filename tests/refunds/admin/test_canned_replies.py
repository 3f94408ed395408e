"""Canned replies on their pages and in the forms that use them."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.acts import Act
from refunds.models import CannedReply, RefundCase
from refunds.operations.canned_replies import retire_reply, write_reply
from tests.at_the_desk import Desk

pytestmark = pytest.mark.django_db
WRITE = reverse("admin:refunds_cannedreply_write")
TEXTS = {"title": "Thanks", "text_en": "Thank you, {customer}.", "text_zh": "感谢您，{customer}。"}


def test_a_supervisor_writes_changes_and_retires_one(desk: Desk) -> None:
    sofia = desk("sofia")
    sofia.client.post(WRITE, TEXTS)
    reply = CannedReply.objects.get()

    sofia.client.post(reverse("admin:refunds_cannedreply_rewrite", args=[reply.pk]), {**TEXTS, "title": "Many thanks"})
    sofia.client.post(reverse("admin:refunds_cannedreply_step", args=[reply.pk, "retire"]), {"why": "no longer true"})

    reply = CannedReply.fetch(reply.pk)
    assert (reply.title, reply.status) == ("Many thanks", "retired")
    page = sofia.client.get(reverse("admin:refunds_cannedreply_change", args=[reply.pk])).content.decode()
    assert ("Bring back" in page, "Change the reply" in page) == (True, True)


def test_what_is_refused_stays_typed(desk: Desk) -> None:
    page = desk("sofia").client.post(WRITE, {**TEXTS, "text_en": "Dear {shoe_size}"}).content.decode()

    assert ("“shoe_size” is no variable" in page, "Dear {shoe_size}" in page) == (True, True)


def test_an_agent_reads_them_and_writes_none(desk: Desk, act_of: Callable[..., Act]) -> None:
    reply = write_reply(**TEXTS, act=act_of("sofia"))
    mei = desk("mei")

    assert (
        "Change the reply"
        not in mei.client.get(reverse("admin:refunds_cannedreply_change", args=[reply.pk])).content.decode()
    )
    assert mei.client.post(WRITE, TEXTS).status_code == 403


def test_the_forms_that_write_to_customers_offer_active_ones_filled_in(
    desk: Desk, case: RefundCase, taken: Callable[..., RefundCase], act_of: Callable[..., Act]
) -> None:
    taken(case)
    old = write_reply(**{**TEXTS, "title": "Old"}, act=act_of("sofia"))
    retire_reply(old.pk, act=act_of("sofia"))
    write_reply(**TEXTS, act=act_of("sofia"))

    for step in ("reply", "ask_customer"):
        assert desk("mei").opens(case, step).context["replies"] == [("Thanks", "Thank you, Lin Hua.")]
    assert not desk("mei").opens(case, "write_note").context["replies"]
