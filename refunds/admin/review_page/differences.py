"""What changed from one evaluation to another: facts, and what the policy says of its clauses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from refunds.admin.case_page.facts_used import found, named
from refunds.models import Evaluation
from refunds.policies import POLICIES
from refunds.policies.language import APPLIES, DOES_NOT_APPLY, NOT_KNOWN

OF_THE_REVIEW_ITSELF = {"claim.type", "claim.submitted_at", "claim.new_materials"}
"""Facts that differ because a review was asked for, and that tell nothing of the matter."""

SILENT = {"", DOES_NOT_APPLY}
"""A clause that was not looked at, and one that does not apply: nobody reads a difference there."""


class Difference(NamedTuple):
    """One fact or one clause on both sides. clause: its id, empty for a fact."""

    label: str
    before: str
    after: str
    clause: str = ""


class Differences(NamedTuple):
    """Everything that changed."""

    facts: list[Difference]
    clauses: list[Difference]


def differences(before: Evaluation | None, after: Evaluation | None) -> Differences:
    """The differences of two evaluations of one case; none where there are not two."""
    if before is None or after is None or before.pk == after.pk:
        return Differences([], [])
    return Differences(list(of_facts(before.facts, after.facts)), list(of_clauses(before, after)))


def of_facts(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    """The facts that say something else, in the order of the dossier."""
    for path in dict.fromkeys([*paths(before), *paths(after)]):
        old, new = found(path, before), found(path, after)
        old = [] if old is None and isinstance(new, list) else old
        if old != new and path not in OF_THE_REVIEW_ITSELF:
            label, was = named(path, old)
            yield Difference(label, was, named(path, new)[1])


def paths(facts: dict[str, Any], above: str = "") -> Iterator[str]:
    """The dotted path of every fact; a list is one fact."""
    for name, value in facts.items():
        path = f"{above}{name}"
        if isinstance(value, dict):
            yield from paths(value, f"{path}.")
        else:
            yield path


def of_clauses(before: Evaluation, after: Evaluation) -> Iterator[Difference]:
    """The clauses of which the policy says something else."""
    old, new = outcomes(before), outcomes(after)
    says = {APPLIES: _("applies"), DOES_NOT_APPLY: _("does not apply"), NOT_KNOWN: _("not known"), "": "—"}
    clauses = POLICIES[after.case.policy].clauses
    for id in dict.fromkeys([*old, *new]):
        before_and_after = {old.get(id, ""), new.get(id, "")}
        if len(before_and_after) > 1 and before_and_after != SILENT and id in clauses:
            title = str(capfirst(clauses[id].titled(get_language() or "en")))
            yield Difference(title, str(says[old.get(id, "")]), str(says[new.get(id, "")]), id)


def outcomes(evaluation: Evaluation) -> dict[str, str]:
    """What was found of each clause."""
    return {one["clause"]: one["outcome"] for one in evaluation.document["findings"]}
