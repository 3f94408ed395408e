"""Every clause and every heading can be read in Chinese, beside the English that holds."""

import re

import pytest

from refunds.policies import POLICIES
from refunds.policies.language import TEXTS
from refunds.policies.phrasebook import clause_in, headings_in

CHINESE = re.compile("[\u4e00-\u9fff]")
NAMES = {"S-6.1.a", "S-6.1.b", "S-6.1.c"}
"""Clauses that only name ways to pay."""


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_every_clause_is_there_in_chinese(policy):
    said = {id: clause_in("zh-hans", policy, id) or "" for id in POLICIES[policy].clauses}
    assert [id for id, text in said.items() if not text] == []
    assert [id for id, text in said.items() if not CHINESE.search(text) and id not in NAMES] == []


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_a_translation_keeps_the_numbers_of_its_clause(policy):
    for id, clause in POLICIES[policy].clauses.items():
        english, chinese = (re.findall(r"\d+", text) for text in (clause.text, clause_in("zh-hans", policy, id)))
        assert sorted(english) == sorted(chinese), id


def test_a_clause_is_not_translated_for_who_reads_its_own_language():
    assert clause_in("en", "service", "S-2.1.a") is None
    assert headings_in("en", "service") == {}


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_every_heading_of_the_text_is_there_in_chinese(policy):
    text = (TEXTS / f"{policy}.txt").read_text(encoding="utf-8")
    numerals = re.findall(r"^(\d+|[IVX]+)\. \S", text, re.MULTILINE)
    assert headings_in("zh-hans", policy).keys() == set(numerals)
