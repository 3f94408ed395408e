"""What workers stored in English, sentences with values in them, in the reader's language.

The catalogue is the book: a stored sentence is found again by the words that it was made of, and its values with it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from io import BytesIO

from babel.messages.catalog import Message as Sentence
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import get_language, to_locale

from accounts import machine_reasons
from refunds.models import Direction, Message
from refunds.policies.phrasebook.pattern import Pattern

OPERATIONS = ("adopt", "attempt", "cashier", "executor/", "foreign_refund", "pay.", "record_dispute", "settle")
SAID_BY = ("refunds/providers/", *(f"refunds/operations/{name}" for name in OPERATIONS))
"""Where sentences are made that a worker stores: alarms, problems of payouts, reasons, notes about money."""
LEAST = 8
"""So many letters of its own make a sentence that nobody says by chance."""
VALUE = re.compile(r"%(?:\((\w+)\))?[sdr]")
DEEPEST = 3
BOTH = Pattern("", "{first} {second}")


def said(sentence: str | None) -> str:
    """A stored sentence for a page; as it was stored where no worker made it, or the reader reads English."""
    return _read(get_language() or "en", sentence or "", 0)


def body_of(message: Message) -> str:
    """The text of a message for a page: only a note may be a worker's."""
    return said(message.body) if message.direction == Direction.NOTE else message.body


@lru_cache(maxsize=4096)
def _read(language: str, sentence: str, depth: int) -> str:
    read = machine_reasons.read(sentence)
    patterns = _patterns(language)
    if read != sentence or not sentence or not patterns or depth == DEEPEST:
        return read
    for pattern in patterns:
        if (values := pattern.values_in(sentence)) is not None:
            return pattern.filled({name: _read(language, text, depth + 1) for name, text in values.items()})
    return _read_in_two(language, sentence, depth + 1)


def _read_in_two(language: str, sentence: str, depth: int) -> str:
    """What is wrong and what to do about it, said one behind the other."""
    first, _space, second = sentence.rpartition(". ")
    read = _read(language, f"{first}.", depth), _read(language, second, depth)
    if not first or read[0] == f"{first}." or read[1] == second:
        return sentence
    return BOTH.filled({"first": read[0], "second": read[1]})


@cache
def _patterns(language: str) -> list[Pattern]:
    """The sentences of workers in a language, the closest first; none in English, which has no catalogue."""
    found = [Pattern(_blanks(str(one.id)), _blanks(str(one.string))) for one in _sentences(language)]
    return sorted((one for one in found if len(one.literal) >= LEAST), key=lambda one: (-len(one.literal), one.english))


def _sentences(language: str) -> list[Sentence]:
    paths = (folder / to_locale(language) / "LC_MESSAGES" / "django.po" for folder in settings.LOCALE_PATHS)
    catalogues = (read_po(BytesIO(path.read_bytes())) for path in paths if path.exists())
    return [one for catalogue in catalogues for one in catalogue if one.string and _is_said_by_workers(one)]


def _is_said_by_workers(one: Sentence) -> bool:
    return isinstance(one.id, str) and any(place.startswith(SAID_BY) for place, _line in one.locations)


def _blanks(text: str) -> str:
    """A sentence with its values as blanks: %(name)s as {name}, and the values without a name by their place."""
    places = iter(range(9))
    return VALUE.sub(lambda found: f"{{{found[1] or f'value{next(places)}'}}}", text).replace("%%", "%")
