"""What a customer is said or known to have done against the terms."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE, transition

from accounts.acts import Act
from accounts.guards import may
from accounts.labelled import noted
from accounts.models.customer import Customer
from accounts.models.reported import Named
from accounts.state_field import StateField

JUDGES = may("accounts.change_violation")


class ViolationType(models.TextChoices):
    TERMS_OF_SERVICE = "terms_of_service", _("against the terms of service")
    ABUSE = "abuse", _("abuse")
    FRAUDULENT_BILLING = "fraudulent_billing", _("fraudulent billing")
    BENEFIT_EXPLOITATION = "benefit_exploitation", _("exploitation of benefits")
    UNAUTHORIZED_API_USE = "unauthorized_api_use", _("unauthorised use of the API")


class ViolationStatus(models.TextChoices):
    NOT_KNOWN = "not_known", _("not known")
    ALLEGED = "alleged", _("alleged")
    CONFIRMED = "confirmed", _("confirmed")
    CLEARED = "cleared", _("cleared")
    OVERTURNED = "overturned", _("overturned")


class Violation(Named):
    """Alleged is not confirmed; overturned is as if never recorded (S-3.2, 302-III.4, reading 5.7)."""

    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="violations", verbose_name=_("customer")
    )
    reference = models.CharField(_("record"), max_length=200)
    occurrence = models.PositiveSmallIntegerField(
        _("occurrence"), default=1, editable=False, help_text=_("of records that the platform gave one id, which it is")
    )
    type = models.CharField(_("type"), max_length=40, choices=ViolationType.choices, blank=True)
    status = StateField(
        _("status"), choices=ViolationStatus.choices, default=ViolationStatus.ALLEGED, protected=True, max_length=40
    )
    recorded_at = models.DateTimeField(_("recorded at"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("violation")
        verbose_name_plural = _("violations")
        constraints = [
            models.UniqueConstraint(fields=["customer", "reference", "occurrence"], name="accounts_violation_once"),
        ]

    def __str__(self) -> str:
        return noted(self.get_type_display(), self.get_status_display())

    @transition(
        status,
        source=[ViolationStatus.NOT_KNOWN, ViolationStatus.ALLEGED],
        target=ViolationStatus.CONFIRMED,
        permission=JUDGES,
    )
    def confirm(self, act: Act) -> None:
        """Made out: it bars from here on."""

    @transition(
        status,
        source=[ViolationStatus.NOT_KNOWN, ViolationStatus.ALLEGED, ViolationStatus.CONFIRMED],
        target=ViolationStatus.CLEARED,
        permission=JUDGES,
    )
    def clear(self, act: Act) -> None:
        """The sanction was served, or the allegation is settled (302: a supervisor looks, pick T7)."""

    @transition(
        status,
        source=[ViolationStatus.NOT_KNOWN, ViolationStatus.ALLEGED, ViolationStatus.CONFIRMED],
        target=ViolationStatus.OVERTURNED,
        permission=JUDGES,
    )
    def overturn(self, act: Act) -> None:
        """It never happened: it counts as never recorded."""

    @transition(
        status,
        source=[ViolationStatus.NOT_KNOWN, ViolationStatus.ALLEGED, ViolationStatus.CONFIRMED],
        target=RETURN_VALUE(*ViolationStatus),
    )
    def report_status(self, act: Act, *, status: str) -> str:
        """The platform says how its record stands; nobody here decided it."""
        return status
