"""Running PostgreSQL's programs, and the machines that cannot."""

import pytest

from backoffice.embedded_postgres import programs
from backoffice.embedded_postgres.programs import PostgresRefused, run


def test_it_is_recent_enough() -> None:
    assert run("postgres", "--version").startswith("postgres (PostgreSQL) 18.")


def test_a_failure_is_told_by_its_last_line() -> None:
    with pytest.raises(PostgresRefused, match=r"^PostgreSQL's pg_ctl failed: .*--help"):
        run("pg_ctl", "--no-such-option")


def test_variables_that_point_to_another_server_are_not_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGDATA", "/nowhere")

    with pytest.raises(PostgresRefused, match="--help"):  # it asks for the folder instead of going there
        run("pg_ctl", "status")


def test_without_the_wheel_it_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "find_spec", lambda name: None)

    with pytest.raises(PostgresRefused, match="not installed: run `make setup`, or set DATABASE_URL"):
        run("postgres", "--version")


def test_root_without_a_way_to_step_down_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs.os, "geteuid", lambda: 0)
    monkeypatch.setattr(programs.shutil, "which", lambda name: None)

    with pytest.raises(PostgresRefused, match="does not run as root and `setpriv`"):
        run("postgres", "--version")


def test_a_user_without_a_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs.os, "geteuid", lambda: 4_294_000_000)

    with pytest.raises(PostgresRefused, match="needs a user with a name"):
        programs.server_user()
