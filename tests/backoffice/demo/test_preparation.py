"""What the demo refuses before it starts anything."""

import socket

import pytest

from backoffice.demo import preparation
from backoffice.demo.__main__ import announce, port_number
from backoffice.demo.preparation import DemoRefused, prepare_database, refuse_taken_port


def test_a_taken_port_is_named_with_the_command_for_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(DemoRefused, match=rf"^Port {port} cannot be used .* `make demo PORT=8123`\.$"):
            refuse_taken_port(port)


def test_a_free_port_will_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    refuse_taken_port(port)


@pytest.mark.parametrize("port", ["", "eighty", "-1", "8000.0"])
def test_a_port_is_a_number(port: str) -> None:
    with pytest.raises(DemoRefused, match="PORT is a number"):
        port_number(port)


def test_there_is_no_port_beyond_65535() -> None:
    with pytest.raises(DemoRefused, match="Port 65536 cannot be used"):
        refuse_taken_port(65_536)


def test_reset_does_not_empty_a_database_that_is_not_the_demos_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://refunds@database.example/refunds")

    with pytest.raises(DemoRefused, match="RESET=1 empties the embedded PostgreSQL only"):
        prepare_database(reset=True)


def test_a_database_that_cannot_be_used_ends_the_demo_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation, "why_unusable", lambda: "PostgreSQL refuses.")

    with pytest.raises(DemoRefused, match=r"^PostgreSQL refuses\.$"):
        prepare_database(reset=False)


def test_the_address_and_every_sign_in_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    announce(18_123)

    printed = capsys.readouterr().out
    assert "http://127.0.0.1:18123/" in printed
    for name in ["mei", "tom", "sofia", "ravi", "fatima", "wei", "anna", "admin"]:
        assert f" {name} " in printed
