"""Is a server running on this data? PostgreSQL notes it in `postmaster.pid`, which a killed one leaves behind."""

from pathlib import Path

import psutil

# Lines of postmaster.pid, counted from 0. The file is written line by line while the server starts.
PID, SOCKET_FOLDER, STATUS = 0, 4, 7


def socket_folder(data: Path) -> Path | None:
    """Where the server on this data listens; None while none runs.

    :raises OSError: when the note cannot be read
    """
    note = _note(data)
    if len(note) > STATUS and note[STATUS] == "ready" and _is_postgres(int(note[PID]), data):
        return Path(note[SOCKET_FOLDER])
    return None


def forget_the_dead(data: Path) -> Path | None:
    """Remove the note of a server that is gone, and say where that one listened.

    PostgreSQL does so itself, unless its old number belongs to another process of the same user by now, which is
    usual in a restarted container.
    """
    note = _note(data)
    if not note or _is_postgres(int(note[PID]), data):
        return None
    (data / "postmaster.pid").unlink()
    return Path(note[SOCKET_FOLDER]) if len(note) > SOCKET_FOLDER else None


def _note(data: Path) -> list[str]:
    try:
        return [line.strip() for line in (data / "postmaster.pid").read_text().splitlines()]
    except FileNotFoundError:
        return []


def _is_postgres(pid: int, data: Path) -> bool:
    try:
        return str(data) in psutil.Process(pid).cmdline()
    except psutil.NoSuchProcess:
        return False
