"""What the policy said of a case at one instant, with the facts that it was told."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from refunds.models.case import RefundCase
from refunds.models.kept import Kept
from refunds.models.money_column import MoneyColumns, currency_code, minor_units
from refunds.models.policy_version import PolicyVersion
from refunds.models.vocabulary import Recommendation


class Evaluation(Kept):
    """One evaluation: the whole result, and the facts frozen as the dossier they were read from.

    version: the one of ours that judged it; None where the built-in version did, or one that came in with a document.
    facts: the dossier's `facts` object; facts_digest: its SHA-256 in canonical JSON, by which a decision sees that
    the facts are still those. document: the evaluation as printed by `manage.py evaluate`.
    """

    case = models.ForeignKey(RefundCase, on_delete=models.PROTECT, related_name="evaluations", verbose_name=_("case"))
    at = models.DateTimeField(_("evaluated at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    why = models.TextField(_("reason"), blank=True)
    as_of = models.DateTimeField(_("looked at as of"))
    version = models.ForeignKey(
        PolicyVersion,
        on_delete=models.PROTECT,
        related_name="evaluations",
        verbose_name=_("version of ours"),
        null=True,
        blank=True,
    )
    version_chosen = models.BooleanField(_("version chosen by somebody"), default=False)
    calendar_version = models.CharField(_("calendar version"), max_length=200, blank=True)
    policy_version = models.CharField(_("policy version"), max_length=200)
    recommendation = models.CharField(_("recommendation"), max_length=30, choices=Recommendation.choices)
    amount_minor = minor_units(_("amount"), optional=True)
    currency = currency_code(optional=True)
    facts = models.JSONField(_("facts"), encoder=DjangoJSONEncoder)
    facts_digest = models.CharField(_("digest of the facts"), max_length=64)
    document = models.JSONField(_("evaluation"), encoder=DjangoJSONEncoder)

    amount = MoneyColumns("amount_minor")

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ["case", "at", "pk"]
        indexes = [
            models.Index(fields=["case", "-at", "-id"], name="refunds_evaluation_latest"),
            models.Index(fields=["-at"], name="refunds_evaluation_at"),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.get_recommendation_display()}"
