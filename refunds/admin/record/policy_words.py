"""What policies said of a case and its evaluation stores in English, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from refunds.policies.phrasebook import clause_in, fact_in, fault_in, reason_in, step_in, word_in

UNDATED = "undated"
"""The name of the version of a policy that bears no date."""


def reason(policy: str, finding: Mapping[str, Any]) -> str:
    """Why a clause was found to apply or not. finding: as the document of an evaluation holds it."""
    return reason_in(get_language() or "en", policy, finding["clause"], finding["reason"])


def clause(policy: str, id: str) -> str:
    """What a clause says; empty for whoever reads its text itself."""
    return clause_in(get_language() or "en", policy, id) or ""


def version(name: str) -> str:
    """What a version is called: a policy without a date says so in words."""
    return word(name) if name == UNDATED else name


def fault(said: str) -> str:
    """What is wrong with a document."""
    return fault_in(get_language() or "en", said)


def fact(path: str) -> str:
    """What a fact of the dossier is called; its last name where only that tells it in the reader's language."""
    named = fact_in(get_language() or "en", path)
    return path.rpartition(".")[2].replace("_", " ") if named == path else named


def word(code: str) -> str:
    """A word of a vocabulary of the dossier."""
    return word_in(get_language() or "en", code)


def step(said: str) -> str:
    """What a step of a calculation does."""
    return step_in(get_language() or "en", said)
