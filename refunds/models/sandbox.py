"""The sandbox's own memory, in the place of a payment provider's books, and how it is told to behave.

These are not rows of the refund office: an outside system would have them. They are in our database so that every
process (web, workers, tests) meets the same sandbox.
"""

from __future__ import annotations

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.labelled import labelled
from accounts.models import Recorded
from refunds.models.kept import Kept
from refunds.models.money_column import MoneyColumns, currency_code, minor_units
from refunds.providers.base import Instruction
from refunds.providers.sandbox import SandboxAnswer


class Answer(models.TextChoices):
    PAYS = SandboxAnswer.PAYS, _("pays")
    REFUSES = SandboxAnswer.REFUSES, _("refuses")
    UNREACHABLE = SandboxAnswer.UNREACHABLE, _("can't be reached, and does not pay")
    TIMES_OUT = SandboxAnswer.TIMES_OUT, _("pays, but its answer is lost")
    ANSWERS_LATE = SandboxAnswer.ANSWERS_LATE, _("pays, and says so only when looked up")


class SandboxRule(Recorded):
    """How the sandbox answers the next calls about one charge; after those it pays."""

    charge_reference = models.CharField(_("charge id"), max_length=200)
    answer = models.CharField(_("answer"), max_length=20, choices=Answer.choices)
    calls = models.PositiveSmallIntegerField(_("for so many calls"), default=1)
    reason = models.CharField(_("reason it gives"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("rule of the sandbox")
        verbose_name_plural = _("rules of the sandbox")
        constraints = [
            models.UniqueConstraint(fields=["charge_reference"], name="refunds_sandbox_one_rule_per_charge"),
        ]

    def __str__(self) -> str:
        return labelled(self.charge_reference, self.get_answer_display())


class SandboxBook(models.QuerySet["SandboxCall"]):
    """The sandbox's books, as refunds.providers.sandbox writes and reads them."""

    def transfer(self, key: str) -> SandboxCall | None:
        """The one call under the key that moved money."""
        return self.filter(key=key, moved=True).first()

    def told(self, charge: str) -> tuple[str, str]:
        """How to answer the next call about a charge, and with what reason."""
        rule = SandboxRule.objects.filter(charge_reference=charge).first()
        if rule is None or self.filter(charge_reference=charge, answer=rule.answer).count() >= rule.calls:
            return SandboxAnswer.PAYS, ""
        return rule.answer, rule.reason

    def transfers_after(self, number: int, at_most: int) -> list[SandboxCall]:
        """The next calls that moved money, in their order."""
        return list(self.filter(moved=True, pk__gt=number).order_by("pk")[:at_most])

    def enter(self, instruction: Instruction, *, answer: str, moved: bool) -> SandboxCall:
        """Remember a call for good; under one key money moves once, even for two calls at the same instant."""
        try:
            with transaction.atomic(durable=True):
                return self.create(
                    key=instruction.key,
                    charge_reference=instruction.charge,
                    destination=instruction.destination,
                    amount_minor=instruction.amount.minor,
                    currency=instruction.amount.currency,
                    body=instruction.body().decode(),
                    answer=answer,
                    moved=moved,
                )
        except IntegrityError:
            return self.get(key=instruction.key, moved=True)


class SandboxCall(Kept):
    """One call that the sandbox got, and whether it moved money."""

    key = models.CharField(_("idempotency key"), max_length=100)
    charge_reference = models.CharField(_("charge id"), max_length=200)
    destination = models.CharField(_("destination"), max_length=200)
    amount_minor = minor_units(_("amount"))
    currency = currency_code()
    body = models.TextField(_("text of the instruction"))
    answer = models.CharField(_("answer"), max_length=20, choices=Answer.choices)
    moved = models.BooleanField(_("moved money"))
    called_at = models.DateTimeField(_("called at"), db_default=Now(), editable=False)

    amount = MoneyColumns("amount_minor")

    objects = SandboxBook.as_manager()

    class Meta:
        verbose_name = _("call of the sandbox")
        verbose_name_plural = _("calls of the sandbox")
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(moved=True), name="refunds_sandbox_moves_once_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.charge_reference} · {self.amount} · {self.get_answer_display()}"

    @property
    def reference(self) -> str:
        """The sandbox's own number of the transfer."""
        return f"SBX-{self.pk}"
