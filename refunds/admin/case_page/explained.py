"""An evaluation explained for a page: written out once for each language, as it never changes."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from refunds.admin.case_page.verdict import verdict
from refunds.admin.case_page.wanted import Wanted
from refunds.models import Evaluation

KEPT_FOR = 24 * 60 * 60
"""Seconds."""


class Explained(NamedTuple):
    """An evaluation with why in one sentence, what is missing, and its findings clause by clause as HTML."""

    evaluation: Evaluation
    sentence: str
    wanted: list[Wanted]
    findings: SafeString


def explained(evaluation: Evaluation) -> Explained:
    """The evaluation in the language that is switched on. It says the same to everybody who may see the case."""
    key = f"explained:{evaluation.pk}:{evaluation.facts_digest}:{get_language() or 'en'}"
    kept: tuple[Any, ...] | None = cache.get(key)
    if kept is None:
        kept = written_out(evaluation)
        cache.set(key, kept, KEPT_FOR)
    return Explained(evaluation, *kept)


def written_out(evaluation: Evaluation) -> tuple[str, list[Wanted], SafeString]:
    """What is kept: words only, no row and nothing that is translated later."""
    said = verdict(evaluation)
    wanted = [Wanted(one.word, str(one.what), str(one.whose)) for one in said.wanted]
    return said.sentence, wanted, render_to_string("admin/refunds/refundcase/case/findings.html", {"verdict": said})
