"""The pages of finance for bank transfers, and the steps about an account."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from refunds.models import BankAccount, BankBatch, BankDownload, BankStatement, BankStatementLine, Payout, Refusal
from tests.refunds.providers.bank_files.statements import credit, debit, statement

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
SHOWN_NOWHERE = "0720012345"


@pytest.fixture
def as_(people: SimpleNamespace) -> Callable[[str], Client]:
    """as_("fatima"): her browser."""

    def make(name: str) -> Client:
        client = Client()
        client.force_login(getattr(people, name))
        return client

    return make


def page(model: str, pk: int, name: str = "change") -> str:
    """The address of the page of a row."""
    return reverse(f"admin:refunds_{model}_{name}", args=[pk])


def test_a_file_goes_all_the_way_from_what_waits_to_the_bank(as_: Make, order_of: Make) -> None:
    order_of("RC-1", 40_00)
    order_of("RC-2", 30_00)
    fatima, felix = as_("fatima"), as_("felix")
    make = reverse("admin:refunds_bankbatch_make")
    assert "70.00 USD" in fatima.get(make).content.decode()
    sent = {"currency": "USD", "total": "7000", "payments": "2", "pay_on": "2099-01-04"}
    answer = fatima.post(make, sent, follow=True)
    batch = BankBatch.objects.get()
    assert "Somebody else has to release it" in answer.content.decode()
    assert "You made this batch" in fatima.get(page("bankbatch", batch.pk)).content.decode()
    release = reverse("admin:refunds_bankbatch_step", args=[batch.pk, "release"])
    assert batch.sha256 in felix.get(release).content.decode()
    assert "You made this batch" in fatima.post(release, {"why": ""}).content.decode()
    refused = Refusal.objects.get()
    assert (refused.kind, refused.about) == ("own_work", str(batch))
    assert felix.post(release, {"why": ""}).status_code == 302
    taken = fatima.post(reverse("admin:refunds_bankbatch_file", args=[batch.pk]))
    assert (taken.content, taken["Content-Type"]) == (batch.file.content, "application/xml")
    assert taken["Content-Disposition"] == f'attachment; filename="{batch.filename}"'
    assert BankDownload.objects.get().by.username == "fatima"


def test_what_came_in_since_the_page_was_opened_is_said(as_: Make, order_of: Make) -> None:
    order_of()
    sent = {"currency": "USD", "total": "1", "payments": "1", "pay_on": "2099-01-04"}
    answer = as_("fatima").post(reverse("admin:refunds_bankbatch_make"), sent)
    assert (answer.status_code, BankBatch.objects.count()) == (422, 0)
    assert "came or went since you looked" in answer.content.decode()
    assert (Refusal.objects.get().what, Refusal.objects.get().about) == ("Make a file for the bank", "0.01 USD")


@pytest.mark.parametrize("sent", [{}, {"currency": "???", "total": "x"}, {"currency": "USD", "pay_on": "2099-01-04"}])
def test_a_form_that_was_tampered_with_makes_nothing(as_: Make, sent: dict[str, str]) -> None:
    assert as_("fatima").post(reverse("admin:refunds_bankbatch_make"), sent).status_code == 422


def test_where_nothing_waits_the_page_says_so(as_: Make) -> None:
    assert "Nothing waits" in as_("fatima").get(reverse("admin:refunds_bankbatch_make")).content.decode()


def test_a_file_is_given_up_with_a_reason(as_: Make, order_of: Make, batch_of: Make) -> None:
    batch = batch_of(order_of())
    cancel = reverse("admin:refunds_bankbatch_step", args=[batch.pk, "cancel"])
    assert "This field is required" in as_("felix").post(cancel, {"why": ""}).content.decode()
    as_("felix").post(cancel, {"why": "wrong day"})
    assert BankBatch.fetch(batch.pk).cancelled_because == "wrong day"


def test_a_statement_is_brought_in_and_explained_line_by_line(as_: Make, order_of: Make, batch_of: Make) -> None:
    order = order_of()
    batch_of(order, released=True)
    content = statement(debit(order.end_to_end_id, "99.99", "USD"), debit("RENT", "900.00", "USD"))
    bring, fatima = reverse("admin:refunds_bankstatement_bring"), as_("fatima")
    answer = fatima.post(bring, {"file": SimpleUploadedFile("march.xml", content)}, follow=True).content.decode()
    assert "The bank booked 99.99 USD, and the refund is 100.00 USD" in answer
    assert "Stmt[1]/Ntry[1]/TxDtls[1]" in answer
    assert "none of these refunds" in answer
    again = fatima.post(bring, {"file": SimpleUploadedFile("copy.xml", content)}, follow=True).content.decode()
    assert "Nothing was changed" in again
    assert BankStatement.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "line 1, column 0"), (b"<a>\n</b>", "line 2, column 2"), (b"<html/>", "no camt.053 statement")],
)
def test_a_bad_statement_is_told_with_its_place(as_: Make, content: bytes, sentence: str) -> None:
    bring = reverse("admin:refunds_bankstatement_bring")
    answer = as_("fatima").post(bring, {"file": SimpleUploadedFile("a.xml", content)})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_an_account_is_given_and_checked_on_the_page_of_its_case(as_: Make, closed_case: Make) -> None:
    case, mei = closed_case(), as_("mei")
    give = reverse("admin:refunds_refundcase_step", args=[case.pk, "give_bank_account"])
    marker = mei.get(give).context["marker"]
    sent = {"holder": "Lin Hua", "country": "SG", "currency": "USD", "number": "072-001234-5", "bic": "DBSSSGSG"}
    wrong = mei.post(give, {**sent, "bic": "DBSSSG", "marker": marker}).content.decode()
    assert "This is no BIC" in wrong
    assert mei.post(give, {**sent, "marker": marker}).status_code == 302
    account = BankAccount.objects.get()
    check = reverse("admin:refunds_refundcase_step", args=[case.pk, "check_bank_account"])
    form = mei.get(check)
    assert "Lin Hua, SG •••• 2345" in form.content.decode()
    sent = {"account": str(account.pk), "owner": "yes", "against": "a statement", "marker": form.context["marker"]}
    assert mei.post(check, sent).status_code == 302
    assert BankAccount.fetch(account.pk).owner_matches is True


def test_the_number_is_shown_nowhere(as_: Make, order_of: Make, batch_of: Make, act_of: Make) -> None:
    order = order_of()
    batch = batch_of(order, released=True)
    anna, case = as_("anna"), order.payout.case
    pages = [
        page("bankaccount", order.account_id),
        page("bankaccount", order.account_id, "history"),
        page("bankbatch", batch.pk),
        page("bankbatch", batch.pk, "history"),
        page("payout", order.payout_id),
        page("payout", order.payout_id, "history"),
        page("refundcase", case.pk),
        page("refundcase", case.pk, "history"),
        *(reverse(f"admin:refunds_{name}_changelist") for name in ("bankaccount", "bankbatch", "payout")),
        reverse("api:case", args=[case.number]),
    ]
    for address in pages:
        answer = anna.get(address)
        assert answer.status_code == 200, address
        for secret in (SHOWN_NOWHERE, order.account.number_sealed, order.account.number_index):
            assert secret not in answer.content.decode(), address


def test_the_same_account_in_another_case_is_shown(as_: Make, closed_case: Make, account_of: Make) -> None:
    first = account_of(closed_case("RC-1", 40_00))
    account_of(closed_case("RC-2", 30_00))
    assert "RC-2" in as_("sofia").get(page("bankaccount", first.pk)).content.decode()


def test_money_that_came_back_is_seen_on_the_statement(as_: Make, order_of: Make, batch_of: Make) -> None:
    order = order_of()
    batch_of(order, released=True)
    content = statement(credit(order.end_to_end_id, "100.00", "USD", reason="AC04"))
    bring = reverse("admin:refunds_bankstatement_bring")
    as_("felix").post(bring, {"file": SimpleUploadedFile("march.xml", content)})
    assert Payout.fetch(order.payout_id).status == "failed"
    assert "AC04" in as_("anna").get(page("bankstatement", BankStatement.objects.get().pk)).content.decode()


def test_a_line_that_fits_nothing_is_found_and_concluded(as_: Make, order_of: Make, batch_of: Make) -> None:
    order = order_of()
    batch_of(order, released=True)
    content = statement(debit(order.end_to_end_id, "99.99", "USD"), debit("RENT", "900.00", "USD"))
    bring, fatima = reverse("admin:refunds_bankstatement_bring"), as_("fatima")
    fatima.post(bring, {"file": SimpleUploadedFile("march.xml", content)})
    line = BankStatementLine.objects.get(outcome="to_look_at")

    waiting = reverse("admin:refunds_bankstatementline_changelist") + "?looked_at=no"
    assert waiting in fatima.get("/admin/").content.decode()
    assert "1 line to look at" in fatima.get(reverse("admin:refunds_bankstatement_changelist")).content.decode()
    assert page("bankstatementline", line.pk) in fatima.get(waiting).content.decode()
    conclude = reverse("admin:refunds_bankstatementline_step", args=[line.pk, "conclude"])
    assert conclude in fatima.get(page("bankstatementline", line.pk)).content.decode()
    assert fatima.post(conclude, {"why": "A fee of the bank."}).status_code == 302
    assert waiting not in fatima.get("/admin/").content.decode()
    assert page("bankstatementline", line.pk) not in fatima.get(waiting).content.decode()
    assert "A fee of the bank." in fatima.get(page("bankstatement", line.statement_id)).content.decode()


def test_agents_do_not_see_the_lines(as_: Make) -> None:
    assert as_("mei").get(reverse("admin:refunds_bankstatementline_changelist")).status_code == 403
