"""What people decided, and the parts of money they granted."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.labelled import labelled
from accounts.models import Recorded
from refunds.models.case import RefundCase
from refunds.models.charge import Charge
from refunds.models.evaluation import Evaluation
from refunds.models.kept import Kept
from refunds.models.money_column import MoneyColumns, currency_code, minor_units


class Stage(models.TextChoices):
    FIRST = "first", _("first decision")
    SECOND = "second", _("secondary review")


class Outcome(models.TextChoices):
    APPROVE = "approve", _("approve")
    APPROVE_PARTIAL = "approve_partial", _("approve in part")
    REJECT = "reject", _("reject")


class Ruling(models.TextChoices):
    PENDING = "pending", _("waits for a second person")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("sent back")
    NOT_NEEDED = "not_needed", _("needs no second person")


class Route(models.TextChoices):
    ORIGINAL = "original", _("original payment account")
    BANK_TRANSFER = "bank_transfer", _("bank transfer")
    ACCOUNT_BALANCE = "account_balance", _("account balance")


class Decision(Recorded):
    """One decision: prepared by one person, ruled on by another. Written once; only its ruling is added, once.

    clauses: the ids of the clauses given as reasons. reapply_by: the last day to apply again (302-IV.4), null where
    none or not known. upheld: of a second decision, whether it comes to the same end as the first.
    """

    case = models.ForeignKey(RefundCase, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("case"))
    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("evaluation")
    )
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.FIRST)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices)
    upheld = models.BooleanField(_("first decision upheld"), null=True, blank=True)
    clauses = ArrayField(models.CharField(max_length=20), verbose_name=_("clauses"), default=list, blank=True)
    reason = models.TextField(_("reason"))
    reapply_by = models.DateTimeField(_("last day to apply again"), null=True, blank=True)
    departs = models.BooleanField(_("departs from the recommendation"), default=False)
    departs_because = models.TextField(_("departs because"), blank=True)
    needs_supervisor = models.BooleanField(_("needs a supervisor"), default=False)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("prepared by")
    )
    prepared_at = models.DateTimeField(_("prepared at"))
    ruling = models.CharField(_("ruling"), max_length=12, choices=Ruling.choices, default=Ruling.PENDING)
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("ruled by"), null=True
    )
    ruled_at = models.DateTimeField(_("ruled at"), null=True, blank=True)
    ruled_because = models.TextField(_("reason of the ruling"), blank=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["case", "prepared_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="refunds_decision_four_eyes",
                condition=Q(ruled_by__isnull=True) | ~Q(ruled_by=F("prepared_by")),
                violation_error_message=_("Nobody approves what they prepared."),
            ),
            models.CheckConstraint(
                name="refunds_decision_ruled_by_whom_and_when",
                condition=Q(ruling__in=["pending", "not_needed"], ruled_by__isnull=True, ruled_at__isnull=True)
                | Q(ruling__in=["approved", "declined"], ruled_by__isnull=False, ruled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="refunds_decision_money_needs_second_person",
                condition=Q(outcome="reject") | ~Q(ruling="not_needed"),
            ),
            models.CheckConstraint(
                name="refunds_decision_departure_has_reason", condition=Q(departs=False) | ~Q(departs_because="")
            ),
            models.CheckConstraint(name="refunds_decision_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="refunds_decision_second_says_upheld",
                condition=Q(stage="first", upheld__isnull=True) | Q(stage="second", upheld__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ruling="pending"), name="refunds_decision_one_pending_per_case"
            ),
        ]
        indexes = [
            models.Index(fields=["ruled_by", "ruled_at"], name="refunds_decision_ruled"),
            models.Index(fields=["prepared_at", "prepared_by"], name="refunds_decision_prepared"),
            GinIndex(fields=["clauses"], name="refunds_decision_clauses"),
        ]

    def __str__(self) -> str:
        return labelled(f"{self.case} · {self.get_stage_display()}", self.get_outcome_display())


class DecisionPart(Kept):
    """The part of a granted refund that goes back for one charge."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="parts", verbose_name=_("decision"))
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="parts", verbose_name=_("charge"))
    amount_minor = minor_units(_("amount"))
    currency = currency_code()
    route = models.CharField(_("route"), max_length=20, choices=Route.choices, default=Route.ORIGINAL)

    amount = MoneyColumns("amount_minor")

    class Meta:
        verbose_name = _("part of a decision")
        verbose_name_plural = _("parts of a decision")
        ordering = ["decision", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "charge"], name="refunds_part_once_per_charge"),
            models.CheckConstraint(name="refunds_part_positive", condition=Q(amount_minor__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.charge} · {self.amount}"
