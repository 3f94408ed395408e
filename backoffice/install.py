"""Install what a lock file names into .venv, unless it is there already.

The Makefile runs it before everything else, so it uses the standard library only:
`python3 -m backoffice.install requirements-dev.lock`.
"""

import fcntl
import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

# A lock holds everything that those after it hold.
LOCKS = ["requirements-dev.lock", "requirements-demo.lock", "requirements.lock"]


class CannotInstall(Exception):
    """Nothing can be installed here; the message says in one line why and what to do."""


def install(lock: str) -> None:
    """Have in .venv what the lock file names, checked against the hashes it names.

    :raises CannotInstall: when there is no virtual environment to be had, or pip fails
    """
    if _is_installed(lock):
        return
    (ROOT / "var").mkdir(exist_ok=True)
    with (ROOT / "var" / "install.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # `make demo` and `make test` started together install one after the other
        if not _is_installed(lock):
            _make_venv()
            _run_pip(lock)


def _run_pip(lock: str) -> None:
    print(f"Installing {lock} into .venv ...", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    command += ["--no-deps", "--require-hashes", "-r", lock]
    if subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL).returncode:
        raise CannotInstall(f"pip could not install {lock}; its reason is above. Is a package index within reach?")
    for held in LOCKS[LOCKS.index(lock) :]:
        _stamp(held).write_text(_fingerprint(held))


def _make_venv() -> None:
    if _runs(PYTHON):
        return
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise CannotInstall(
            f"This Python {version} cannot make virtual environments: install its venv module, "
            f"on Debian and Ubuntu with `apt install python{version}-venv`."
        ) from None
    print(f"Making .venv with Python {sys.version.split()[0]} ...", flush=True)
    venv.create(VENV, with_pip=True, clear=True, symlinks=True)


def _runs(python: Path) -> bool:
    """Whether it is a Python with pip that we support."""
    question = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    return python.exists() and subprocess.run([str(python), "-c", question], stderr=subprocess.DEVNULL).returncode == 0


def _is_installed(lock: str) -> bool:
    return PYTHON.exists() and _stamp(lock).exists() and _stamp(lock).read_text() == _fingerprint(lock)


def _stamp(lock: str) -> Path:
    return VENV / f"{lock}.installed"


def _fingerprint(lock: str) -> str:
    """Differs when the lock does, or when the machine's Python was replaced below .venv."""
    return f"{hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()} {PYTHON.resolve()}"


if __name__ == "__main__":
    try:
        install(sys.argv[1])
    except CannotInstall as refusal:
        sys.exit(str(refusal))
    except OSError as error:
        sys.exit(f"Cannot install into {VENV}: {error.strerror or error}")
    except KeyboardInterrupt:
        sys.exit("Interrupted; the next start installs the rest.")
