"""What the platform does about a customer: proposed by one supervisor, approved by another (302-V.2, reading 5.7)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from accounts.acts import Act
from accounts.guards import circle, may
from accounts.labelled import labelled
from accounts.models.customer import Customer
from accounts.models.recorded import Recorded
from accounts.models.violation import Violation
from accounts.state_field import StateField


class Measure(models.TextChoices):
    RESTRICT = "restrict", _("restrict the account")
    FREEZE = "freeze", _("freeze the account")
    TERMINATE = "terminate", _("terminate the account")


class SanctionStatus(models.TextChoices):
    PROPOSED = "proposed", _("waits for a second person")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("declined")
    TAKEN_BACK = "taken_back", _("taken back")


S = SanctionStatus


@circle(_("You proposed this sanction. Another supervisor has to rule on it."))
def who_proposed(row: "Sanction") -> set[int | None]:
    """The first of the two."""
    return {row.proposed_by_id}


@circle(_("Only who proposed a sanction takes it back. You may decline it."))
def the_proposer(row: "Sanction") -> set[int | None]:
    """The same person, as the only one who may."""
    return {row.proposed_by_id}


RULES = may("accounts.rule_sanction", but_not=who_proposed)


class Sanction(Recorded):
    """One measure against one account, apart from any refund.

    What was proposed never changes; its ruling is added once. violation: what it rests on, where that is on record.
    """

    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="sanctions", verbose_name=_("customer")
    )
    violation = models.ForeignKey(
        Violation,
        on_delete=models.PROTECT,
        related_name="sanctions",
        verbose_name=_("violation"),
        null=True,
        blank=True,
    )
    measure = models.CharField(_("measure"), max_length=20, choices=Measure.choices)
    reason = models.CharField(_("reason"), max_length=200)
    status = StateField(_("state"), choices=S.choices, default=S.PROPOSED, protected=True, max_length=40)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("ruled by"),
        null=True,
        blank=True,
    )
    ruled_at = models.DateTimeField(_("ruled at"), null=True, blank=True)
    ruled_because = models.TextField(_("reason of the ruling"), blank=True)

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="accounts_sanction_four_eyes",
                condition=Q(ruled_by__isnull=True) | Q(status="taken_back") | ~Q(ruled_by=F("proposed_by")),
                violation_error_message=_("Nobody approves what they proposed."),
            ),
            models.CheckConstraint(
                name="accounts_sanction_ruled_by_whom_and_when",
                condition=Q(status="proposed") | Q(ruled_by__isnull=False, ruled_at__isnull=False),
            ),
            models.CheckConstraint(name="accounts_sanction_has_reason", condition=~Q(reason="")),
            models.UniqueConstraint(
                fields=["customer"], condition=Q(status="proposed"), name="accounts_sanction_one_at_a_time"
            ),
        ]
        permissions = [
            ("propose_sanction", _("Can propose a sanction")),
            ("rule_sanction", _("Can approve or decline a sanction that somebody else proposed")),
        ]

    def __str__(self) -> str:
        return labelled(self.customer, self.get_measure_display())

    @transition(status, source=S.PROPOSED, target=S.APPROVED, permission=RULES)
    def approve(self, act: Act) -> None:
        """Agree: the account is sanctioned with it."""
        self._rule(act)

    @transition(status, source=S.PROPOSED, target=S.DECLINED, permission=RULES)
    def decline(self, act: Act) -> None:
        """Disagree: the account stays as it is."""
        self._rule(act)

    @transition(
        status, source=S.PROPOSED, target=S.TAKEN_BACK, permission=may("accounts.propose_sanction", only=the_proposer)
    )
    def take_back(self, act: Act) -> None:
        """The proposer thinks better of it."""
        self._rule(act)

    def _rule(self, act: Act) -> None:
        self.ruled_by, self.ruled_at, self.ruled_because = act.by, act.at, act.why
