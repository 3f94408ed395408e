"""What a blank can hold whose text has a form of its own."""

import re

BOUNDED = {
    "when": r"(?:\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)? \(UTC\+8\)|not known)",
    "day": r"\d{4}-\d\d-\d\d",
    "number": r"(?:-?\d+(?:[./]\d+)?(?:E[+-]?\d+)?|None)",
    "days": r"\d+",
    "ptc": r"(?:-?\d+(?:[./]\d+)?|an unknown number of)",
    "clock": r"\d\d?:\d\d",
    "currency": r"[A-Z]{3}",
    "path": r"[\w.\[\]]+",
    "money": r"-?\d+(?:\.\d+)? [A-Z]{3}",
    "length": r"\d+ (?:days|h|min|s)(?: \d+ (?:h|min|s)){0,3}",
    "name": r"[^\s,;]+",
    "word": r"[\w'-]+(?: [\w'-]+){0,5}",
}
"""The form of a kind. One that is not here holds any text."""

UNITS = {"zh-hans": {"days": "天", "h": "小时", "min": "分钟", "s": "秒"}}
"""The units of a length of time."""


def length_in(language: str, length: str) -> str:
    """A length of time, such as "2 days 1 h"."""
    units = UNITS.get(language, {})
    return re.sub("[a-z]+", lambda unit: units.get(unit[0], unit[0]), length)
