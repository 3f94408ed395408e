"""An account that the customer gave for a bank transfer (S-6.2.b)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Customer, Recorded
from refunds.models.case import RefundCase
from refunds.models.money_column import currency_code
from refunds.models.sealed import SEALED, Sealed, SealedField
from refunds.providers.bank_files.values import Account


class BankAccount(Recorded):
    """What somebody gave, and what a person found when checking it. A change is a new row that takes its place.

    The number lies sealed; people see its last four digits. number_index: equal for equal numbers, to find an account
    again in other cases. destination: how it stands on decisions and payouts. owner_matches, region_offered: null
    until checked.
    """

    case = models.ForeignKey(RefundCase, on_delete=models.PROTECT, related_name="bank_accounts", verbose_name=_("case"))
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="bank_accounts", verbose_name=_("customer")
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    destination = models.CharField(_("account"), max_length=200, unique=True)
    holder = models.CharField(_("holder"), max_length=140)
    country = models.CharField(_("country of the bank"), max_length=2)
    currency = currency_code()
    is_iban = models.BooleanField(_("has an IBAN"))
    number_sealed = SealedField(_("number, sealed"))
    last4 = models.CharField(_("last four of the number"), max_length=4)
    number_index = models.CharField(_("index of the number"), max_length=64, db_index=True)
    bic = models.CharField("BIC", max_length=11, blank=True)
    bank_code = models.CharField(_("bank code"), max_length=28, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    given_at = models.DateTimeField(_("recorded at"))
    owner_matches = models.BooleanField(_("belongs to the customer"), null=True, blank=True)
    region_offered = models.BooleanField(_("bank transfer offered there"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("checked by"), null=True
    )
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    checked_against = models.CharField(_("checked against"), max_length=500, blank=True)
    replaced_at = models.DateTimeField(_("replaced at"), null=True, blank=True)

    number = Sealed("number_sealed")

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "currency"],
                condition=Q(replaced_at__isnull=True),
                name="refunds_bank_account_one_per_currency",
            ),
            models.CheckConstraint(
                name="refunds_bank_account_checked_whole",
                condition=Q(
                    owner_matches__isnull=True,
                    region_offered__isnull=True,
                    checked_by__isnull=True,
                    checked_at__isnull=True,
                    checked_against="",
                )
                | Q(
                    owner_matches__isnull=False,
                    region_offered__isnull=False,
                    checked_by__isnull=False,
                    checked_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="refunds_bank_account_number_is_sealed", condition=Q(number_sealed__regex=SEALED)
            ),
        ]

    def __str__(self) -> str:
        return self.destination

    @property
    def masked(self) -> str:
        """The number as people see it."""
        return f"•••• {self.last4}"

    @property
    def account(self) -> Account:
        """The account with its number open: for the file to the bank, and for nothing that is shown or logged."""
        number = self.number.decode()
        return Account(self.holder, self.country, number, self.is_iban, self.bic, self.bank_code)
