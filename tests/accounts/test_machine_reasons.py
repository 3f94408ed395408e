"""A reason that the code itself gives is read in the reader's language; one of a person stands as it was given."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import override

from accounts.machine_reasons import GIVEN, read

ROOT = Path(__file__).parents[2]
GIVES = ("worker_act", "act.because", "Act")


def given_in_the_code() -> Iterator[str]:
    """The reasons that stand in the code as they are, without the demo's people and the names of commands."""
    for app in ("accounts", "refunds"):
        for path in (ROOT / app).rglob("*.py"):
            if "demo" not in path.as_posix() and "migrations" not in path.parts:
                yield from reasons_in(ast.parse(path.read_text(encoding="utf-8")))


def reasons_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in GIVES:
            for said in [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "why")]:
                if isinstance(said, ast.Constant) and isinstance(said.value, str) and said.value:
                    yield said.value


def test_every_reason_that_the_code_gives_is_known() -> None:
    found = {reason for reason in given_in_the_code() if not reason.startswith("manage.py ")}
    assert "sweep" in found
    assert found - GIVEN == set()


def test_a_reason_of_the_code_is_read_in_the_language_of_the_reader() -> None:
    with override("zh-hans"):
        assert read("try-out") == "试算"
    with override("en"):
        assert read("try-out") == "try-out"


def test_every_known_reason_has_its_chinese() -> None:
    with override("zh-hans"):
        assert [reason for reason in sorted(GIVEN) if read(reason) == reason] == []


def test_a_reason_of_a_person_stands_as_it_was_given() -> None:
    with override("zh-hans"):
        assert read("approved") == "approved"
        assert read("客户来电") == "客户来电"
    assert read(None) == read("") == ""
