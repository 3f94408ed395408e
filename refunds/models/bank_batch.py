"""A file of bank transfers: made by one person, released by another, and never made a second time."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from accounts.acts import Act
from accounts.models import Recorded
from accounts.state_field import StateField
from refunds.guards import circle, may
from refunds.models.bank_order import BankOrder
from refunds.models.kept import Kept
from refunds.models.money_column import MoneyColumns, currency_code, minor_units
from refunds.models.sealed import Sealed, SealedField


class BatchStatus(models.TextChoices):
    MADE = "made", _("made, waits for release")
    RELEASED = "released", _("released to the bank")
    PARTLY_CONFIRMED = "partly_confirmed", _("confirmed in part")
    CONFIRMED = "confirmed", _("confirmed by the bank")
    CANCELLED = "cancelled", _("cancelled")


S = BatchStatus
AT_THE_BANK = (S.RELEASED, S.PARTLY_CONFIRMED, S.CONFIRMED)
"""States in which the bank may have paid what is in it."""
CONFIRMS = may("refunds.import_bankstatement")


@circle(_("You made this batch. Somebody else has to release it."))
def the_maker(batch: Any) -> set[int | None]:
    """Who made the file."""
    return {batch.made_by_id}


class BankBatch(Recorded):
    """What a file says, and how far it has come. Only its state moves.

    format: of debtors.FORMATS. sha256: of the file's bytes. total: its control sum. paid_from: our account, by its last
    four. debtor_index: by which a statement is known to be of that account.
    """

    reference = models.CharField(_("number"), max_length=35, unique=True)
    status = StateField(_("state"), choices=S.choices, default=S.MADE, protected=True, max_length=40)
    format = models.CharField(_("format"), max_length=20)
    currency = currency_code()
    total_minor = minor_units(_("control sum"))
    count = models.PositiveIntegerField(_("payments"))
    paid_from = models.CharField(_("paid from"), max_length=200)
    debtor_index = models.CharField(_("index of our account"), max_length=64, editable=False)
    pay_on = models.DateField(_("day of execution"))
    filename = models.CharField(_("file name"), max_length=80)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"))
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("released by"), null=True
    )
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("cancelled by"), null=True
    )
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_because = models.TextField(_("cancelled because"), blank=True)

    total = MoneyColumns("total_minor")

    class Meta:
        verbose_name = _("bank batch")
        verbose_name_plural = _("bank batches")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="refunds_bank_batch_not_empty", condition=Q(count__gt=0, total_minor__gt=0)),
            models.CheckConstraint(
                name="refunds_bank_batch_four_eyes",
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("made_by")),
                violation_error_message=_("Nobody releases what they made."),
            ),
            models.CheckConstraint(
                name="refunds_bank_batch_released_by_somebody",
                condition=Q(status__in=["made", "cancelled"]) | Q(released_by__isnull=False, released_at__isnull=False),
            ),
        ]
        permissions = [
            ("make_bankbatch", _("Can make a file of bank transfers")),
            ("release_bankbatch", _("Can release a file that somebody else made")),
            ("cancel_bankbatch", _("Can cancel a file of bank transfers")),
            ("take_bankbatch", _("Can download a file of bank transfers")),
        ]

    def __str__(self) -> str:
        return self.reference

    @transition(
        status, source=S.MADE, target=S.RELEASED, permission=may("refunds.release_bankbatch", but_not=the_maker)
    )
    def release(self, act: Act) -> None:
        """Let the file go to the bank. Nobody releases what they made."""
        self.released_by, self.released_at = act.by, act.at

    @transition(status, source=S.MADE, target=S.CANCELLED, permission=may("refunds.cancel_bankbatch"))
    def cancel(self, act: Act) -> None:
        """It never went to the bank: its payments wait for another file."""
        self.cancelled_by, self.cancelled_at, self.cancelled_because = act.by, act.at, act.why

    @transition(status, source=[S.RELEASED], target=S.PARTLY_CONFIRMED, permission=CONFIRMS)
    def confirm_in_part(self, act: Act) -> None:
        """The bank says of some of its payments what became of them."""

    @transition(status, source=[S.RELEASED, S.PARTLY_CONFIRMED], target=S.CONFIRMED, permission=CONFIRMS)
    def confirm(self, act: Act) -> None:
        """The bank has said of every payment what became of it."""


class BankFile(Kept):
    """The bytes of a batch, sealed, since they name accounts; they are handed out again and never made again."""

    batch = models.OneToOneField(BankBatch, on_delete=models.PROTECT, related_name="file", verbose_name=_("batch"))
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    content_sealed = SealedField(_("content, sealed"))

    content = Sealed("content_sealed")

    class Meta:
        verbose_name = _("bank file")
        verbose_name_plural = _("bank files")

    def __str__(self) -> str:
        return self.batch.filename


class BankBatchLine(Kept):
    """One payment in a file; an order is in one file that counts (trigger `one_file` in the migration)."""

    batch = models.ForeignKey(BankBatch, on_delete=models.PROTECT, related_name="lines", verbose_name=_("batch"))
    order = models.ForeignKey(BankOrder, on_delete=models.PROTECT, related_name="lines", verbose_name=_("order"))

    class Meta:
        verbose_name = _("payment of a batch")
        verbose_name_plural = _("payments of a batch")
        ordering = ["batch", "pk"]

    def __str__(self) -> str:
        return f"{self.batch} · {self.order}"


class BankDownload(Kept):
    """Who took the file of a batch, and when."""

    batch = models.ForeignKey(BankBatch, on_delete=models.PROTECT, related_name="downloads", verbose_name=_("batch"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("downloaded at"))

    class Meta:
        verbose_name = _("download of a batch")
        verbose_name_plural = _("downloads of a batch")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.batch} · {self.by}"
