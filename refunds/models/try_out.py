"""What a version would change, found out on stored cases before it is published."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from accounts.acts import Act
from accounts.labelled import labelled
from accounts.models import Recorded
from accounts.state_field import StateField
from refunds.guards import may
from refunds.models.kept import Kept
from refunds.models.policy_version import PolicyVersion
from refunds.models.version_lifecycle import instant, signature


class TryOutStatus(models.TextChoices):
    QUEUED = "queued", _("waiting to begin")
    RUNNING = "running", _("running")
    FINISHED = "finished", _("finished")
    STOPPED = "stopped", _("stopped")
    FAILED = "failed", _("failed")


S = TryOutStatus
NOT_OVER = (S.QUEUED, S.RUNNING)
RUNS = may("refunds.run_tryout")
STOPS = may("refunds.try_policyversion")


class TryOut(Recorded):
    """One run over stored cases: by the policy as it is, and by the version.

    digest: of the version's terms when it was asked for; publishing needs one of the very same. against: the version
    it was compared with; None is the built-in one. since: cases received from then on; None is all.
    """

    version = models.ForeignKey(
        PolicyVersion, on_delete=models.PROTECT, related_name="try_outs", verbose_name=_("version")
    )
    digest = models.CharField(_("digest of the terms"), max_length=64)
    against = models.ForeignKey(
        PolicyVersion,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("compared with"),
        null=True,
        blank=True,
    )
    since = models.DateTimeField(_("cases since"), null=True, blank=True)
    status = StateField(_("state"), choices=S.choices, default=S.QUEUED, protected=True, max_length=40)
    asked_by, asked_at = signature(_("asked for by")), instant(_("asked for at"))
    started_at, ended_at = instant(_("started at")), instant(_("ended at"))
    stop_asked_by, stop_asked_at = signature(_("stopped by")), instant(_("stop asked for at"))
    total = models.PositiveIntegerField(_("cases"), null=True, blank=True, editable=False)
    result = models.JSONField(_("result"), null=True, blank=True, editable=False)
    problem = models.TextField(_("why it failed"), blank=True, editable=False)

    class Meta:
        verbose_name = _("try-out")
        verbose_name_plural = _("try-outs")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(status__in=NOT_OVER), name="refunds_tryout_one_at_a_time"
            ),
            models.CheckConstraint(
                name="refunds_tryout_finished_with_a_result",
                condition=~models.Q(status="finished") | models.Q(result__isnull=False),
            ),
        ]
        permissions = [("run_tryout", _("Can run try-outs"))]

    def __str__(self) -> str:
        return f"{self.version} · {self.get_status_display()}"

    @property
    def done(self) -> int:
        """How many cases have been looked at."""
        if self.started_at is None:
            return 0
        latest = self.progress.filter(at__gte=self.started_at).order_by("-done").first()
        return latest.done if latest else 0

    @transition(status, source=NOT_OVER, target=S.RUNNING, permission=RUNS)
    def start(self, act: Act, *, total: int) -> None:
        """Begin, or begin again after a worker died in the middle."""
        self.started_at, self.total = act.at, total

    @transition(status, source=S.QUEUED, target=S.STOPPED, permission=STOPS)
    @transition(status, source=S.RUNNING, target=None, permission=STOPS)
    def ask_to_stop(self, act: Act) -> None:
        """Stop it: at once while it waits, at its next breath while it runs."""
        self.stop_asked_by, self.stop_asked_at = act.by, act.at

    @transition(status, source=S.RUNNING, target=S.STOPPED, permission=RUNS)
    def stop(self, act: Act) -> None:
        """It was asked to stop, and did."""
        self.ended_at = act.at

    @transition(status, source=S.RUNNING, target=S.FINISHED, permission=RUNS)
    def finish(self, act: Act, *, result: dict[str, Any]) -> None:
        """Every case was looked at."""
        self.ended_at, self.result = act.at, result

    @transition(status, source=NOT_OVER, target=S.FAILED, permission=RUNS)
    def fail(self, act: Act, *, problem: str) -> None:
        """It could not go on."""
        self.ended_at, self.problem = act.at, problem


class TryOutProgress(Kept):
    """So many cases looked at, at an instant."""

    try_out = models.ForeignKey(TryOut, on_delete=models.PROTECT, related_name="progress", verbose_name=_("try-out"))
    done = models.PositiveIntegerField(_("cases looked at"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("progress of a try-out")
        verbose_name_plural = _("progress of try-outs")
        ordering = ["try_out", "done"]

    def __str__(self) -> str:
        return labelled(self.try_out, self.done)
