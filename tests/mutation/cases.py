"""The worked cases, asked without pytest: the same question as in test_explained.py, one case after another."""

import json
from typing import Any

from tests.mutation.places import Place
from tests.refunds.policies import expectations, explained

CASES: dict[str, dict[str, Any]] = {
    row["id"]: row
    for file in expectations.WORKED
    for row in map(json.loads, (expectations.DATA / file).read_text(encoding="utf-8").splitlines())
}
AGREED = [json.loads(line) for line in explained.VERDICTS.read_text(encoding="utf-8").splitlines()]
SENTENCES = set(explained.SENTENCES.read_text(encoding="utf-8").splitlines())
OF_ONE_POLICY = {"refunds/policies/service/": "service", "refunds/policies/ai302/": "302ai"}


def disagreeing(place: Place) -> str | None:
    """The first worked case that is not answered as agreed on."""
    from refunds.policies import evaluate, read
    from tests.refunds.policies import explained as anew

    only = next((policy for folder, policy in OF_ONE_POLICY.items() if place.file.startswith(folder)), None)
    for agreed in AGREED:
        if only in (None, agreed["policy"]):
            evaluation = evaluate(read(CASES[agreed["id"]]))
            if anew.verdict(evaluation) != agreed or not SENTENCES.issuperset(anew.sentences(evaluation)):
                return f"worked case {agreed['id']}"
    return None
