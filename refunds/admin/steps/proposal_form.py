"""The form of a decision: outcome, amount and route for each charge, clauses, reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from refunds.admin.steps.fields import AmountField
from refunds.admin.steps.step import StepForm
from refunds.models import Charge, Outcome, RefundCase, Route
from refunds.money import Money
from refunds.operations.proposal import Part, Proposal
from refunds.operations.recommended import recommended_proposal
from refunds.policies import POLICIES
from refunds.policies.language import DOES_NOT_APPLY, Kind

REASONS = (Kind.GROUND, Kind.BAR, Kind.CONDITION)
"""The kinds of clauses that a decision can rest on."""


class ChargeRow(NamedTuple):
    """One charge with its two fields."""

    charge: Charge
    refundable: Money | None
    recommended: Money | None
    amount: forms.BoundField
    route: forms.BoundField


class ProposalForm(StepForm):
    """A decision, filled in with what the policy recommends."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices, widget=forms.RadioSelect)
    clauses = forms.MultipleChoiceField(
        label=_("Clauses it rests on"), widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("For the record. The customer reads it where the policy has no sentence of its own."),
    )
    departs_because = forms.CharField(
        label=_("Why it departs from the recommendation"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Only where outcome, amounts, routes or clauses differ from it. A supervisor then has to agree."),
    )

    def prepare(self) -> None:
        """Two fields for each charge of the case, and the clauses of its policy."""
        self.recommended = recommended_proposal(self.case)
        self.charges = [filed.charge for filed in self.case.case_charges.all() if filed.charge.currency]
        for charge in self.charges:
            self.fields[amount_of(charge)] = AmountField(charge.currency, label=_("Goes back"))
            self.fields[route_of(charge)] = forms.ChoiceField(label=_("Route"), choices=Route.choices, required=False)
        self.fields["clauses"].choices = list(clause_choices(self.case, self.recommended))  # type: ignore[attr-defined]

    @property
    def rows(self) -> list[ChargeRow]:
        """The charges with their fields, what may still go back of each, and what is recommended."""
        wanted = {part.charge_id: part.amount for part in self.recommended.parts}
        return [
            ChargeRow(
                one,
                one.refundable if one.currency else None,
                wanted.get(one.pk),
                self[amount_of(one)],
                self[route_of(one)],
            )
            for one in self.charges
        ]

    @property
    def named_clauses(self) -> dict[str, list[Any]]:
        """The tick boxes: first those that the evaluation names or that may apply, then the others of the policy."""
        boxes, near = list(self["clauses"]), clauses_in_question(self.case, self.recommended)
        return {
            "first": [box for box in boxes if box.data["value"] in near],
            "others": [box for box in boxes if box.data["value"] not in near],
        }

    def clean(self) -> dict[str, Any]:
        """The fields, and `proposal` made of them."""
        answers = super().clean() or self.cleaned_data
        return answers if self.errors else {**answers, "proposal": self.proposal(answers)}

    def proposal(self, answers: dict[str, Any]) -> Proposal:
        """What was filled in; a rejection grants nothing, whatever stands in the amounts."""
        parts = () if answers["outcome"] == Outcome.REJECT else tuple(self.parts(answers))
        return Proposal(
            outcome=answers["outcome"],
            parts=parts,
            clauses=tuple(answers["clauses"]),
            reason=answers["reason"],
            departs_because=answers["departs_because"],
        )

    def parts(self, answers: dict[str, Any]) -> Iterator[Part]:
        """A part for each charge with an amount."""
        for charge in self.charges:
            if amount := answers[amount_of(charge)]:
                yield Part(charge.pk, amount, answers[route_of(charge)] or Route.ORIGINAL)


def amount_of(charge: Charge) -> str:
    """The name of the field with the amount that goes back for a charge."""
    return f"amount_{charge.pk}"


def route_of(charge: Charge) -> str:
    """The name of the field with the route."""
    return f"route_{charge.pk}"


def as_recommended(case: RefundCase) -> dict[str, Any]:
    """The recommendation as the first content of the form."""
    proposal = recommended_proposal(case)
    parts = {f"amount_{part.charge_id}": part.amount.major for part in proposal.parts}
    routes = {f"route_{part.charge_id}": part.route for part in proposal.parts}
    texts = {"outcome": proposal.outcome, "clauses": list(proposal.clauses), "reason": proposal.reason}
    return {**texts, **parts, **routes}


def clauses_in_question(case: RefundCase, recommended: Proposal) -> set[str]:
    """The clauses recommended, and those that apply or that nobody could settle."""
    evaluation = case.current_evaluation
    findings = evaluation.document["findings"] if evaluation else []
    return {*recommended.clauses, *(one["clause"] for one in findings if one["outcome"] != DOES_NOT_APPLY)}


def clause_choices(case: RefundCase, recommended: Proposal) -> Iterator[tuple[str, str]]:
    """The clauses of the policy that a decision can name, those recommended first."""
    clauses = POLICIES[case.policy].clauses
    nameable = [id for id, clause in clauses.items() if clause.kind in REASONS and id not in recommended.clauses]
    language = get_language() or "en"
    for id in (*recommended.clauses, *nameable):
        yield id, f"{id} {capfirst(clauses[id].titled(language))}"
