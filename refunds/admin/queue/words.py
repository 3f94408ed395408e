"""What somebody types as the words to look for, in the form in which the database keeps those of a description."""

from __future__ import annotations

import re
from collections.abc import Iterator

WORD = re.compile(r"[㐀-鿿豈-﫿]+|[^\W_㐀-鿿豈-﫿]+")
HAN = re.compile(r"[㐀-鿿豈-﫿]")
BEGINS = 4
"""Letters from which on a word is also looked for as the beginning of a longer one: refund finds refunded."""
MOST = 8


def asked_words(text: str) -> str:
    """A tsquery that asks for all words of the text; empty where it has none that is worth a question.

    Chinese comes in pairs of characters, as the function refunds_words of the database keeps it.
    """
    asked = [lexeme for word in WORD.findall(text) for lexeme in _lexemes(word)]
    return " & ".join(dict.fromkeys(asked[: MOST * 2]))


def _lexemes(word: str) -> Iterator[str]:
    if HAN.match(word):
        if len(word) == 1:
            yield f"'{word}':*"
        yield from (f"'{word[place : place + 2]}'" for place in range(len(word) - 1))
    elif len(word) >= BEGINS:
        yield f"'{word.lower()}':*"
    elif len(word) > 1:
        yield f"'{word.lower()}'"
