"""Record what the customer wrote and sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.case_page.evidence import KINDS
from refunds.admin.steps.fields import AmountField, FilesField, InstantField, LinesField
from refunds.admin.steps.step import Step, StepForm, step
from refunds.models import RefundCase
from refunds.models.vocabulary import Channel, PayoutPreference
from refunds.operations import correspondence
from refunds.operations.answer import Answer

OF_THE_MESSAGE = ("text", "channel", "evidence", "attachments", "files_show")
ABOUT_THE_CLAIM = (
    "purchase_time_given",
    "stated_purchase_time",
    "reason_given",
    "time_given",
    "event_at",
    "description_given",
    "is_account_holder",
    "identity_provided",
    "identity_matches_account",
    "new_materials",
)


def said(label: Any) -> forms.NullBooleanField:
    """Yes, no, or not said."""
    return forms.NullBooleanField(label=label, required=False)


class AnswerForm(StepForm):
    text = forms.CharField(
        label=_("What the customer writes"), widget=forms.Textarea(attrs={"rows": 6}), required=False
    )
    channel = forms.ChoiceField(label=_("Came by"), choices=Channel.choices)
    evidence = LinesField(label=_("Evidence that came with it"), help_text=_("One kind a line, such as: screenshot"))
    attachments = FilesField(
        label=_("Files that came with it"),
        required=False,
        help_text=_("Pictures, PDF or text, 10 MB each at most. Each becomes a piece of evidence."),
    )
    files_show = forms.ChoiceField(label=_("The files show"), choices=KINDS, required=False)
    order_number = forms.CharField(label=_("Order number named"), max_length=200, required=False)
    stated_purchase_time = InstantField(label=_("Purchase time named"))
    event_at = InstantField(label=_("When it happened"))
    purchase_time_given = said(_("Says when it was bought"))
    time_given = said(_("Says when it happened"))
    reason_given = said(_("Gives a reason"))
    description_given = said(_("Describes the problem"))
    is_account_holder = said(_("Is the account holder"))
    identity_provided = said(_("Identity document came with it"))
    identity_matches_account = said(_("Identity matches the account"))
    new_materials = said(_("Brings new materials"))
    payout_preference = forms.ChoiceField(
        label=_("Wants the money by"), choices=[("", "—"), *PayoutPreference.choices], required=False
    )

    @property
    def message(self) -> list[Any]:
        """The fields of what came."""
        return [field for field in self if field.name in OF_THE_MESSAGE]

    @property
    def claim(self) -> list[Any]:
        """The fields of what it says about the claim."""
        return [field for field in self if field.name not in OF_THE_MESSAGE]

    def prepare(self) -> None:
        """The amount asked for, in the currency of the claim."""
        if currency := self.case.currency:
            self.fields["requested"] = AmountField(currency, label=_("Amount now asked for"), help_text=currency)


@step
class HearCustomer(Step):
    name, label, place = "hear_customer", _("Record the customer's answer"), 50
    key = "h"
    intro = _("The words go on file. What is filled in below becomes a fact of the claim; the rest stays as it is.")
    done = _("The answer is on file, and the case was evaluated again.")
    transitions = ("hear_customer",)
    form = AnswerForm
    template = "admin/refunds/refundcase/steps/hear_customer.html"

    def initial(self, case: RefundCase) -> dict[str, Any]:
        """The channel by which the customer wrote last."""
        return {"channel": case.channel}

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        correspondence.hear_customer(
            case.pk,
            text=answers["text"],
            channel=answers["channel"],
            evidence=answers["evidence"],
            files=answers["attachments"],
            files_show=answers["files_show"] or "document",
            answer=answer_of(answers),
            act=act,
        )


def answer_of(answers: dict[str, Any]) -> Answer:
    """The facts of the claim that were filled in."""
    return Answer(
        order_number=answers["order_number"],
        requested=answers.get("requested"),
        payout_preference=answers["payout_preference"],
        **{name: answers[name] for name in ABOUT_THE_CLAIM},
    )
