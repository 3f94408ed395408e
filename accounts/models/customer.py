"""The customer of the platform, as far as a refund may ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE, transition

from accounts.acts import Act
from accounts.guards import may
from accounts.models.reported import Named
from accounts.state_field import StateField

if TYPE_CHECKING:
    from accounts.models.sanction import Sanction

ENFORCES = may("accounts.change_customer")


class CustomerStatus(models.TextChoices):
    NOT_KNOWN = "not_known", _("not known")
    ACTIVE = "active", _("active")
    RESTRICTED = "restricted", _("restricted")
    FROZEN = "frozen", _("frozen")
    TERMINATED = "terminated", _("terminated")


class Language(models.TextChoices):
    """The languages in which letters are written; the values are codes of settings.LANGUAGES."""

    ENGLISH = "en", _("English")
    CHINESE = "zh-hans", _("Chinese")


class Customer(Named):
    """An account of the platform. A restriction is a fact to explain, never by itself a bar (reading 5.7)."""

    reference = models.CharField(_("customer id"), max_length=200, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    region = models.CharField(_("region"), max_length=2, blank=True, help_text=_("ISO 3166 alpha-2"))
    status = StateField(
        _("status"), choices=CustomerStatus.choices, default=CustomerStatus.ACTIVE, protected=True, max_length=40
    )
    status_reason = models.CharField(_("reason of the status"), max_length=200, blank=True)
    language = models.CharField(
        _("language of letters"), max_length=10, choices=Language.choices, default=Language.ENGLISH
    )
    sanction = models.ForeignKey(
        "accounts.Sanction",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("sanction"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("by which the account is as it is; none where the platform said so"),
    )
    status_reports = models.PositiveIntegerField(
        _("reports by which the platform changed the state"), default=0, db_default=0, editable=False
    )
    verified_real_name = models.BooleanField(_("real name verified"), null=True, blank=True)
    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True)

    class Meta:
        verbose_name = _("customer")
        verbose_name_plural = _("customers")
        constraints = [
            models.CheckConstraint(
                name="accounts_customer_language_known", condition=models.Q(language__in=["en", "zh-hans"])
            ),
        ]
        indexes = [
            models.Index(Lower("email"), name="accounts_customer_email"),
        ]

    def __str__(self) -> str:
        return self.name or self.reference

    @transition(
        status,
        source=[CustomerStatus.NOT_KNOWN, CustomerStatus.ACTIVE, CustomerStatus.FROZEN],
        target=CustomerStatus.RESTRICTED,
        permission=ENFORCES,
    )
    def restrict(self, act: Act, *, sanction: Sanction) -> None:
        """Take away some of the platform's functions (302-V.2)."""
        self.status_reason, self.sanction = act.why, sanction

    @transition(
        status,
        source=[CustomerStatus.NOT_KNOWN, CustomerStatus.ACTIVE, CustomerStatus.RESTRICTED],
        target=CustomerStatus.FROZEN,
        permission=ENFORCES,
    )
    def freeze(self, act: Act, *, sanction: Sanction) -> None:
        """Stop the account for the time of an investigation."""
        self.status_reason, self.sanction = act.why, sanction

    @transition(
        status,
        source=[CustomerStatus.NOT_KNOWN, CustomerStatus.ACTIVE, CustomerStatus.RESTRICTED, CustomerStatus.FROZEN],
        target=CustomerStatus.TERMINATED,
        permission=ENFORCES,
    )
    def terminate(self, act: Act, *, sanction: Sanction) -> None:
        """Close the account for good."""
        self.status_reason, self.sanction = act.why, sanction

    @transition(
        status,
        source=[CustomerStatus.NOT_KNOWN, CustomerStatus.RESTRICTED, CustomerStatus.FROZEN],
        target=CustomerStatus.ACTIVE,
        permission=ENFORCES,
    )
    def reinstate(self, act: Act) -> None:
        """Give the account back."""
        self.status_reason, self.sanction = "", None

    @transition(
        status,
        source=[CustomerStatus.NOT_KNOWN, CustomerStatus.ACTIVE, CustomerStatus.RESTRICTED, CustomerStatus.FROZEN],
        target=RETURN_VALUE(*CustomerStatus),
    )
    def report_status(self, act: Act, *, status: str, reason: str) -> str:
        """The platform says how the account stands there; nobody here decided it."""
        self.status_reason, self.sanction = reason, None
        self.status_reports += 1
        return status
