"""What money did: one payout for each approved part of a charge."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from accounts.acts import Act
from accounts.models import Recorded, RecordedQuerySet
from accounts.state_field import StateField
from refunds.guards import may
from refunds.models.case import RefundCase
from refunds.models.charge import Charge
from refunds.models.decision import DecisionPart, Route
from refunds.models.lifecycle import CaseStatus
from refunds.models.money_column import MoneyColumns, currency_code, minor_units


class PayoutStatus(models.TextChoices):
    RESERVED = "reserved", _("reserved")
    SENDING = "sending", _("being sent")
    PENDING = "pending", _("accepted by the provider")
    UNKNOWN = "unknown", _("outcome unknown")
    SUCCEEDED = "succeeded", _("paid")
    FAILED = "failed", _("failed")
    RETURNED = "returned", _("came back")
    CANCELLED = "cancelled", _("cancelled")


P = PayoutStatus
RESERVING = (P.RESERVED, P.SENDING, P.PENDING, P.UNKNOWN)
"""States in which the amount is held against the charge."""
IN_FLIGHT = (P.SENDING, P.PENDING, P.UNKNOWN)
SETTLE = may("refunds.pay_payout")
CONFIRM = may("refunds.import_bankstatement")
"""Whoever brings the bank's own statement in settles what it says."""


class PayoutQuerySet(RecordedQuerySet):
    """The payouts as the workers look for them."""

    def live(self) -> PayoutQuerySet:
        """Those whose amount is held against the charge: not final."""
        return self.filter(status__in=RESERVING)

    def due(self, at: dt.datetime) -> PayoutQuerySet:
        """Those about which something should be done at an instant.

        One that was sent waits for its next look-up, or for the end of the lease under which it is being sent. One
        that was never sent waits for its turn, and while its case isn't approved, as under a legal hold, it stays.
        """
        turn = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=at)
        unsent = Q(status=P.RESERVED, case__status=CaseStatus.APPROVED)
        sent = Q(status__in=[P.UNKNOWN, P.PENDING])
        abandoned = Q(status=P.SENDING) & (Q(lease_until__isnull=True) | Q(lease_until__lte=at))
        return self.filter(((unsent | sent) & turn) | abandoned)


class Payout(Recorded):
    """An intent to pay, committed before any call; what was approved never changes afterwards.

    body: the instruction byte for byte; the database holds its amount, currency, key and destination to the columns.
    destination_digest: SHA-256 of where the money goes; `destination` may show only a part of it (an account number).
    """

    part = models.OneToOneField(
        DecisionPart, on_delete=models.PROTECT, related_name="payout", verbose_name=_("part of the decision")
    )
    case = models.ForeignKey(RefundCase, on_delete=models.PROTECT, related_name="payouts", verbose_name=_("case"))
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="payouts", verbose_name=_("charge"))
    status = StateField(_("state"), choices=P.choices, default=P.RESERVED, protected=True, max_length=40)
    amount_minor = minor_units(_("amount"))
    currency = currency_code()
    route = models.CharField(_("route"), max_length=20, choices=Route.choices)
    provider = models.CharField(_("provider"), max_length=40)
    destination = models.CharField(_("destination"), max_length=200)
    destination_digest = models.CharField(_("digest of the destination"), max_length=64, editable=False)
    body = models.TextField(_("instruction"), editable=False)
    key = models.CharField(_("idempotency key"), max_length=100, unique=True)
    provider_reference = models.CharField(_("reference of the provider"), max_length=100, null=True, blank=True)
    policy_version = models.CharField(_("policy version"), max_length=200)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("prepared by")
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved at"))
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(_("claimed until"), null=True, blank=True)
    next_attempt_at = models.DateTimeField(_("next attempt at"), null=True, blank=True)
    last_problem = models.TextField(_("last problem"), blank=True)
    sent_at = models.DateTimeField(_("first sent at"), null=True, blank=True)
    task_since = models.DateTimeField(_("for two people since"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    amount = MoneyColumns("amount_minor")

    objects: ClassVar[Any] = PayoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        ordering = ["-approved_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="refunds_payout_positive", condition=Q(amount_minor__gt=0)),
            models.CheckConstraint(name="refunds_payout_four_eyes", condition=~Q(approved_by=F("prepared_by"))),
            models.UniqueConstraint(fields=["provider", "provider_reference"], name="refunds_payout_provider_once"),
            models.UniqueConstraint(
                fields=["case", "charge"], condition=Q(status__in=RESERVING), name="refunds_payout_one_live_per_charge"
            ),
            models.CheckConstraint(
                name="refunds_payout_paid_has_reference",
                condition=~Q(status__in=["succeeded", "returned"]) | Q(provider_reference__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=Q(status__in=RESERVING), name="refunds_payout_not_final"
            ),
            models.Index(fields=["-approved_at", "-id"], name="refunds_payout_approved"),
            models.Index(fields=["settled_at"], name="refunds_payout_settled"),
            models.Index(fields=["currency", "sent_at"], name="refunds_payout_sent"),
            models.Index(
                fields=["task_since"],
                condition=Q(task_since__isnull=False, status__in=RESERVING),
                name="refunds_payout_task",
            ),
        ]
        permissions = [
            ("pay_payout", _("Can pay out and settle")),
            ("return_payout", _("Can record that a refund came back")),
            ("cancel_payout", _("Can cancel a payout that was not sent")),
            ("export_payout", _("Can export payouts")),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.charge} · {self.amount}"

    def is_due(self, at: dt.datetime, case: RefundCase | None = None) -> bool:
        """Whether it is one of PayoutQuerySet.due(). case: as it is now; None where its state is asked for later."""
        if self.status == P.SENDING:
            return self.lease_until is None or self.lease_until <= at
        approved = case is None or case.status == CaseStatus.APPROVED
        if self.status in (P.UNKNOWN, P.PENDING) or (self.status == P.RESERVED and approved):
            return self.next_attempt_at is None or self.next_attempt_at <= at
        return False

    @transition(status, source=[P.RESERVED, P.UNKNOWN], target=P.SENDING, permission=SETTLE)
    def send(self, act: Act, *, lease_until) -> None:
        """Claim it for one attempt; committed before the provider is called."""
        self.attempts += 1
        self.lease_until, self.sent_at, self.next_attempt_at = lease_until, self.sent_at or act.at, None

    @transition(status, source=[P.SENDING, P.UNKNOWN], target=P.PENDING, permission=SETTLE)
    def await_provider(self, act: Act, *, provider_reference: str) -> None:
        """The provider has it and will say later."""
        self.provider_reference, self.lease_until = provider_reference, None

    @transition(status, source=[P.SENDING], target=P.UNKNOWN, permission=SETTLE)
    def lose_sight(self, act: Act) -> None:
        """Nobody can say what happened: look it up, never guess."""
        self.lease_until, self.last_problem = None, act.why

    @transition(status, source=[*IN_FLIGHT, P.FAILED], target=P.SUCCEEDED, permission=SETTLE | CONFIRM)
    def succeed(self, act: Act, *, provider_reference: str) -> None:
        """The provider has paid; success wins once, whoever brings the news, and against an earlier failure too."""
        self.provider_reference = self.provider_reference or provider_reference
        self.settled_at, self.lease_until, self.last_problem, self.task_since = act.at, None, "", None

    @transition(status, source=IN_FLIGHT, target=P.FAILED, permission=SETTLE | CONFIRM)
    def fail(self, act: Act, *, provider_reference: str = "") -> None:
        """The provider definitely refused and nothing was paid; it may have its number of the refund all the same."""
        self.provider_reference = self.provider_reference or provider_reference or None
        self.settled_at, self.lease_until, self.last_problem, self.task_since = act.at, None, act.why, None

    @transition(
        status, source=P.SUCCEEDED, target=P.RETURNED, permission=SETTLE | CONFIRM | may("refunds.return_payout")
    )
    def come_back(self, act: Act) -> None:
        """Paid money came back: a closed card or account."""
        self.settled_at, self.last_problem = act.at, act.why

    @transition(status, source=P.RESERVED, target=P.CANCELLED, permission=SETTLE | may("refunds.cancel_payout"))
    def cancel(self, act: Act) -> None:
        """It was never sent and will not be."""
        self.settled_at, self.last_problem = act.at, act.why

    @transition(status, source=[P.RESERVED, P.PENDING], target=P.CANCELLED, permission=may("refunds.hear_refundcase"))
    def void(self, act: Act) -> None:
        """Its approval is void; nothing has left the house (trigger `not_at_the_bank` in the migration)."""
        self.settled_at, self.last_problem = act.at, act.why
