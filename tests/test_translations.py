"""The desk speaks 简体中文: every sentence of the code has its translation, whole, and compiled.

A machine without GNU gettext must be able to tell, so the sentences are collected here with Babel: from Python as
they are, from templates by way of Django's own `templatize`.
"""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
CHINESE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
KEYWORDS = DEFAULT_KEYWORDS | {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext")}
KEYWORDS |= {"gettext_noop": None}
"""By the names that makemessages looks for: under an alias a sentence is collected by nobody."""

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}|</?\w+>")
TEMPLATE_CODE = re.compile(
    r"{% block bodyclass %}.*?{% endblock %}|{% blocktranslate.*?endblocktranslate %}|{%.*?%}|{{.*?}}|{#.*?#}",
    re.DOTALL,
)
ATTRIBUTES = re.compile(r'\bdata-[a-z-]+="[^"]*"')
"""Attributes by themselves, as a template has them that is included in a tag."""
READ_ALOUD = ("alt", "aria-label", "placeholder", "title")
NAMES = {"PTC", "UTC"}
"""What stands in a page as it is: names that no language translates."""

Said = tuple[str | None, str]
"""A sentence of the code: its context, if it has one, and its English (the singular, where it has a plural)."""


def sources() -> Iterator[tuple[Path, str]]:
    """The files of the product as Python that Babel can read."""
    for app in ("accounts", "backoffice", "refunds"):
        for path in (ROOT / app).rglob("*.py"):
            if "gettext" in (text := path.read_text()):
                yield path, text
    for path in TEMPLATES:
        lines = templatize(path.read_text(), origin=str(path)).splitlines()
        yield path, "\n".join(line.strip() for line in lines)


def said_in_the_code() -> Iterator[tuple[Path, Said]]:
    for path, text in sources():
        for _line, words, _comments, context in extract("python", BytesIO(text.encode()), KEYWORDS):
            yield path, (context, words if isinstance(words, str) else words[0])


@cache
def catalogue() -> Catalog:
    with CHINESE.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def entries(of: Catalog) -> dict[Said, Message]:
    """The messages of a catalogue, without its head."""
    return {(message.context, forms(message.id)[0]): message for message in of if message.id}


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The forms of a text: one, or as many as its language has plurals."""
    return (text,) if isinstance(text, str) else tuple(text)


def in_words(of: Catalog) -> dict[Said, tuple[str, ...]]:
    return {said: forms(message.string) for said, message in entries(of).items()}


class Seen(HTMLParser):
    """Collects what a page shows or reads aloud."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value or "" for name, value in attrs if name in READ_ALOUD]


def test_every_sentence_of_the_code_has_a_chinese_translation() -> None:
    known = {said for said, message in entries(catalogue()).items() if all(forms(message.string))}
    missing = {f"{path.relative_to(ROOT)}: {said[1]}" for path, said in said_in_the_code() if said not in known}
    assert not missing, "collect and translate them as the head of the catalogue says"


def test_the_collector_finds_sentences_in_python_and_in_templates() -> None:
    found = {said for _path, said in said_in_the_code()}
    assert {(None, "%d day"), ("format of a day", "j M Y"), (None, "Good day, %(name)s")} <= found


def test_no_translation_is_a_guess() -> None:
    assert not [message.id for message in catalogue() if message.id and message.fuzzy]


def test_every_translation_keeps_the_placeholders() -> None:
    lost = []
    for message in entries(catalogue()).values():
        english = set(PLACEHOLDER.findall(forms(message.id)[-1]))
        lost += [chinese for chinese in forms(message.string) if set(PLACEHOLDER.findall(chinese)) != english]
    assert not lost


def test_the_compiled_catalogue_says_what_its_source_says() -> None:
    write_mo(fresh := BytesIO(), catalogue())
    fresh.seek(0)
    with CHINESE.with_suffix(".mo").open("rb") as file:
        assert in_words(read_mo(file)) == in_words(read_mo(fresh)), "compile it as the head of the catalogue says"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_shows_no_words_that_nobody_translates(template: Path) -> None:
    page = Seen(ATTRIBUTES.sub(" ", TEMPLATE_CODE.sub(" ", template.read_text())))
    words = [word for text in page.texts for word in re.findall(r"[^\W\d_]{2,}", text)]
    assert not set(words) - NAMES
