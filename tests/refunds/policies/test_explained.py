"""Every word and number of the worked cases is the one agreed on; a change of them is made on purpose and reviewed."""

import json
import re

import pytest

from refunds.policies import evaluate
from tests.refunds.policies import explained

AGREED = [json.loads(line) for line in explained.VERDICTS.read_text(encoding="utf-8").splitlines()]
SENTENCES = set(explained.SENTENCES.read_text(encoding="utf-8").splitlines())
CASES = {dossier.id: dossier for dossier in explained.worked()}

NAMED_BY_OTHERS = {"S-3.2.c", "S-3.4.a", "302-V.2"}
"""Clauses that are told with a note of staff or the name of a service, in whatever language it was written."""

NAMES = re.compile(r"PTC|PayPal|Apple Pay|Google Pay|[A-Z]+-[\w-]+")
ANEW = "if that is meant, write the files anew with `python -m tests.refunds.policies.explained` and look at the change"


def test_every_worked_case_is_kept_and_no_other():
    assert [verdict["id"] for verdict in AGREED if verdict["id"] not in CASES] == [], ANEW
    assert len(AGREED) == len(CASES), ANEW


@pytest.mark.parametrize("policy", ["service", "302ai"])
def test_verdicts_sums_dates_and_sentences_are_those_agreed_on(policy):
    for agreed in (verdict for verdict in AGREED if verdict["policy"] == policy):
        evaluation = evaluate(CASES[agreed["id"]])
        assert explained.verdict(evaluation) == agreed, ANEW
        new = [line for line in explained.sentences(evaluation) if line not in SENTENCES]
        assert new == [], ANEW


def test_no_sentence_is_kept_that_nobody_says():
    said = {line for dossier in CASES.values() for line in explained.sentences(evaluate(dossier))}
    assert sorted(SENTENCES - said) == [], ANEW


def test_what_a_customer_is_told_in_chinese_is_chinese_but_for_names():
    for sentence in map(json.loads, SENTENCES):
        if sentence["clause"] not in NAMED_BY_OTHERS:
            assert re.findall("[a-z]{3,}", NAMES.sub("", sentence.get("zh-hans") or "")) == [], sentence
