"""The shape of the house: what stands where, how long, and what is done in one place only.

The arrows between the packages are watched by import-linter (pyproject.toml).
"""

import re
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
REQUIRED = {"backoffice", "refunds", "accounts", "templates", "manage.py", "pyproject.toml"}
FOLDERS = {"backoffice", "refunds", "accounts", "templates", "tests", "docs", "bench"} | {
    "locale",  # where makemessages looks for the catalogue of a whole project
}
FILES = {"manage.py", "pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile"}
LEFT_BEHIND = {"var", "build", "mutants", "__pycache__"}
"""What running leaves behind; git-ignored, like everything that begins with a dot."""

DRAWERS = {"util", "utils", "helper", "helpers", "service", "services", "common", "misc", "tools", "lib"}
LONGEST, TYPICAL = 300, 120

CLOCKS = re.compile(r"timezone\.now\(|datetime\.now\(|\.today\(|\.utcnow\(|time\.time\(")
TIMELESS = ("operations", "models", "policies", "providers", "reports", "letters")
"""Rooms of refunds in which nobody looks at a clock: instants come in with the act."""


def product() -> list[Path]:
    """The Python files of the product, migrations left out."""
    found = [path for app in ("accounts", "backoffice", "refunds") for path in (ROOT / app).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def name(path: Path) -> str:
    """A file as seen from the top."""
    return path.relative_to(ROOT).as_posix()


def using(pattern: str | re.Pattern[str], paths: list[Path]) -> set[str]:
    """The files in which a pattern occurs."""
    return {name(path) for path in paths if re.search(pattern, path.read_text(encoding="utf-8"))}


def top(*, folders: bool) -> set[str]:
    """What stands at the top and doesn't begin with a dot."""
    found = {path.name for path in ROOT.iterdir() if path.is_dir() == folders and not path.name.startswith(".")}
    return found - LEFT_BEHIND


def test_what_is_required_stands_at_the_top() -> None:
    assert top(folders=True) | top(folders=False) >= REQUIRED


def test_nothing_else_stands_at_the_top() -> None:
    assert top(folders=True) - FOLDERS == set()
    assert {file for file in top(folders=False) if not file.endswith(".lock")} - FILES == set()


def test_no_file_is_a_drawer_for_everything() -> None:
    files = {name(path) for path in product() if path.stem in DRAWERS}
    folders = {name(path.parent) for path in product() if path.parent.name in DRAWERS}
    assert files == set()
    assert folders <= {"refunds/policies/service"}  # the policy of that name


def test_rooms_are_small() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in product()}
    assert median(length for length in lengths.values() if length) < TYPICAL
    assert {file for file, length in lengths.items() if length > LONGEST} == set()


def test_rows_are_locked_in_files_called_locks_alone() -> None:
    assert using(r"\.select_for_update\(", product()) == {"refunds/locks.py", "accounts/locks.py"}
    assert using(r"\bLockedRows?\(|\bFOR (NO KEY )?UPDATE\b", product()) <= {"refunds/locks.py", "accounts/rows.py"}


def test_only_operations_open_transactions_on_refunds() -> None:
    rooms = [path for path in product() if path.is_relative_to(ROOT / "refunds")]
    outside = {file for file in using(r"\batomic\(", rooms) if not file.startswith("refunds/operations/")}
    assert outside <= {
        "refunds/models/sandbox.py",  # stands for a provider's books, elsewhere
        "refunds/reports/export.py",  # reads, all rows of one report as of one instant
    }


@pytest.mark.parametrize("room", TIMELESS)
def test_the_instant_is_passed_in(room: str) -> None:
    assert using(CLOCKS, list((ROOT / "refunds" / room).rglob("*.py"))) == set()


def test_nothing_is_swallowed() -> None:
    assert using(r"except Exception:\s+pass|except:", product()) == set()


def test_the_way_around_the_history_is_used_by_nobody() -> None:
    around = r"_raw_delete|skip_history_when_saving|\.bulk_create\(|\.bulk_update\("
    assert using(around, product()) <= {"accounts/models/staff.py"}  # what a sign-in writes


def test_nothing_is_left_to_do() -> None:
    assert using(r"\b(TODO|FIXME|HACK)\b(?!\.value)", product()) == set()


def test_the_folders_of_the_tests_are_those_of_the_product_and_few_more() -> None:
    mirrored = {"accounts", "backoffice", "refunds"}
    rooms = [path for path in (ROOT / "tests").iterdir() if path.is_dir() and not path.name.startswith((".", "_"))]
    assert {path.name for path in rooms} - mirrored <= {"data", "examples", "journeys", "races", "browser", "mutation"}
