"""Record the account that the customer gives for a bank transfer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.steps.step import Step, StepForm, step
from refunds.models import RefundCase
from refunds.models.vocabulary import PolicyId
from refunds.operations.bank.accounts import Given, give_bank_account
from refunds.operations.bank.setup import debtors

UNREMEMBERED = {"autocomplete": "off", "spellcheck": "false"}


class AccountForm(StepForm):
    holder = forms.CharField(
        label=_("Holder"), max_length=140, help_text=_("as it stands on the account's own statements")
    )
    country = forms.CharField(
        label=_("Country of the bank"),
        max_length=2,
        help_text=_("two letters, such as SG"),
        widget=forms.TextInput(attrs={"size": 4}),
    )
    currency = forms.ChoiceField(label=_("Currency in which it is paid"))
    iban = forms.CharField(
        label="IBAN", max_length=60, required=False, widget=forms.TextInput(attrs={**UNREMEMBERED, "size": 36})
    )
    number = forms.CharField(
        label=_("Account number"),
        max_length=60,
        required=False,
        help_text=_("where the country has no IBAN; with a BIC or a bank code"),
        widget=forms.TextInput(attrs=UNREMEMBERED),
    )
    bic = forms.CharField(label="BIC", max_length=20, required=False, widget=forms.TextInput(attrs={"size": 14}))
    bank_code = forms.CharField(label=_("Bank code"), max_length=40, required=False)

    def prepare(self) -> None:
        """The currencies that are paid by transfer, those of the charges first."""
        paid = {filed.charge.currency for filed in self.case.case_charges.all()}
        codes = sorted(debtors(), key=lambda code: (code not in paid, code))
        self.fields["currency"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]


@step
class GiveBankAccount(Step):
    name, label, place = "give_bank_account", _("Record a bank account"), 55
    rare = True
    intro = _(
        "For a bank transfer only (S-6.2.b). The number is kept sealed and shown by its last four digits from here on. "
        "Another account than the one that was approved makes the approval void."
    )
    done = _("The account is on file. Somebody has to check whose it is.")
    transitions = ("hear_customer",)
    form = AccountForm

    def refusals(self, case: RefundCase, person: Any) -> list[str]:
        """Not for 302.AI, which pays to the original account only."""
        found = super().refusals(case, person)
        if not found and case.policy == PolicyId.AI302:
            return [str(_("302.AI pays to the original payment account only (302-IV.3)."))]
        return found

    def why(self, answers: dict[str, Any]) -> str:
        """Nothing that was typed: the number must stand in no history."""
        return ""

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        give_bank_account(case.pk, given=Given(**answers), act=act)
