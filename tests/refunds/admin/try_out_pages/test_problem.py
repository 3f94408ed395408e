"""Why a try-out failed is said in the reader's language; what the program said stands beside it, folded."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from accounts.acts import Act
from accounts.machine_reasons import GIVEN
from accounts.service_accounts import service_account
from refunds.admin.try_out_pages.problem import problem_of_case, problem_of_run
from refunds.operations.perform import perform
from refunds.operations.try_out import ask_try_out
from refunds.operations.try_out.run import DRAFT_CHANGED
from refunds.policies.versioning.tally import OTHERS
from tests.at_the_desk import Desk
from tests.cast import MOMENT
from tests.version_work import drafted

UNFORESEEN = "ZeroDivisionError: division by zero"
FOLD = '<details class="fold-group">'


@pytest.mark.django_db
def test_the_page_of_a_failed_try_out_says_what_to_do_and_keeps_the_technical_text_folded(
    desk: Desk, act_of: Callable[..., Act]
) -> None:
    row = ask_try_out(drafted(act_of("sofia")).pk, act=act_of("sofia"), in_background=False)
    with transaction.atomic():
        perform(row, "fail", Act(by=service_account("examiner"), at=MOMENT, why="try-out"), problem=UNFORESEEN)

    page = desk("sofia").client.get(reverse("admin:refunds_tryout_change", args=[row.pk]))

    shown, _opening, folded = page.content.decode().partition(FOLD)
    assert "Try the version out again" in shown
    assert UNFORESEEN not in shown
    assert UNFORESEEN in folded


def test_an_end_that_the_program_foresaw_is_a_sentence_of_its_own() -> None:
    assert DRAFT_CHANGED in GIVEN
    assert problem_of_run(DRAFT_CHANGED) == (DRAFT_CHANGED, "")
    assert problem_of_run("") is None


def test_a_case_left_out_for_its_document_says_so_and_one_for_an_error_of_ours_as_well() -> None:
    assert problem_of_case(UNFORESEEN).technical == UNFORESEEN
    assert problem_of_case(OTHERS) == ("Other reasons.", "")
    fault = "the facts can't be read: facts.charges[0].amount: is missing"
    assert problem_of_case(fault) == (fault, "")
    with override("zh-hans"):
        assert problem_of_case(fault).technical == ""
