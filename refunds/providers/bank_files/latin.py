"""Names as bank files take them: the Latin letters that every bank on the way can carry.

ISO 20022 allows any letter, the banks behind it do not: the common denominator is the SWIFT character set X, which the
European Payments Council prescribes too (EPC217-08). A letter with a mark loses the mark (é, e); a name in another
script is asked for in Latin letters, as it stands on the account's own statements, and never guessed at.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 70
"""Characters of a name that all schemes carry (ISO 20022 has 140, the SEPA schemes 70)."""

ALLOWED = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]*", re.ASCII)
INSTEAD = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d"}
    | {"Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H", "&": "+", "_": "-", "–": "-"}
    | {"—": "-", "’": "'", "‘": "'", "`": "'", "´": "'", '"': "'", "“": "'", "”": "'", "\u00a0": " "}
)


class NotLatin(ValueError):
    """A text with letters that no bank file carries. letters: which."""

    def __init__(self, letters: str) -> None:
        self.letters = letters
        super().__init__(f"not in Latin letters: {letters}")


def latin(text: str) -> str:
    """The text in the letters of bank files, blanks in a row as one. Raises NotLatin."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).translate(INSTEAD))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    if other := "".join(dict.fromkeys(letter for letter in bare if not ALLOWED.fullmatch(letter))):
        raise NotLatin(other)
    return re.sub(r"/{2,}", "/", " ".join(bare.split())).strip("/ ")
