"""What a provider told us by itself, and what became of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from accounts.acts import Act
from accounts.models import Recorded
from accounts.state_field import StateField
from refunds.guards import may
from refunds.models.provider_message import ProviderMessage


class EventStatus(models.TextChoices):
    RECEIVED = "received", _("received")
    APPLIED = "applied", _("applied")
    SET_ASIDE = "set_aside", _("set aside")
    FAILED = "failed", _("could not be applied")


E = EventStatus
WAITING = (E.RECEIVED, E.FAILED)
APPLY = may("refunds.apply_providerevent")


class ProviderEvent(Recorded):
    """One event of a provider, stored once however often it is sent.

    about: the provider's number of the refund or dispute; what is known of it is read from all of its events together,
    because they come in any order.
    """

    provider = models.CharField(_("provider"), max_length=40)
    event_id = models.CharField(_("number of the event"), max_length=255)
    kind = models.CharField(_("kind"), max_length=100)
    about = models.CharField(_("about"), max_length=255, blank=True)
    message = models.OneToOneField(
        ProviderMessage, on_delete=models.PROTECT, related_name="event", verbose_name=_("message")
    )
    received_at = models.DateTimeField(_("received at"))
    status = StateField(_("state"), choices=E.choices, default=E.RECEIVED, protected=True, max_length=40)
    applied_at = models.DateTimeField(_("applied at"), null=True, blank=True)
    problem = models.TextField(_("problem"), blank=True)

    class Meta:
        verbose_name = _("event of a provider")
        verbose_name_plural = _("events of providers")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["event_id", "provider"], name="refunds_event_once"),
        ]
        indexes = [
            models.Index(fields=["about", "provider"], name="refunds_event_about"),
            models.Index(fields=["-received_at", "-id"], name="refunds_event_latest"),
            models.Index(
                fields=["received_at"], condition=models.Q(status="received"), name="refunds_event_not_applied"
            ),
        ]
        permissions = [
            ("apply_providerevent", _("Can apply what providers tell")),
            ("retry_providerevent", _("Can have an event applied again")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.event_id}"

    @transition(status, source=WAITING, target=E.APPLIED, permission=APPLY)
    def apply(self, act: Act) -> None:
        """The books say what it says."""
        self.applied_at, self.problem = act.at, ""

    @transition(status, source=WAITING, target=E.SET_ASIDE, permission=APPLY)
    def set_aside(self, act: Act) -> None:
        """It is no concern of our books, for the reason given."""
        self.applied_at, self.problem = act.at, act.why

    @transition(status, source=WAITING, target=E.FAILED, permission=APPLY)
    def fail(self, act: Act) -> None:
        """It can't be applied, and somebody has to look at it."""
        self.problem = act.why

    @transition(status, source=E.FAILED, target=E.RECEIVED, permission=may("refunds.retry_providerevent"))
    def take_up_again(self, act: Act) -> None:
        """What was in the way is settled: apply it once more."""
