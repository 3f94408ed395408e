import re

import pytest

from refunds.policies import POLICIES, evaluate
from refunds.policies.worked_cases import titles_in, worked_cases


@pytest.mark.parametrize("policy", POLICIES)
def test_worked_cases_have_a_name_and_a_title_and_can_be_judged(policy):
    cases = worked_cases(policy)
    assert len({case.name for case in cases}) == len(cases) > 50
    assert all(len(case.title) > 10 for case in cases)
    assert all(case.dossier.policy == policy for case in cases)
    assert all(evaluate(case.dossier).recommendation for case in cases)


@pytest.mark.parametrize("policy", POLICIES)
def test_every_worked_case_has_a_chinese_title_and_no_other_has(policy):
    cases = {case.name: case for case in worked_cases(policy)}
    assert titles_in(policy, "zh-hans").keys() == cases.keys()
    assert [case.title for case in cases.values() if not re.search("[\u4e00-\u9fff]", case.titled("zh-hans"))] == []
    assert all(case.titled("fr") == case.titled("en") == case.title for case in cases.values())


@pytest.mark.parametrize("policy", POLICIES)
def test_every_clause_that_may_be_switched_off_speaks_in_some_worked_case(policy):
    evaluations = [evaluate(case.dossier) for case in worked_cases(policy)]
    speaking = {finding.clause.id for found in evaluations for finding in found.findings if not finding.excluded}
    assert POLICIES[policy].latitude.switches <= speaking


def test_few_worked_cases_bring_versions_of_their_own():
    assert 0 < sum(case.brings_versions for case in worked_cases("service")) < 20
