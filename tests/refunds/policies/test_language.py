import pytest

from refunds.calendars import CHINA
from refunds.policies.evaluation import NEEDS_INFORMATION, REJECT, Verdict
from refunds.policies.language import Kind, PolicyError, applies, derived, does_not_apply
from refunds.policies.settings import SettingError
from tests.refunds.policies.small_policy import a_dossier, a_policy, late, one_bar


@pytest.fixture
def policy():
    return one_bar()


def test_a_clause_carries_the_words_of_the_policy_and_who_decides(policy):
    clause = policy.clauses["S-3.3.b"]
    assert clause.text == "Services purchased more than 30 days ago (except special circumstances)"
    assert (clause.title, clause.kind, clause.decides) == ("Late", Kind.BAR, ("D", "V"))


def test_words_that_the_policy_does_not_say_are_refused():
    with pytest.raises(PolicyError, match="do not stand in the text"):
        a_policy().declaration("S-9", "Invented", "Refunds are paid in gold")


def test_clauses_out_of_the_order_of_the_text_are_refused(policy):
    with pytest.raises(PolicyError, match="after the clause before"):
        policy.declaration("S-0.1", "Quality", "We are committed to providing users")


def test_the_same_clause_twice_is_refused(policy):
    with pytest.raises(PolicyError, match="twice"):
        policy.declaration("S-3.3.b", "Again", "Services provided by third-party partners")


def test_a_bar_defeats_the_grounds_its_patterns_name(policy):
    assert [bar.id for bar in policy.bars_against("S-2.1.c")] == ["S-3.3.b"]
    assert policy.bars_against("S-2.2.a") == ()


def test_the_facts_a_clause_asked_for_explain_its_finding(policy):
    evaluation = policy.evaluate(
        a_dossier(
            order={"purchased_at": "2025-03-01T10:00:00+08:00"}, claim={"submitted_at": "2025-03-10T10:00:00+08:00"}
        )
    )
    finding = evaluation.finding("S-3.3.b")
    assert finding.excluded
    assert finding.facts == ("claim.submitted_at", "order.purchased_at")


def test_a_fact_that_is_not_known_stops_the_clause_and_is_what_to_ask_for(policy):
    finding = policy.evaluate(a_dossier(claim={"submitted_at": "2025-03-10T10:00:00+08:00"})).finding("S-3.3.b")
    assert finding.open
    assert finding.lacking == "order.purchased_at"
    assert finding.reason == "order.purchased_at is not known"


def test_a_fact_that_a_step_lacks_is_asked_for(policy):
    policy.procedure = (lambda case: Verdict(REJECT) if case.facts.order.kind == "topup" else None,)
    policy.asks = {"order.kind": "order_number"}.__getitem__
    evaluation = policy.evaluate(a_dossier())
    assert (evaluation.recommendation, evaluation.missing) == (NEEDS_INFORMATION, ("order_number",))


def test_a_version_changes_the_settings_it_names(policy):
    policy.governing = lambda facts: facts.policy_versions[0]
    facts = {
        "policy_versions": [{"version": "2", "status": "in_force", "terms": {"limit_days": 7}}],
        "order": {"purchased_at": "2025-03-01T10:00:00+08:00"},
        "claim": {"submitted_at": "2025-03-10T10:00:00+08:00"},
    }
    evaluation = policy.evaluate(a_dossier(**facts))
    assert (evaluation.policy_version, evaluation.recommendation) == ("2", REJECT)


def test_a_setting_outside_its_range_is_refused(policy):
    with pytest.raises(SettingError, match="limit_days: must be a whole number of days from 1 to 90, not 91"):
        policy.settings.terms({"limit_days": 91}, CHINA)
    with pytest.raises(SettingError, match="other: is not a setting"):
        policy.settings.terms({"other": 1}, CHINA)


def test_terms_and_evaluations_do_not_change(policy):
    with pytest.raises(AttributeError):
        policy.settings.terms({}, CHINA).limit_days = 5
    with pytest.raises(AttributeError):
        policy.evaluate(a_dossier()).recommendation = "approve"


def test_the_customer_is_told_with_the_values_of_the_finding(policy):
    words = {"en": "Limit: {limit} days.", "xx": ""}
    clause = policy.clauses["S-3.3.b"]._replace(told=words)
    assert clause.tell({"limit": 30}) == "Limit: 30 days."
    assert clause.tell({"limit": 30}, "xx") == "Limit: 30 days."


def test_a_derived_fact_is_worked_out_once_and_noted_each_time(policy):
    worked_out = []

    @derived
    def age(facts):
        worked_out.append(facts.claim.submitted_at - facts.order.purchased_at)
        return worked_out[-1]

    def quality(facts, terms):
        """Service results significantly differ from description"""
        return applies(f"{age(facts)}")

    def used(facts, terms):
        """Consumed service quotas"""
        return does_not_apply(f"{age(facts)}, {facts.order.number}")

    policy = a_policy()
    policy.clause("S-2.1.b", Kind.GROUND, decides="H")(quality)
    policy.clause("S-3.1.c", Kind.BAR, decides="D")(used)
    policy.procedure = (lambda case: Verdict(REJECT) if case.applies("S-2.1.b") and case.look_at("S-3.1.c") else None,)
    evaluation = policy.evaluate(
        a_dossier(
            order={"number": "ORD-1", "purchased_at": "2025-03-01T10:00:00+08:00"},
            claim={"submitted_at": "2025-03-10T10:00:00+08:00"},
        )
    )
    assert len(worked_out) == 1
    assert evaluation.finding("S-2.1.b").facts == ("claim.submitted_at", "order.purchased_at")
    assert evaluation.finding("S-3.1.c").facts == ("claim.submitted_at", "order.purchased_at", "order.number")


def test_what_the_work_settles_is_recorded_as_a_finding(policy):
    policy.declaration(
        "S-6.2.c", "Balance", "Account Balance - Option to refund to platform account balance", Kind.ROUTE
    )
    policy.procedure = (lambda case: case.record("S-6.2.c", applies("chosen")) and Verdict(REJECT),)
    assert policy.evaluate(a_dossier()).finding("S-6.2.c").reason == "chosen"


def test_a_declaration_is_never_looked_at(policy):
    policy.declaration(
        "S-6.2.c", "Balance", "Account Balance - Option to refund to platform account balance", Kind.ROUTE
    )
    policy.procedure = (lambda case: Verdict(REJECT) if case.applies("S-6.2.c") else None,)
    with pytest.raises(LookupError, match=r"S-6\.2\.c is a declaration"):
        policy.evaluate(a_dossier())


def test_a_procedure_that_comes_to_no_verdict_is_an_error(policy):
    policy.procedure = (lambda case: None,)
    with pytest.raises(LookupError, match="no verdict"):
        policy.evaluate(a_dossier())


def test_a_policy_written_wrongly_is_refused_in_these_words(policy):
    with pytest.raises(PolicyError) as refusal:
        policy.declaration("S-0.1", "Quality", "Paid in gold")
    assert str(refusal.value) == (
        "S-0.1: its words do not stand in the text of service after the clause before: 'Paid in gold'"
    )
    with pytest.raises(PolicyError, match=r"^S-3\.3\.b is registered twice$"):
        policy.declaration("S-3.3.b", "Again", "Services provided by third-party partners")
    with pytest.raises(PolicyError, match="after the clause before: ''"):
        policy.declaration("S-9", "No words", "")


def test_a_declaration_is_a_clause_of_which_data_decide_and_no_function_looks_at(policy):
    policy.declaration("S-3.4.a", "Partners", "Services provided by third-party partners")
    clause = policy.clauses["S-3.4.a"]
    assert (clause.id, clause.title, clause.text) == (
        "S-3.4.a",
        "Partners",
        "Services provided by third-party partners",
    )
    assert (clause.kind, clause.decides, clause.bars, clause.function) == (Kind.DECLARATION, ("D",), (), None)


def test_a_clause_has_a_title_of_its_own_and_one_in_other_languages():
    policy = a_policy()
    policy.clause("S-3.3.b", Kind.BAR, decides="D", title="Too late")(late)
    clause = policy.clauses["S-3.3.b"]
    assert (clause.title, clause.bars, clause.function) == ("Too late", (), late)
    assert clause.titled("en") == clause.titled("fr") == "Too late"
    assert clause.titled("zh-hans") == clause.titles["zh-hans"] != "Too late"


def test_a_clause_that_is_never_told_has_no_sentence(policy):
    clause = policy.clauses["S-3.3.b"]._replace(told={})
    assert clause.tell({"limit": 30}) is None
    assert clause.tell({"limit": 30}, "zh-hans") is None
    only = clause._replace(told={"en": "{when}"})
    assert only.tell({"when": None}, "zh-hans") == "not known"
    both = clause._replace(told={"en": "{when}", "zh-hans": "{when}"})
    assert (both.tell({"when": None}), both.tell({"when": None}, "zh-hans")) == ("not known", "未知")


def test_the_clauses_and_bars_of_a_policy_stand_in_the_order_of_the_text(policy):
    policy.declaration("S-3.4.a", "Partners", "Services provided by third-party partners")
    assert list(policy.clauses) == ["S-3.3.b", "S-3.4.a"]
    assert policy.places == {"S-3.3.b": 0, "S-3.4.a": 1}
    assert [bar.id for bar in policy.bars] == ["S-3.3.b"]
    assert policy.bars_against("S-2.1.a") is policy.bars_against("S-2.1.a")


def test_the_policy_as_it_is_written_is_a_version_by_its_own_name(policy):
    assert (policy.built_in.policy, policy.built_in.name, policy.built_in.numbers) == (policy, "1", {})
    assert policy.evaluate(a_dossier()).policy_version == "1"


def test_what_is_not_written_yet_is_told_clause_by_clause(policy):
    found = policy.unwritten()
    assert "texts/service.en.json tells S-0.1, which is no clause" in found
    assert "texts/titles/service.zh-hans.json tells S-0.1, which is no clause" in found
    assert "limit_days has no entry in texts/settings/service.zh-hans.json" in found
    assert "texts/settings/service.zh-hans.json tells purchase_limit_days, which is no setting" in found
    assert not any("S-3.3.b" in sentence for sentence in found)
    policy._told["en"].pop("S-3.3.b")
    policy._titles.clear()
    assert policy.unwritten()[0] == "S-3.3.b has no entry in texts/service.en.json"
    assert "S-3.3.b has no entry in texts/titles/service.zh-hans.json" in policy.unwritten()
