"""The result of a try-out as lines to read."""

from __future__ import annotations

from refunds.operations.try_out import told

RESULT = {
    "policy": "service",
    "version": "2026-03",
    "against": "2025-01",
    "cases": 12,
    "changed": 1,
    "own_version": 2,
    "recommendations": [
        {"before": "approve", "after": "approve", "cases": 11},
        {"before": "approve", "after": "reject", "cases": 1},
    ],
    "money": [{"currency": "USD", "before": "1200.00", "after": "1100.00"}],
    "clauses": [
        {"clause": "S-2.1.a", "before": 12, "after": 12},
        {"clause": "S-3.3.b", "before": 0, "after": 1},
    ],
    "changed_cases": [
        {
            "case": "RC-1",
            "before": {
                "recommendation": "approve",
                "amounts": {"USD": "100.00"},
                "grounds": ["S-2.1.a"],
                "bars": [],
                "missing": [],
            },
            "after": {"recommendation": "reject", "amounts": {}, "grounds": [], "bars": ["S-3.3.b"], "missing": []},
        }
    ],
    "not_evaluated": {
        "cases": 3,
        "broken": 1,
        "reasons": [{"why": "the facts can't be read", "cases": 3}],
        "listed": [],
    },
}


def test_the_lines_say_what_changes_money_clauses_cases_and_what_was_left_out() -> None:
    assert "\n".join(told(RESULT)) == (
        "service: version 2026-03 compared with 2025-01\n"
        "12 cases judged by both, 1 of them differently.\n"
        "2 more are judged by a version of their own, which this one does not replace.\n"
        "\n"
        "Recommendations\n"
        "         11  approve\n"
        "          1  approve → reject\n"
        "\n"
        "Money\n"
        "  USD  1200.00 → 1100.00\n"
        "\n"
        "Clauses that apply in more or fewer cases\n"
        "  S-3.3.b     0 → 1\n"
        "\n"
        "Cases judged differently\n"
        "  RC-1  approve 100.00 USD (S-2.1.a) → reject (S-3.3.b)\n"
        "\n"
        "3 cases could not be evaluated, 1 of them only by this version\n"
        "          3  the facts can't be read"
    )


def test_of_many_changed_cases_the_first_are_written_out() -> None:
    many = {**RESULT, "changed": 70, "changed_cases": RESULT["changed_cases"] * 70}  # type: ignore[operator]
    lines = list(told(many))
    assert sum(line.startswith("  RC-1") for line in lines) == 50
    assert "  … and 20 more" in lines
