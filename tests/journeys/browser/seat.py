"""Somebody at a browser who reads one language: each text is given in English and looked for in theirs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.utils import translation

PICTURES = Path(__file__).parents[3] / "build" / "screenshots"
BROWSERS = {"en": "en-GB", "zh-hans": "zh-CN"}
"""The languages of the desk, as the browser of who reads them asks for them."""


class Seat:
    """A window with the words of its reader.

    counted: how many keys were pressed and things clicked since it was last set to 0.
    """

    def __init__(self, window: Any, address: str, language: str, name: str) -> None:
        self.window, self.address, self.language, self.name = window, address, language, name
        self.counted = 0

    def words(self, english: str, **values: Any) -> str:
        """The text in the reader's language. AssertionError where it has none: nobody translated it."""
        with translation.override(self.language):
            said = translation.gettext(english)
        assert self.language == "en" or said != english, f"nobody translated {english!r}"
        return said % values if values else said

    def shown(self, text: Any) -> str:
        """A lazy text, or the outcome of a call, in the reader's language."""
        with translation.override(self.language):
            return str(text() if callable(text) else text)

    def goes_to(self, path: str) -> None:
        """Open an address of ours."""
        self.window.goto(f"{self.address}{path}")

    def find(self, role: str, english: str, *, within: Any = None, exact: bool = True, **values: Any) -> Any:
        """What has a role and is called so."""
        return (within or self.window).get_by_role(role, name=self.words(english, **values), exact=exact)

    def field(self, english: str, *, within: Any = None, exact: bool = False, **values: Any) -> Any:
        """The field with a label."""
        said = self.words(english, **values)
        label = re.compile(rf"^\s*{re.escape(said)}\s*[:：]?\s*$") if exact else said
        return (within or self.window).get_by_label(label)

    def sees(self, english: str, *, within: Any = None, **values: Any) -> None:
        """Wait for a text to be there."""
        (within or self.window).get_by_text(self.words(english, **values)).first.wait_for()

    def clicks(self, role: str, english: str, **more: Any) -> None:
        """Click what has a role and is called so."""
        self.counted += 1
        self.find(role, english, **more).first.click()

    def presses(self, key: str) -> None:
        """Press a key."""
        self.counted += 1
        self.window.keyboard.press(key)

    def case(self, number: str) -> None:
        """Wait for the page of a case."""
        self.window.get_by_role("heading", level=1, name=number).wait_for()

    @property
    def sheet(self) -> Any:
        """The form beside a case."""
        return self.window.get_by_role("dialog")

    def picture(self, what: str) -> None:
        """Keep what the window shows; pictures are for people and no test reads them."""
        self.window.screenshot(path=PICTURES / f"{self.name}-{what}-{self.language}.png")
