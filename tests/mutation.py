"""Runs mutmut with our decorated functions in it: `python -m tests.mutation run`, or `make mutants`.

mutmut leaves decorated functions alone, because copies of one may register twice. Here those are the clauses and the
derived facts, the very things to break. Their decorators may stay on the function that switches between the copies, as
long as the copies go without.

And it starts pytest for each thing broken. Most of what is broken in a policy is noticed by the worked cases at once:
those are asked first, by the same test, and pytest starts only for what they let pass.
"""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import libcst as cst
from mutmut.__main__ import cli
from mutmut.mutation import file_mutation
from mutmut.runners.harness import PytestRunner

BY_MUTMUT = {"staticmethod", "classmethod"}
LEFT_ALONE = {"overload"}

WORKED_CASES = "tests.refunds.policies.test_explained"
FAILED = 1

run_by_pytest = PytestRunner.run_tests
arranged = file_mutation.function_trampoline_arrangement
is_skipped = file_mutation.MutationVisitor._skip_node_and_children


def names(function: cst.FunctionDef) -> set[str]:
    """The decorators of a function, each by the last word of its name."""
    found = [decorator.decorator for decorator in function.decorators]
    called = [one.func if isinstance(one, cst.Call) else one for one in found]
    words = [one.attr if isinstance(one, cst.Attribute) else one for one in called]
    return {cst.ensure_type(word, cst.Name).value for word in words}


def undecorated(function: cst.FunctionDef) -> cst.FunctionDef:
    return function.with_changes(decorators=())


def skipped(visitor: Any, node: cst.CSTNode) -> bool:
    """Whether nothing in a node is broken: as mutmut says, but for a decorator of ours."""
    if isinstance(node, cst.FunctionDef) and node.decorators and not names(node) & (BY_MUTMUT | LEFT_ALONE):
        return bool(is_skipped(visitor, undecorated(node)))
    return bool(is_skipped(visitor, node))


def arrange(function: cst.FunctionDef, mutants: Iterable[Any], class_name: str | None) -> tuple[Sequence[Any], ...]:
    """The function that switches between the copies, decorated as ours is, and the copies, which are not."""
    if not function.decorators or names(function) & BY_MUTMUT:
        return arranged(function, mutants, class_name)
    empty, (switch, *copies), assigned, found = arranged(undecorated(function), mutants, class_name)
    switch = switch.with_changes(decorators=(*function.decorators, *switch.decorators))
    return empty, [switch, *copies], assigned, found


def run(runner: PytestRunner, *, mutant_name: str | None, tests: Iterable[str]) -> int:
    """Whether a test fails of those that reach what is broken: the worked cases first, then pytest with all of them."""
    tests = list(tests)
    if mutant_name and any("test_explained.py::test_verdicts" in test for test in tests) and not worked_cases_pass():
        return FAILED
    return run_by_pytest(runner, mutant_name=mutant_name, tests=tests)


def worked_cases_pass() -> bool:
    test = sys.modules[WORKED_CASES]
    try:
        for policy in ("service", "302ai"):
            test.test_verdicts_sums_dates_and_sentences_are_those_agreed_on(policy)
    except Exception:  # noqa: BLE001  whatever is raised is noticed
        return False
    return True


if __name__ == "__main__":
    PytestRunner.run_tests = run
    file_mutation.function_trampoline_arrangement = arrange
    file_mutation.MutationVisitor._skip_node_and_children = skipped
    cli()
