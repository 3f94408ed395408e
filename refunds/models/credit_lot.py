"""Platform token credits by the lot they came from, and money returned to the account balance."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Customer, Named
from refunds.models.charge import Charge
from refunds.models.money_column import MoneyColumns, currency_code, minor_units
from refunds.models.quantity_column import QuantityField
from refunds.models.vocabulary import LotSource


class CreditLot(Named):
    """PTC credited at once, at one price. Gift and promotion lots have no refund value (302-I.3)."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="lots", verbose_name=_("customer"))
    reference = models.CharField(_("lot id"), max_length=200)
    source = models.CharField(_("source"), max_length=10, choices=LotSource.choices, blank=True)
    ptc = QuantityField(_("PTC"), null=True, blank=True)
    bonus_ptc_included = QuantityField(_("bonus PTC included"), null=True, blank=True)
    price_paid_minor = minor_units(_("price paid"), optional=True)
    list_price_minor = minor_units(_("list price"), optional=True)
    currency = currency_code(optional=True)
    charge = models.ForeignKey(
        Charge, on_delete=models.PROTECT, related_name="lots", verbose_name=_("charge"), null=True, blank=True
    )
    charge_reference = models.CharField(_("charge id"), max_length=200, blank=True)
    credited_at = models.DateTimeField(_("credited at"), null=True, blank=True)

    price_paid = MoneyColumns("price_paid_minor")
    list_price = MoneyColumns("list_price_minor")

    class Meta:
        verbose_name = _("credit lot")
        verbose_name_plural = _("credit lots")
        constraints = [
            models.UniqueConstraint(fields=["customer", "reference"], name="refunds_lot_once"),
            models.CheckConstraint(
                name="refunds_lot_not_negative",
                condition=Q(ptc__gte=0) & Q(price_paid_minor__gte=0) & Q(list_price_minor__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return self.reference
