"""How a payout ended that no provider can tell any more: found out by one person, confirmed by another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from accounts.acts import Act
from accounts.labelled import labelled
from accounts.models import Recorded
from accounts.state_field import StateField
from refunds.guards import circle, may
from refunds.models.payout import Payout


class Ended(models.TextChoices):
    PAID = "paid", _("it was paid")
    NOT_PAID = "not_paid", _("it was proven not to be paid")


class EstablishedStatus(models.TextChoices):
    PROPOSED = "proposed", _("waits for a second person")
    CONFIRMED = "confirmed", _("confirmed")
    DECLINED = "declined", _("declined")
    OVERTAKEN = "overtaken", _("overtaken by news of the provider")


S = EstablishedStatus


@circle(_("Somebody else has to confirm it: you found it out yourself."))
def who_proposed(row) -> set[int | None]:
    """The person with the evidence."""
    return {row.proposed_by_id}


CONFIRM = may("refunds.confirm_establishedoutcome", but_not=who_proposed)


class EstablishedOutcome(Recorded):
    """What one person found out about a payout, with the evidence, and what a second one says to it.

    The finding itself never changes; the database keeps the two people apart.
    """

    payout = models.ForeignKey(Payout, on_delete=models.PROTECT, related_name="established", verbose_name=_("payout"))
    status = StateField(_("state"), choices=S.choices, default=S.PROPOSED, protected=True, max_length=40)
    ended = models.CharField(_("how it ended"), max_length=20, choices=Ended.choices)
    provider_reference = models.CharField(_("reference of the provider"), max_length=100, blank=True)
    evidence = models.TextField(_("evidence"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("found out by")
    )
    proposed_at = models.DateTimeField(_("found out at"))
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("second person"),
        null=True,
        blank=True,
    )
    ruled_at = models.DateTimeField(_("ruled at"), null=True, blank=True)
    ruled_because = models.TextField(_("what the second person says"), blank=True)

    class Meta:
        verbose_name = _("established outcome")
        verbose_name_plural = _("established outcomes")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["payout"], condition=Q(status="proposed"), name="refunds_established_one_at_a_time"
            ),
            models.CheckConstraint(
                name="refunds_established_four_eyes",
                condition=Q(ruled_by__isnull=True) | ~Q(ruled_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="refunds_established_ruled_by_whom_and_when",
                condition=Q(status="proposed") | Q(ruled_by__isnull=False, ruled_at__isnull=False),
            ),
            models.CheckConstraint(name="refunds_established_has_evidence", condition=~Q(evidence="")),
            models.CheckConstraint(
                name="refunds_established_paid_has_reference",
                condition=Q(ended="not_paid", provider_reference="") | (Q(ended="paid") & ~Q(provider_reference="")),
            ),
        ]
        permissions = [
            ("propose_establishedoutcome", _("Can find out how an unknown payout ended")),
            ("confirm_establishedoutcome", _("Can confirm how an unknown payout ended")),
        ]

    def __str__(self) -> str:
        return labelled(self.payout, self.get_ended_display())

    @transition(status, source=S.PROPOSED, target=S.CONFIRMED, permission=CONFIRM)
    def confirm(self, act: Act) -> None:
        """It is so: the payout is settled with it."""
        self._rule(act)

    @transition(status, source=S.PROPOSED, target=S.DECLINED, permission=CONFIRM)
    def decline(self, act: Act) -> None:
        """The evidence does not say so."""
        self._rule(act)

    @transition(status, source=S.PROPOSED, target=S.OVERTAKEN, permission=may("refunds.pay_payout"))
    def overtake(self, act: Act) -> None:
        """The provider's own news came first."""
        self._rule(act)

    def _rule(self, act: Act) -> None:
        self.ruled_by, self.ruled_at, self.ruled_because = act.by, act.at, act.why
