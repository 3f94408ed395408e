"""What a worker stored in English is read in the reader's language, with its values where they belong."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from refunds.admin.record.machine_words import SAID_BY, _patterns, said
from refunds.models import Alarm, AlarmKind
from refunds.operations.executor.alarms import alarm
from tests.at_the_desk import Desk
from tests.cast import MOMENT

ROOT = Path(__file__).parents[4]
MAKES_SENTENCES = re.compile(r"\b(alarm|Wait|Unreachable|Busy|NotAvailable|NotShown)\(")
STORED = "sandbox does not answer: the sandbox gave no answer. Payouts by it wait until it does."


def chinese(sentence: str | None) -> str:
    with override("zh-hans"):
        return said(sentence)


def sources() -> Iterator[str]:
    for folder in ("refunds/operations", "refunds/providers"):
        for path in (ROOT / folder).rglob("*.py"):
            if MAKES_SENTENCES.search(re.sub(r"class \w+\(|def \w+\(", "", path.read_text(encoding="utf-8"))):
                yield path.relative_to(ROOT).as_posix()


def test_an_alarm_is_read_in_chinese_with_the_problem_in_it() -> None:
    assert chinese(STORED) == "sandbox 没有应答：沙箱没有应答。恢复应答之前，相关打款等待。"


def test_a_reader_of_english_reads_what_was_stored() -> None:
    with override("en"):
        assert said(STORED) == STORED


def test_what_is_wrong_and_what_to_do_are_read_together() -> None:
    stored = "PayPal refunds this payment in full only. Agree on another way with the customer."
    assert chinese(stored) == "这笔付款 PayPal 只支持全额退款。请与客户商定其他方式。"


@pytest.mark.parametrize(
    "words", ["Statement of 12 March, line 3.", "客户来电：卡已注销。", "The card is closed.", "Asked: yes. Told: no."]
)
def test_words_of_a_person_or_of_a_provider_stand_as_they_are(words: str) -> None:
    assert chinese(words) == words


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_stays_nothing(nothing: str | None) -> None:
    assert chinese(nothing) == ""


def test_each_sentence_is_found_again_whatever_its_values() -> None:
    stored = [re.sub(r"\{\w+\}", "RX-7", pattern.english) for pattern in _patterns("zh-hans")]

    assert len(stored) > 100
    assert [sentence for sentence in stored if chinese(sentence) == sentence] == []


def test_every_file_whose_sentences_are_stored_is_read() -> None:
    found = list(sources())

    assert "refunds/operations/executor/stops.py" in found
    assert [path for path in found if not path.startswith(SAID_BY)] == []


def test_the_page_of_the_providers_says_its_alarms_in_the_reader_s_language(desk: Desk) -> None:
    alarm(AlarmKind.BREAKER, "sandbox", STORED, MOMENT)
    page = desk("fatima").client.get("/admin/refunds/providerswitch/", headers={"accept-language": "zh-hans"})

    assert Alarm.objects.get().sentence == STORED
    assert "沙箱没有应答" in page.content.decode()
    assert STORED not in page.content.decode()
