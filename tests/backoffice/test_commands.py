"""The commands a reader of the README types."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def make(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run(["make", *arguments], cwd=ROOT, env=variables, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", ["demo", "test", "setup", "check", "lock"])
def test_make_alone_lists_every_command(command: str) -> None:
    assert f"make {command} " in make().stdout


@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_the_readme_begins_with_the_two_commands(command: str) -> None:
    beginning = (ROOT / "README.md").read_text().splitlines()[:25]

    assert any(line.startswith(command) for line in beginning)


def test_a_machine_without_python_3_11_is_told_so_in_one_line(tmp_path: Path) -> None:
    for version in ["3.11", "3.12", "3.13", "3.14", "3"]:
        too_old = tmp_path / f"python{version}"
        too_old.write_text("#!/bin/sh\nexit 1\n")
        too_old.chmod(0o755)

    answer = make("test", PATH=f"{tmp_path}:{os.environ['PATH']}")

    assert answer.returncode != 0
    assert answer.stderr.splitlines()[0].startswith("Python 3.11 or newer is needed")


def test_the_continuous_integration_runs_what_developers_run() -> None:
    script = (ROOT / ".ci" / "run").read_text()

    assert "make check" in script
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
