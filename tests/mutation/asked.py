"""Which tests are asked about a place, quickest first.

The worked cases come before all of them, without pytest. So what goes through the worked cases once more for every
question asked about them is left out, and what takes long is asked only about the part it is written for.
"""

from collections.abc import Sequence

QUICK = (
    "tests/refunds/test_money.py",
    "tests/refunds/test_calendars.py",
    "tests/refunds/policies/test_amounts.py",
    "tests/refunds/policies/test_settings.py",
    "tests/refunds/policies/test_language.py",
    "tests/refunds/policies/test_examination.py",
    "tests/refunds/policies/test_refusals.py",
    "tests/refunds/policies/test_dossier.py",
    "tests/refunds/policies/test_ai302_settings.py",
    "tests/refunds/policies/test_ai302.py",
    "tests/refunds/policies/test_service.py",
    "tests/refunds/policies/test_agreed.py",
    "tests/refunds/policies/test_words_that_decide.py",
    "tests/refunds/policies/test_clauses_apart.py",
    "tests/refunds/policies/test_reading.py",
    "tests/refunds/policies/test_wording.py",
    "tests/refunds/policies/test_evaluate_command.py",
    "tests/refunds/policies/test_worked_cases.py",
    "tests/refunds/policies/versioning",
    "tests/refunds/policies/phrasebook",
)

OF_A_POLICY = (
    "tests/refunds/policies/test_agreed.py",
    "tests/refunds/policies/test_words_that_decide.py",
    "tests/refunds/policies/test_clauses_apart.py",
    "tests/refunds/policies/test_reading.py",
    "tests/refunds/policies/test_wording.py",
    "tests/refunds/policies/versioning/test_edition.py",
    "tests/refunds/policies/versioning/test_faults.py",
    "tests/refunds/policies/versioning/test_differences.py",
    "tests/refunds/policies/versioning/test_comparison.py",
    "tests/refunds/policies/versioning/test_batch.py",
)
QUICK_FOR = {
    "refunds/policies/service/": ("tests/refunds/policies/test_service.py", *OF_A_POLICY),
    "refunds/policies/ai302/": (
        "tests/refunds/policies/test_ai302_settings.py",
        "tests/refunds/policies/test_ai302.py",
        *OF_A_POLICY,
    ),
    "refunds/policies/phrasebook/": ("tests/refunds/policies/phrasebook", "tests/refunds/policies/test_agreed.py"),
}
"""The clauses of a policy, and the book in which staff read them, are reached by fewer."""

ONCE_MORE = (
    *("published_case", "own_case", "every_finding_says"),
    *("what_is_cited", "the_calculation_ends", "deadlines_fall"),
)
"""Words of the names of tests that ask what the worked cases, word for word, have answered."""

SLOW = (
    *("whole_evaluations", "ever_speaks", "tallies_add_up", "is_felt_by", "is_read_or_refused"),
    *("final_interpretation", "worked_cases_have", "in_some_worked_case", "changes_no_case", "goes_on_where"),
    *("reads_back", "any_bytes", "any_change", "any_document", "any_terms", "any_text", "strays_less", "loses_no_cent"),
    *("second_opinion", "every_phrase", "reading_names", "stands_for_none"),
)

VERSIONING = "tests/refunds/policies/versioning"
READING = ("tests/refunds/policies/test_dossier.py", "tests/refunds/policies/test_reading_anything.py")
SLOW_FOR = {
    "refunds/money.py": ("tests/refunds/test_money.py", "tests/refunds/policies/test_amounts.py"),
    "refunds/calendars.py": ("tests/refunds/test_calendars.py",),
    "refunds/policies/amounts.py": ("tests/refunds/policies/test_amounts.py",),
    "refunds/policies/dossier.py": READING,
    "refunds/policies/fields.py": READING,
    "refunds/policies/values.py": READING,
    "refunds/policies/facts/": READING,
    "refunds/policies/versioning/": (VERSIONING, "tests/refunds/policies/test_reading_anything.py"),
    "refunds/policies/wording.py": ("tests/refunds/policies/test_wording.py",),
    "refunds/policies/examination.py": (VERSIONING,),
    "refunds/policies/worked_cases.py": ("tests/refunds/policies/test_worked_cases.py",),
}


def rounds(file: str) -> list[list[str]]:
    """What pytest is called with about a file: each round only where the one before noticed nothing."""
    quick = next((tests for part, tests in QUICK_FOR.items() if file.startswith(part)), QUICK)
    return [first(quick), *(later(tests) for part, tests in SLOW_FOR.items() if file.startswith(part))]


def first(tests: Sequence[str]) -> list[str]:
    return [*tests, "-k", f"not ({' or '.join((*SLOW, *ONCE_MORE))})"]


def later(tests: Sequence[str]) -> list[str]:
    return [*tests, "-k", " or ".join(SLOW)]
