"""What a number, a switch or a word of a policy allows, and how it is read."""

import pytest

from refunds.calendars import CHINA
from refunds.policies import POLICIES
from refunds.policies.settings import WORDS, Setting, SettingError, Settings, Terms

DAYS = Setting("limit", 30, "S-3", "days", "Limit", least=1, most=90, titles={"zh-hans": "期限"})
SWITCH = Setting("open", False, "S-4", "", "Open")
WORD = Setting("rounding", "half_up", "S-7", "", "Rounding", choices=("half_up", "down"))


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        (DAYS, 0, "must be a whole number of days from 1 to 90, not 0"),
        (DAYS, 91, "must be a whole number of days from 1 to 90, not 91"),
        (DAYS, True, "must be a whole number of days from 1 to 90, not True"),
        (SWITCH, 1, "must be true or false, not 1"),
        (SWITCH, "x" * 80, f"must be true or false, not '{'x' * 59}"),
        (WORD, "up", "must be one of half_up, down, not 'up'"),
    ],
)
def test_a_value_that_is_not_allowed_has_a_sentence(setting, value, sentence):
    assert not setting.allows(value)
    assert str(setting.problem_with(value)) == sentence


@pytest.mark.parametrize(
    ("setting", "value"), [(DAYS, 1), (DAYS, 90), (SWITCH, True), (SWITCH, False), (WORD, "half_up"), (WORD, "down")]
)
def test_a_value_that_is_allowed_has_none(setting, value):
    assert setting.allows(value)
    assert setting.problem_with(value) is None


@pytest.mark.parametrize(
    ("setting", "value", "english", "chinese"),
    [
        (DAYS, 30, "30", "30"),
        (SWITCH, True, "yes", "是"),
        (SWITCH, False, "no", "否"),
        (WORD, "down", "down", "舍去尾数"),
        (WORD, "sideways", "sideways", "sideways"),
    ],
)
def test_a_value_is_shown_as_it_is_read(setting, value, english, chinese):
    assert setting.shown(value) == english
    assert setting.shown(value, "zh-hans") == chinese


@pytest.mark.parametrize(
    ("choice", "english", "chinese"),
    [
        ("half_up", "half up", "四舍五入"),
        ("half_even", "half to even", "四舍六入五成双"),
        ("down", "down", "舍去尾数"),
        ("supervisor", "a supervisor decides", "由主管决定"),
        ("reject", "rejects", "驳回"),
        ("ignore", "is ignored", "不予考虑"),
    ],
)
def test_every_choice_of_a_policy_is_read_in_words(choice, english, chinese):
    assert (WORD.shown(choice), WORD.shown(choice, "zh-hans")) == (english, chinese)
    choices = {one for policy in POLICIES.values() for each in policy.settings.values() for one in each.choices}
    assert choice in choices == WORDS.keys()


def test_a_setting_is_named_and_counted_in_a_language_or_in_english():
    assert (DAYS.titled("zh-hans"), DAYS.titled("en"), DAYS.titled("fr")) == ("期限", "Limit", "Limit")
    assert SWITCH.titled("zh-hans") == "Open"
    assert (DAYS.counted(), DAYS.counted("zh-hans"), SWITCH.counted()) == ("days", "天", "")


def test_settings_are_found_by_name_in_their_order():
    settings = Settings([DAYS, SWITCH, WORD])
    assert (list(settings), len(settings), settings["open"]) == (["limit", "open", "rounding"], 3, SWITCH)


def test_a_default_that_is_not_allowed_is_refused():
    with pytest.raises(SettingError, match=r"^limit: the default must be a whole number of days from 1 to 90, not 0$"):
        Settings([DAYS._replace(default=0)])


def test_the_terms_of_a_version_are_the_defaults_but_for_what_it_changes():
    terms = Settings([DAYS, SWITCH, WORD]).terms({"limit": 7}, CHINA)
    assert (terms.limit, terms.open, terms.rounding, terms.calendar) == (7, False, "half_up", CHINA)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"limit": 7, "price": 1}, "price: is not a setting of this policy"),
        ({"open": True, "limit": 91}, "limit: must be a whole number of days from 1 to 90, not 91"),
    ],
)
def test_a_version_that_changes_what_it_may_not_is_refused(changed, sentence):
    with pytest.raises(SettingError) as refusal:
        Settings([DAYS, SWITCH, WORD]).terms(changed, CHINA)
    assert str(refusal.value) == sentence


def test_terms_have_no_other_names_and_do_not_change():
    terms = Terms({"limit": 7}, CHINA)
    with pytest.raises(AttributeError, match="'Terms' object has no attribute 'price'"):
        _ = terms.price
    with pytest.raises(AttributeError, match=r"^terms do not change; a new version of the policy has new ones$"):
        terms.limit = 8
