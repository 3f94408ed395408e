"""A page in Chinese says in Chinese what the policy found, and how it came to its amount."""

import re
from collections.abc import Callable

import pytest
from django.utils.translation import override

from refunds.admin.case_page.facts_used import named
from refunds.admin.case_page.judged_by import judged_by
from refunds.admin.case_page.verdict import verdict
from refunds.models import RefundCase
from refunds.templatetags.desk import policy_words
from tests.at_the_desk import Desk
from tests.documents import scenario

pytestmark = pytest.mark.django_db
BringIn = Callable[..., RefundCase]
ENGLISH = re.compile("[a-z]{3,}")


def test_the_findings_of_a_case_are_said_in_chinese(bring_in: BringIn) -> None:
    evaluation = bring_in(scenario("SV-032")).current_evaluation
    with override("zh-hans"):
        said = verdict(evaluation)
    reasons = [one.reason for one in (*said.decisive, *said.money, *said.procedure, *said.others)]
    assert "共 90 积分，已消耗 23" in reasons
    own_words = ("technical team reproduced the defect on the purchased service", "Visa")
    assert [one for one in reasons if ENGLISH.search(one) and not one.endswith(own_words)] == []


def test_why_a_version_governs_is_said_in_chinese(bring_in: BringIn) -> None:
    evaluation = bring_in(scenario("SV-032")).current_evaluation
    with override("zh-hans"):
        assert judged_by(evaluation).found.startswith("适用内置版本（购买时间：")


def test_what_is_stored_stays_english(bring_in: BringIn) -> None:
    evaluation = bring_in(scenario("SV-032")).current_evaluation
    with override("zh-hans"):
        verdict(evaluation)
        steps = [policy_words.step(line["step"]) for line in evaluation.document["calculation"]]
    assert any("个额度中有" in step for step in steps)
    assert not re.search("[\u4e00-\u9fff]", str(evaluation.document))


def test_the_page_of_a_case_in_chinese_shows_the_steps_in_chinese(desk: Desk, bring_in: BringIn) -> None:
    case = bring_in(scenario("SV-032"))
    sofia = desk("sofia")
    sofia.client.cookies["django_language"] = "zh-hans"
    with override("en"):
        page = sofia.sees(case).content.decode()
    assert "90 个额度中有 67 个未使用：× 67/90" in page
    assert "units unused" not in page


def test_facts_are_named_in_the_language_of_the_reader() -> None:
    findings = [{"subject": "service_defect", "result": "confirmed", "note": "seen"}]
    with override("en"):
        assert named("quota.unit", "credits")[0] == "Unit"
    with override("zh-hans"):
        assert named("payout_account.owner", "x")[0] == "Owner"
        assert named("claim.payout_account.owner_matches_customer", True)[0] == "收款账户是否属于客户本人"
        assert named("findings", findings)[1].startswith("服务缺陷")
        assert named("findings", findings)[1].rstrip("）)").endswith("已确认")
