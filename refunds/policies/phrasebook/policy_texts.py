"""The words of a policy in other languages than that of its text: what its clauses say, and its headings.

Its own text is what holds; these are for whoever reads it in another language.
"""

import json
from collections.abc import Mapping
from functools import cache

from refunds.policies.language import TEXTS


def clause_in(language: str, policy: str, clause: str) -> str | None:
    """What a clause says, in a language; None in that of the text, or where nobody translated it."""
    return _texts("clauses", policy, language).get(clause)


def headings_in(language: str, policy: str) -> Mapping[str, str]:
    """The headings of a policy by their numerals; none in the language of the text."""
    return _texts("headings", policy, language)


@cache
def _texts(folder: str, policy: str, language: str) -> Mapping[str, str]:
    path = TEXTS / folder / f"{policy}.{language}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
