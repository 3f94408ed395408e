"""One request for money back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import Customer, Recorded, RecordedQuerySet
from refunds.models.casework import Casework
from refunds.models.claim import Claim
from refunds.models.due import next_clock
from refunds.models.incident import Incident
from refunds.models.lifecycle import CLOSED, OPEN, CaseStatus
from refunds.models.money_column import MoneyColumns, currency_code, minor_units
from refunds.models.order import Order
from refunds.models.vocabulary import PolicyId, Recommendation

if TYPE_CHECKING:
    from refunds.models.decision import Decision

NO_DEADLINE = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
"""Where a case without a running clock stands in the order of the deadlines: after every other."""
DUE = Coalesce("due_at", models.Value(NO_DEADLINE))
"""The order of the deadlines as one comparison, without the exception of null."""
IS_OPEN = models.Q(status__in=OPEN)


class RefundCaseQuerySet(RecordedQuerySet):
    """The queues of the desk."""

    def open(self) -> RefundCaseQuerySet:
        """Cases somebody still has to do something about."""
        return self.filter(status__in=OPEN)

    def mine(self, person: Any) -> RefundCaseQuerySet:
        """Open cases assigned to the person."""
        return self.open().filter(assignee=person)

    def unassigned(self) -> RefundCaseQuerySet:
        """Cases that nobody has taken."""
        return self.filter(status=CaseStatus.RECEIVED, assignee__isnull=True)

    def due_before(self, instant: Any) -> RefundCaseQuerySet:
        """Open cases whose next clock ends before the instant, those already over included."""
        return self.open().filter(due_at__lt=instant)

    def awaiting_approval(self) -> RefundCaseQuerySet:
        """Cases with a decision that waits for its second person."""
        return self.filter(status=CaseStatus.AWAITING_APPROVAL)


class RefundCase(Casework, Claim, Recorded):
    """A claim with its facts, its clocks and its state. (door, door_reference) makes a repeated intake find it."""

    number = models.CharField(_("case number"), max_length=20, unique=True)
    policy = models.CharField(_("policy"), max_length=20, choices=PolicyId.choices)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="cases", verbose_name=_("customer"))
    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, related_name="cases", verbose_name=_("order"), null=True, blank=True
    )
    door = models.CharField(_("door"), max_length=40, help_text=_("the way by which the case came in"))
    door_reference = models.CharField(_("reference of the door"), max_length=200)
    received_digest = models.CharField(
        _("digest of what came in"),
        max_length=64,
        blank=True,
        editable=False,
        help_text=_("by which a repeat is known"),
    )
    received_at = models.DateTimeField(_("received at"))
    examined_at = models.DateTimeField(
        _("examined at"),
        null=True,
        blank=True,
        help_text=_("the instant at which an imported document looked at the case"),
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="assigned_cases",
        verbose_name=_("assignee"),
        null=True,
        blank=True,
    )
    assigned_at = models.DateTimeField(_("assigned at"), null=True, blank=True)
    judged_under = models.ForeignKey(
        "refunds.PolicyVersion",
        on_delete=models.PROTECT,
        related_name="cases_judged",
        verbose_name=_("judged under"),
        null=True,
        blank=True,
        help_text=_("set where somebody chose another version than the policy itself names"),
    )
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="later", verbose_name=_("earlier case"), null=True, blank=True
    )
    incidents = models.ManyToManyField(
        Incident, through="refunds.CaseIncident", related_name="cases", verbose_name=_("incidents")
    )
    mediation_asked = models.BooleanField(_("mediation asked for"), default=False)
    mediation_body = models.CharField(_("mediation by"), max_length=200, blank=True)
    mediation_requested_at = models.DateTimeField(_("mediation requested at"), null=True, blank=True)
    processing_fee_stated = models.BooleanField(_("refund processing fee on record"), default=False)
    processing_fee_minor = minor_units(_("refund processing fee"), optional=True)
    processing_fee_currency = currency_code(optional=True)
    fee_deduction_approved = models.BooleanField(_("deduction approved by a supervisor"), null=True, blank=True)

    recommendation = models.CharField(
        _("recommendation"), max_length=30, choices=Recommendation.choices, blank=True, editable=False
    )
    recommended_minor = minor_units(_("recommended amount"), optional=True)
    recommended_currency = currency_code(optional=True)

    processing_fee = MoneyColumns("processing_fee_minor", "processing_fee_currency")
    recommended = MoneyColumns("recommended_minor", "recommended_currency")

    objects: ClassVar[Any] = RefundCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("refund case")
        verbose_name_plural = _("refund cases")
        constraints = [
            models.UniqueConstraint(fields=["door", "door_reference"], name="refunds_case_once_per_door"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=IS_OPEN, name="refunds_case_open_due"),
            models.Index(fields=["received_at", "status"], condition=IS_OPEN, name="refunds_case_open_age"),
            models.Index(fields=["assignee", "status"], name="refunds_case_assignee"),
            models.Index(fields=["status", "-id"], name="refunds_case_status"),
            models.Index(fields=["-received_at", "-id"], name="refunds_case_received"),
            # One for each order of each queue (admin/queue/orders.py), so that a page is read and nothing is sorted.
            models.Index(DUE, "id", name="refunds_case_by_due"),
            models.Index(DUE, "id", condition=IS_OPEN, name="refunds_case_open_by_due"),
            models.Index("assignee", DUE, "id", condition=IS_OPEN, name="refunds_case_mine_by_due"),
            models.Index("status", DUE, "id", condition=IS_OPEN, name="refunds_case_state_by_due"),
            models.Index(
                DUE, "id", condition=IS_OPEN & models.Q(assignee__isnull=True), name="refunds_case_nobodys_by_due"
            ),
            models.Index(fields=["number"], condition=IS_OPEN, name="refunds_case_open_by_number"),
            models.Index(
                fields=["received_at", "id"], condition=models.Q(status__in=CLOSED), name="refunds_case_closed_latest"
            ),
            # The case that is taken next (locks.claim_next_case).
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(status=CaseStatus.RECEIVED, assignee__isnull=True),
                name="refunds_case_to_take",
            ),
            # One for each filter, the latest first.
            models.Index(fields=["assignee", "id"], name="refunds_case_of_assignee"),
            models.Index(fields=["ground", "id"], name="refunds_case_of_ground"),
            models.Index(fields=["policy", "id"], name="refunds_case_of_policy"),
            models.Index(fields=["recommendation", "id"], name="refunds_case_recommended"),
        ]
        permissions = [
            ("receive_refundcase", _("Can bring a case in")),
            ("take_refundcase", _("Can take a case and return it")),
            ("assign_refundcase", _("Can assign a case to somebody")),
            ("work_refundcase", _("Can record findings, ask the customer, start an audit")),
            ("note_refundcase", _("Can write internal notes")),
            ("hear_refundcase", _("Can record what the customer answers or asks for")),
            ("audit_refundcase", _("Can conclude a technical audit")),
            ("propose_refundcase", _("Can propose a refund or reject")),
            ("approve_refundcase", _("Can approve what somebody else prepared, up to the limit")),
            ("approve_above_limit_refundcase", _("Can approve above the limit and departures from the policy")),
            ("review_refundcase", _("Can decide a secondary review")),
            ("oversee_refundcase", _("Can see the pictures of the whole desk")),
            ("rejudge_refundcase", _("Can have a case judged under another version of the policy")),
            ("withdraw_refundcase", _("Can record a withdrawal")),
            ("hold_refundcase", _("Can put a case under legal hold")),
            ("release_refundcase", _("Can release a legal hold")),
            ("mediate_refundcase", _("Can put a case into mediation and end it")),
            ("settle_refundcase", _("Can settle or reopen a case by its payouts")),
        ]

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the case with the clock that runs in its state, so that no step can leave a stale one."""
        self.due_kind, self.due_at = next_clock(self)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "due_kind", "due_at"}
        super().save(*args, **kwargs)

    @property
    def pending_decision(self) -> Decision | None:
        """The decision that waits for its second person, if any."""
        return self.decisions.filter(ruling="pending").first()

    @property
    def current_evaluation(self) -> Any:
        """The latest evaluation, or None before the first."""
        return self.evaluations.order_by("-at", "-pk").first()
