"""Installing from the lock files: once, checked, and with one line when it cannot be done."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from backoffice import install

ROOT = Path(__file__).parents[2]
LOCK = "requirements.lock"


@pytest.fixture
def pip_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A checkout with a .venv and a lock; pip is noted down instead of run."""
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    for lock in install.LOCKS:
        (tmp_path / lock).write_text("django==5.2.8\n")
    for name, value in {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "PYTHON": python}.items():
        monkeypatch.setattr(install, name, value)
    runs: list[list[str]] = []

    def note(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        if "pip" in command:
            runs.append(command)
        return subprocess.CompletedProcess(command, returncode=0)

    monkeypatch.setattr(install.subprocess, "run", note)
    return runs


def test_the_hashes_of_the_lock_are_required(pip_runs: list[list[str]]) -> None:
    install.install(LOCK)

    assert pip_runs[0][-4:] == ["--no-deps", "--require-hashes", "-r", LOCK]


def test_a_second_start_installs_nothing(pip_runs: list[list[str]]) -> None:
    install.install(LOCK)
    install.install(LOCK)

    assert len(pip_runs) == 1


def test_a_changed_lock_is_installed(pip_runs: list[list[str]]) -> None:
    install.install(LOCK)
    (install.ROOT / LOCK).write_text("django==5.2.9\n")

    install.install(LOCK)

    assert len(pip_runs) == 2


def test_what_developing_needs_covers_the_demo(pip_runs: list[list[str]]) -> None:
    install.install("requirements-dev.lock")
    install.install("requirements-demo.lock")

    assert len(pip_runs) == 1


def test_what_the_demo_needs_does_not_cover_developing(pip_runs: list[list[str]]) -> None:
    install.install("requirements-demo.lock")
    install.install("requirements-dev.lock")

    assert len(pip_runs) == 2


def test_an_installation_that_failed_is_tried_again(pip_runs, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, returncode="pip" in command)

    with monkeypatch.context() as offline:
        offline.setattr(install.subprocess, "run", fail)
        with pytest.raises(install.CannotInstall, match=r"pip could not install requirements\.lock"):
            install.install(LOCK)

    install.install(LOCK)

    assert len(pip_runs) == 1


def test_a_python_without_venv_is_told_what_to_install(pip_runs, monkeypatch: pytest.MonkeyPatch) -> None:
    install.PYTHON.unlink()
    monkeypatch.setitem(sys.modules, "ensurepip", None)

    with pytest.raises(install.CannotInstall, match=r"`apt install python3\.\d+-venv`"):
        install.install(LOCK)


@pytest.mark.parametrize("lock", install.LOCKS)
def test_every_package_of_a_lock_has_its_version_and_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    packages = [entry for entry in re.split(r"\n(?=[a-z])", text) if not entry.startswith("#")]

    assert packages
    assert all(re.match(r"[a-z0-9.\-\[\],]+==\S+ .*--hash=sha256:[0-9a-f]{64}", p, re.DOTALL) for p in packages)
    assert not re.search(r"https?:|file:|--index|--find-links|(?<!\w)/\w", text)


@pytest.mark.parametrize(("smaller", "larger"), [(2, 1), (1, 0)])
def test_a_larger_lock_has_what_a_smaller_one_has(smaller: int, larger: int) -> None:
    pins = [set(re.findall(r"^[a-z]\S+==\S+", (ROOT / lock).read_text(), re.MULTILINE)) for lock in install.LOCKS]

    assert pins[smaller] < pins[larger]
