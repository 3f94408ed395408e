"""What somebody should look at: once a day for each thing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from refunds.models.kept import Kept


class AlarmKind(models.TextChoices):
    BREAKER = "breaker", _("provider does not answer")
    CEILING = "ceiling", _("ceiling of the day")
    VELOCITY = "velocity", _("too many payouts")
    DISPUTE = "dispute", _("dispute")
    OVERDRAWN = "overdrawn", _("more went back than was captured")
    FOREIGN = "foreign", _("refund that is not ours")
    RESTORED = "restored", _("restored from a backup")
    UNKNOWN = "unknown", _("outcome for two people")


class Alarm(Kept):
    """One sentence about something that waits for a person. subject: a provider, a currency, a charge, a payout."""

    kind = models.CharField(_("kind"), max_length=20, choices=AlarmKind.choices)
    subject = models.CharField(_("about"), max_length=200)
    sentence = models.TextField(_("what it is"))
    day = models.DateField(_("day"))
    at = models.DateTimeField(_("at"), db_index=True)

    class Meta:
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "day"], name="refunds_alarm_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.subject}"
