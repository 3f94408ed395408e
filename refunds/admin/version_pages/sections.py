"""The sections of a policy, under the headings of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple, TypeVar

from django.utils.translation import gettext as _

from refunds.admin.version_pages import words
from refunds.policies import Policy
from refunds.policies.language import TEXTS
from refunds.policies.phrasebook import headings_in

T = TypeVar("T")
HEADING = re.compile(r"^(\d+|[IVX]+)\. (\S.*)$", re.MULTILINE)


class Section(NamedTuple):
    """One section. anchor: its place on the page; heading: in the reader's language; entries: one for each clause."""

    anchor: str
    heading: str
    entries: list


@cache
def headings(policy: str, language: str = "en") -> dict[str, str]:
    """The headings of a policy, by the numeral that they begin with; as its text has them where no file says others."""
    written = dict(HEADING.findall((TEXTS / f"{policy}.txt").read_text(encoding="utf-8")))
    return {**written, **headings_in(language, policy)}


def sections(policy: Policy, entries: Iterable[tuple[str, T]]) -> Iterator[Section]:
    """Entries by the section of their clause. entries: a clause id and what is shown, in the order of the text."""
    for anchor, group in groupby(entries, key=lambda entry: entry[0].partition(".")[0]):
        numeral = anchor.partition("-")[2]
        title = headings(policy.id, words.reader()).get(numeral)
        yield Section(anchor, f"{numeral}. {title}" if title else _("Overview"), [shown for _id, shown in group])
