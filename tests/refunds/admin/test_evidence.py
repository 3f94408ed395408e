"""Evidence on the page of a case: sent, shown, fetched, and never run."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from refunds.models import RefundCase
from tests.at_the_desk import Desk
from tests.refunds.operations.test_evidence_files import LOG, PDF, PNG

pytestmark = pytest.mark.django_db
Make = Callable[..., RefundCase]


def send(desk: Desk, case: RefundCase, *files: tuple[str, bytes]) -> None:
    """Record files that came from the customer."""
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    desk("mei").takes(
        case, "hear_customer", text="Here it is.", channel="email", attachments=sent, files_show="screenshot"
    )


def address(case: RefundCase) -> str:
    """The address of the first file."""
    return reverse("admin:refunds_refundcase_evidence", args=[case.pk, case.evidence.first().pk])


def test_files_are_shown_beside_the_claim_with_their_digest(desk: Desk, case: RefundCase, taken: Make) -> None:
    taken(case)
    send(desk, case, ("shot.png", PNG), ("calls.log", LOG))
    page = desk("tom").sees(case).content.decode()
    assert f'<img src="{address(case)}"' in page
    assert "calls.log" in page
    assert case.evidence.first().file.stored.sha256[:12] in page


def test_a_file_that_came_into_another_case_as_well_is_pointed_out(
    desk: Desk, case: RefundCase, open_case: Make, taken: Make
) -> None:
    other = open_case("RC-2")
    for each in (case, other):
        taken(each)
        send(desk, each, ("shot.png", PNG))
    page = desk("tom").sees(case).content.decode()
    assert "The same file is also in" in page
    assert "RC-2" in page


def test_a_picture_is_answered_as_it_was_sent_and_nothing_in_it_runs(desk: Desk, case: RefundCase, taken: Make) -> None:
    taken(case)
    send(desk, case, ("shot.png", PNG))
    answer = desk("anna").client.get(address(case))
    assert (answer.content, answer["Content-Type"]) == (PNG, "image/png")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "content", "how"), [("bill.pdf", PDF, "attachment"), ("page.html", b"<script>", "inline")]
)
def test_what_could_run_is_saved_or_shown_as_text(
    desk: Desk, case: RefundCase, taken: Make, name: str, content: bytes, how: str
) -> None:
    taken(case)
    send(desk, case, (name, content))
    answer = desk("mei").client.get(address(case))
    assert answer["Content-Disposition"].startswith(how)
    assert "html" not in answer["Content-Type"]


def test_a_file_is_found_only_in_its_own_case(desk: Desk, case: RefundCase, open_case: Make, taken: Make) -> None:
    other = open_case("RC-2")
    taken(case)
    send(desk, case, ("shot.png", PNG))
    wrong = reverse("admin:refunds_refundcase_evidence", args=[other.pk, case.evidence.first().pk])
    assert desk("mei").client.get(wrong).status_code == 404
    assert desk("adam").client.get(address(case)).status_code == 403
