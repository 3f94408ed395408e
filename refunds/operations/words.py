"""What people have to say with a step, and the words it may use."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from refunds.guards import Sentence
from refunds.operations.perform import Refused

Word = TypeVar("Word", bound=TextChoices)


class UnknownWord(ValueError):
    """A value outside its vocabulary, with one sentence that lists the vocabulary."""


def required(text: str, sentence: Sentence) -> str:
    """The text without the space around it. Raises Refused with the sentence where there is none."""
    said = text.strip()
    if not said:
        raise Refused(sentence)
    return said


def word(vocabulary: type[Word], value: str) -> Word:
    """The member of a vocabulary with this value. Raises UnknownWord."""
    if value not in vocabulary.values:
        values = ", ".join(vocabulary.values)
        raise UnknownWord(_("“%(value)s” is none of: %(values)s.") % {"value": value, "values": values})
    return vocabulary(value)
