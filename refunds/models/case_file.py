"""What lies in the file of a case: the rows of the platform that it is about, in the order they were named."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Recorded
from refunds.models.case import RefundCase
from refunds.models.charge import Charge
from refunds.models.credit_lot import CreditLot
from refunds.models.incident import Incident
from refunds.models.money_column import MoneyColumns, currency_code, minor_units
from refunds.models.usage_record import UsageRecord


class CaseCharge(Recorded):
    """A charge in the file; `claimed_position` is set where the customer claims it."""

    case = models.ForeignKey(RefundCase, on_delete=models.PROTECT, related_name="case_charges", verbose_name=_("case"))
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="case_charges", verbose_name=_("charge"))
    position = models.PositiveSmallIntegerField(_("position"))
    claimed_position = models.PositiveSmallIntegerField(_("position in the claim"), null=True, blank=True)

    class Meta:
        verbose_name = _("charge of a case")
        verbose_name_plural = _("charges of a case")
        ordering = ["case", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "charge"], name="refunds_case_charge_once"),
            models.UniqueConstraint(fields=["case", "position"], name="refunds_case_charge_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.charge}"


class CaseUsage(Recorded):
    """A usage record in the file; `claimed_position` is set where the customer claims it."""

    case = models.ForeignKey(RefundCase, on_delete=models.PROTECT, related_name="case_usage", verbose_name=_("case"))
    usage = models.ForeignKey(
        UsageRecord, on_delete=models.PROTECT, related_name="case_usage", verbose_name=_("usage record")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    claimed_position = models.PositiveSmallIntegerField(_("position in the claim"), null=True, blank=True)

    class Meta:
        verbose_name = _("usage record of a case")
        verbose_name_plural = _("usage records of a case")
        ordering = ["case", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "usage"], name="refunds_case_usage_once"),
            models.UniqueConstraint(fields=["case", "position"], name="refunds_case_usage_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.usage}"


class CaseLot(Recorded):
    """A lot in the file: only lots on file can have been drawn from (T11)."""

    case = models.ForeignKey(RefundCase, on_delete=models.PROTECT, related_name="case_lots", verbose_name=_("case"))
    lot = models.ForeignKey(CreditLot, on_delete=models.PROTECT, related_name="case_lots", verbose_name=_("lot"))
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("lot of a case")
        verbose_name_plural = _("lots of a case")
        ordering = ["case", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "lot"], name="refunds_case_lot_once"),
            models.UniqueConstraint(fields=["case", "position"], name="refunds_case_lot_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.lot}"


class CaseIncident(Recorded):
    """An incident put before the case: once there is one, the records are conclusive (reading R1)."""

    case = models.ForeignKey(
        RefundCase, on_delete=models.PROTECT, related_name="case_incidents", verbose_name=_("case")
    )
    incident = models.ForeignKey(
        Incident, on_delete=models.PROTECT, related_name="case_incidents", verbose_name=_("incident")
    )
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("incident of a case")
        verbose_name_plural = _("incidents of a case")
        ordering = ["case", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "incident"], name="refunds_case_incident_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.incident}"


class Voucher(Recorded):
    """A top-up voucher sent with a 302.AI application (302-III.1, pick T9)."""

    case = models.ForeignKey(RefundCase, on_delete=models.PROTECT, related_name="vouchers", verbose_name=_("case"))
    position = models.PositiveSmallIntegerField(_("position"))
    charge_reference = models.CharField(_("charge id"), max_length=200, blank=True)
    payer_name_matches_account = models.BooleanField(_("payer is the account holder"), null=True, blank=True)

    class Meta:
        verbose_name = _("voucher")
        verbose_name_plural = _("vouchers")
        ordering = ["case", "position"]

    def __str__(self) -> str:
        return f"{self.case} · {self.charge_reference}"


class RequestedAmount(Recorded):
    """What was asked for in one currency, where a claim names several."""

    case = models.ForeignKey(
        RefundCase, on_delete=models.PROTECT, related_name="requested_amounts", verbose_name=_("case")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    amount_minor = minor_units(_("amount"))
    currency = currency_code()

    amount = MoneyColumns("amount_minor")

    class Meta:
        verbose_name = _("requested amount")
        verbose_name_plural = _("requested amounts")
        ordering = ["case", "position", "currency"]
        constraints = [
            models.UniqueConstraint(fields=["case", "currency"], name="refunds_requested_once_per_currency"),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.amount}"


class PriorApplication(Recorded):
    """An earlier application for the same matter, ours or one from before this system (302-IV.4, S-7.2)."""

    case = models.ForeignKey(
        RefundCase, on_delete=models.PROTECT, related_name="prior_applications", verbose_name=_("case")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    reference = models.CharField(_("application"), max_length=200, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=200, blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=[("approved", _("approved")), ("rejected", _("rejected"))], blank=True
    )
    reasons = models.JSONField(_("reasons"), default=list, blank=True)
    order_number = models.CharField(_("order number"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("earlier application")
        verbose_name_plural = _("earlier applications")
        ordering = ["case", "position"]

    def __str__(self) -> str:
        return f"{self.case} · {self.reference}"
