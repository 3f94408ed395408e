"""Say whose account it is that the customer gave."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.acts import Act
from refunds.admin.steps.step import Step, StepForm, step
from refunds.models import BankAccount, RefundCase
from refunds.operations.bank.accounts import check_bank_account
from refunds.operations.bank.setup import is_offered_in

ANSWERS = (("yes", gettext_lazy("It belongs to the customer")), ("no", gettext_lazy("It belongs to somebody else")))


def unchecked(case: RefundCase) -> list[BankAccount]:
    """The accounts that wait for a check, of those fetched with the file."""
    return [one for one in case.bank_accounts.all() if one.replaced_at is None and one.checked_at is None]


class CheckForm(StepForm):
    account = forms.ChoiceField(label=gettext_lazy("Account"))
    owner = forms.ChoiceField(label=gettext_lazy("Whose it is"), choices=ANSWERS, widget=forms.RadioSelect)
    against = forms.CharField(
        label=gettext_lazy("Compared with"),
        max_length=500,
        help_text=gettext_lazy("such as: bank statement of 2 March, sent by the customer"),
    )

    def prepare(self) -> None:
        """The accounts that wait, with what the settings say of their country."""
        self.fields["account"].choices = [(one.pk, described(one)) for one in unchecked(self.case)]  # type: ignore[attr-defined]


def described(account: BankAccount) -> str:
    """An account as the person checking it reads it, beside the name of the customer."""
    offered = _("offered there") if is_offered_in(account.country) else _("not offered there")
    return (
        f"{account.currency}: {account.holder}, {account.country} {account.masked} {account.bic} · {offered} · "
        + _("customer: %s") % account.customer
    )


@step
class CheckBankAccount(Step):
    name, label, place = "check_bank_account", gettext_lazy("Check the bank account"), 56
    rare = True
    intro = gettext_lazy("A transfer goes to an own account of the customer, in a country where it is offered.")
    done = gettext_lazy("The check is on record, and the case was evaluated again.")
    transitions = ("check_account",)
    form = CheckForm

    def refusals(self, case: RefundCase, person: Any) -> list[str]:
        """Only where an account waits for it."""
        found = super().refusals(case, person)
        return [_("No account waits for a check.")] if not found and not unchecked(case) else found

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        check_bank_account(
            int(answers["account"]), owner_matches=answers["owner"] == "yes", against=answers["against"], act=act
        )
