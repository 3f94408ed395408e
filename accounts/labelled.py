"""A text beside another, with the punctuation of the reader's language: Chinese has marks of its own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


def labelled(label: Any, text: Any) -> str:
    """A text under a label: "service defect: confirmed"."""
    return _("{label}: {text}").format(label=label, text=text)


def noted(text: Any, note: Any) -> str:
    """A text with a note behind it: "abuse (alleged)"."""
    return _("{text} ({note})").format(text=text, note=note)


def listed(texts: Any) -> str:
    """Texts in a row; nothing where there are none."""
    return _(", ").join(str(text) for text in texts)


def signed(by: Any, at: Any) -> str:
    """Who did something, and when."""
    return _("{by}, {at}").format(by=by, at=at)
