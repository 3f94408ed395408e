"""What a fault of a version is about, in words: its path as a title, and the numbers in its sentence as theirs."""

import re

from refunds.policies.language import Policy
from refunds.policies.wording import phrase

from .differences import NAMES

NUMBER = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
"""The name of a number as it stands in a sentence."""


def place_of(policy: Policy, path: str, language: str) -> str:
    """The title of a number, the clauses switched off, or a clause that is told in a language."""
    part, _dot, rest = path.partition(".")
    if part == "numbers":
        return with_titles(policy, rest, language)
    if part == "switched_off":
        return phrase("clauses switched off").in_language(language)
    clause, _dot, told_in = rest.rpartition(".")
    if told_in in NAMES:
        return phrase("{title}, told in {language}", title=clause, language=NAMES[told_in]).in_language(language)
    return rest or phrase("what the customer is told").in_language(language)


def with_titles(policy: Policy, sentence: str, language: str) -> str:
    """A sentence with the titles of numbers in the place of their names."""
    known = policy.settings
    return NUMBER.sub(lambda name: known[name[0]].titled(language) if name[0] in known else name[0], sentence)
