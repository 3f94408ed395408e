import pytest

from refunds.policies import POLICIES
from refunds.policies.versioning import UNCHANGED, VersionTerms, faults

SERVICE, AI302 = POLICIES["service"], POLICIES["302ai"]


def faults_of(policy=SERVICE, **terms):
    return [str(fault) for fault in faults(policy, VersionTerms.read(terms))]


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_a_policy_can_be_as_it_is(policy):
    assert faults(policy, UNCHANGED) == []


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_every_clause_with_a_test_of_its_own_may_be_off_or_says_why_not(policy):
    tested = {clause.id for clause in policy.clauses.values() if clause.function}
    assert policy.latitude.switches.isdisjoint(policy.latitude.needed)
    assert policy.latitude.switches | set(policy.latitude.needed) == tested
    assert policy.latitude.version_clause in policy.clauses


def test_a_number_at_either_end_of_its_range_is_allowed():
    assert faults_of(numbers={"purchase_limit_days": 1}) == []
    assert faults_of(numbers={"purchase_limit_days": 3650}) == []


@pytest.mark.parametrize("value", [0, 3651, -30, True, "30"])
def test_a_number_out_of_range_or_of_the_wrong_type_is_a_fault(value):
    assert faults_of(numbers={"purchase_limit_days": value}) == [
        f"numbers.purchase_limit_days: must be a whole number of days from 1 to 3650, not {value!r}"
    ]


def test_a_switch_takes_yes_or_no_and_a_word_one_of_its_choices():
    assert faults_of(numbers={"wallets_as_cards": True, "rounding": "half_even"}) == []
    assert faults_of(numbers={"wallets_as_cards": 1}) == ["numbers.wallets_as_cards: must be true or false, not 1"]
    assert faults_of(numbers={"rounding": "up"}) == [
        "numbers.rounding: must be one of half_up, half_even, down, not 'up'"
    ]


def test_an_unknown_number_is_a_fault():
    assert faults_of(numbers={"application_window_working_days": 5}) == [
        "numbers.application_window_working_days: is no number of this policy"
    ]
    assert faults_of(AI302, numbers={"application_window_working_days": 5}) == []


def test_hours_that_close_before_they_open_leave_their_clause_out_of_reach():
    assert faults_of(numbers={"opening_hour": 18}) == [
        "numbers.closing_hour: S-8.4 can no longer be reached: opening_hour (18) must be less than closing_hour (18)"
    ]
    assert faults_of(numbers={"opening_hour": 17}) == []


def test_a_span_may_not_end_before_it_begins():
    assert faults_of(numbers={"card_days": 3}) == []
    assert faults_of(numbers={"card_days": 2}) == [
        "numbers.card_days: S-5.1.a can no longer be reached: card_days_from (3) must be at most card_days (2)"
    ]


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("S-9.9", "'S-9.9' is no clause of this policy"),
        ("S-4.3.a", "S-4.3.a has no test of its own that could be switched off"),
        ("S-7.3.a", "S-7.3.a cannot be switched off: nothing is decided while proceedings are pending"),
    ],
)
def test_a_clause_that_is_unknown_or_needed_cannot_be_switched_off(clause, sentence):
    assert faults_of(switched_off=[clause]) == [f"switched_off: {sentence}"]


def test_a_bar_that_has_no_ground_left_can_no_longer_be_reached():
    grounds = ["S-2.1.a", "S-2.1.b", "S-2.1.c", "S-2.2.c"]
    assert faults_of(switched_off=grounds) == []
    found = faults_of(switched_off=[*grounds, "S-2.3.b"])
    assert (
        "switched_off: S-3.3.b can no longer be reached: every ground that it bars is switched off"
        " (S-2.1.a, S-2.1.b, S-2.1.c, S-2.2.c, S-2.3.b)"
    ) in found
    assert not any("S-3.2.c" in sentence or "S-3.1.c" in sentence for sentence in found)  # they bar others too


def test_a_clause_that_follows_one_that_is_off_can_no_longer_be_reached():
    assert faults_of(switched_off=["S-7.2.a"]) == [
        "switched_off: S-7.2.b can no longer be reached: S-7.2.a, which leads to it, is switched off"
    ]
    assert faults_of(switched_off=["S-7.2.a", "S-7.2.b"]) == []


def test_a_clause_is_reworded_in_every_language():
    both = {"en": "More than {limit} days.", "zh-hans": "超过 {limit} 天。"}
    assert faults_of(wording={"S-3.3.b": both}) == []
    assert faults_of(wording={"S-3.3.b": {"en": both["en"]}}) == [
        "wording.S-3.3.b.zh-hans: is missing; a clause is reworded in en and zh-hans"
    ]
    assert faults_of(wording={"S-3.3.b": {**both, "fr": "Trop tard."}}) == [
        "wording.S-3.3.b: 'fr' is no language of this policy; those are en, zh-hans"
    ]
    assert faults_of(wording={"S-3.3.b": {**both, "zh-hans": " "}}) == ["wording.S-3.3.b.zh-hans: is empty"]


def test_a_clause_that_is_unknown_or_never_told_has_no_words_to_change():
    words = {"en": "Words.", "zh-hans": "字。"}
    assert faults_of(wording={"S-9.9": words}) == ["wording: 'S-9.9' is no clause of this policy"]
    assert faults_of(wording={"S-1.0": words}) == [
        "wording.S-1.0: is never told to customers, so it has no words to change"
    ]


@pytest.mark.parametrize(
    ("sentence", "blank"),
    [
        ("Bought by {name}.", "{name}"),
        ("After {limit:d} days.", "{limit:d}"),
        ("After {limit!r} days.", "{limit!r}"),
        ("After {limit.real} days.", "{limit.real}"),
        ("After {} days.", "{}"),
        ("After {0} days.", "{0}"),
    ],
)
def test_a_blank_that_the_clause_does_not_fill_is_a_fault(sentence, blank):
    assert faults_of(wording={"S-3.3.b": {"en": sentence, "zh-hans": "太晚。"}}) == [
        f"wording.S-3.3.b.en: the clause does not fill the blank {blank};"
        " those it fills: {bought}, {limit}, {requested}"
    ]


def test_a_brace_that_closes_no_blank_is_a_fault():
    assert faults_of(wording={"S-3.3.b": {"en": "After {limit days.", "zh-hans": "晚。"}}) == [
        "wording.S-3.3.b.en: holds a brace that does not close a blank; write {{ or }} for the brace itself"
    ]
    assert faults_of(wording={"S-3.3.b": {"en": "After {{limit}}.", "zh-hans": "晚。"}}) == []


def test_a_clause_that_fills_no_blank_says_so():
    assert faults_of(wording={"S-5.4": {"en": "{limit}", "zh-hans": "晚。"}}) == [
        "wording.S-5.4.en: the clause does not fill the blank {limit}; those it fills: none"
    ]


def test_a_long_name_is_quoted_shortly():
    assert faults_of(switched_off=["S" * 90]) == [f"switched_off: '{'S' * 59} is no clause of this policy"]
    long = {"en": "Late.", "zh-hans": "晚。", "f" * 90: "Tard.", "e" * 3: "Late."}
    assert faults_of(wording={"S-5.4": long}) == [
        "wording.S-5.4: 'eee' is no language of this policy; those are en, zh-hans",
        f"wording.S-5.4: '{'f' * 29} is no language of this policy; those are en, zh-hans",
    ]
    assert faults_of(wording={"S-5.4": {"en": "{" + "x" * 90 + "}", "zh-hans": "晚。"}}) == [
        f"wording.S-5.4.en: the clause does not fill the blank {{{'x' * 59}; those it fills: none"
    ]


def test_numbers_that_cannot_be_compared_are_faults_of_their_own_only():
    assert faults_of(numbers={"opening_hour": "late", "card_days": True}) == [
        "numbers.opening_hour: must be a whole number of o'clock from 0 to 22, not 'late'",
        "numbers.card_days: must be a whole number of business days from 1 to 60, not True",
    ]


def test_every_fault_is_told_at_once():
    assert len(faults_of(numbers={"review_days": 0}, switched_off=["S-5.4"], wording={"S-0.1": {"en": "Hello."}})) == 3


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"numbers": {"review_days": 90}}, "numbers.review_days: 必须是 1 至 30（个工作日）的整数，而不是 90"),
        ({"switched_off": ["S-7.3.a"]}, "switched_off: S-7.3.a 不能停用：法律程序期间不作任何决定"),
        ({"wording": {"S-5.4": {"en": "We trace it."}}}, "wording.S-5.4.zh-hans: 缺失；改写条款须同时使用 en、zh-hans"),
    ],
)
def test_a_fault_is_told_in_chinese_to_its_end(terms, sentence):
    assert [fault.in_language("zh-hans") for fault in faults(SERVICE, VersionTerms.read(terms))] == [sentence]


def test_a_fault_is_told_in_english_where_a_language_has_no_words():
    (fault,) = faults(SERVICE, VersionTerms.read({"switched_off": ["S-7.3.a"]}))
    assert fault.in_language("fr") == str(fault)


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"numbers": {"review_days": 90}}, "{review_days}：必须是 1 至 30（个工作日）的整数，而不是 90"),
        ({"switched_off": ["S-7.3.a"]}, "停用的条款：S-7.3.a 不能停用：法律程序期间不作任何决定"),
        ({"wording": {"S-5.4": {"en": "We trace it."}}}, "S-5.4，中文告知内容：缺失；改写条款须同时使用 en、zh-hans"),
        ({"wording": {"S-1.0": {"en": "We help."}}}, "S-1.0：从不告知客户，没有可更改的措辞"),
        (
            {"numbers": {"opening_hour": 20, "closing_hour": 10}},
            "{closing_hour}：S-8.4 将永远不会适用：{opening_hour}（20）必须小于 {closing_hour}（10）",
        ),
    ],
)
def test_a_fault_says_in_chinese_what_it_is_about(terms, sentence):
    titles = {name: setting.titled("zh-hans") for name, setting in SERVICE.settings.items()}
    (fault,) = faults(SERVICE, VersionTerms.read(terms))
    assert fault.told(SERVICE, "zh-hans") == sentence.format(**titles)
    assert fault.told(SERVICE, "en") == str(fault)
