import socket
from pathlib import Path

import pytest

from pagelet_cli.errors import CallError
from pagelet_cli.ports import FIRST, LAST, listen, port_of


def port_of_socket(listener: socket.socket) -> int:
    return int(listener.getsockname()[1])


def test_an_app_keeps_its_port() -> None:
    ports = [port_of(Path(f"/apps/{number}/index.html")) for number in range(200)]

    assert ports == [port_of(Path(f"/apps/{number}/index.html")) for number in range(200)]
    assert all(FIRST <= port <= LAST for port in ports)
    assert len(set(ports)) > 190


def test_an_app_gets_its_own_port_and_else_the_next(tmp_path: Path) -> None:
    with listen(tmp_path, None) as first, listen(tmp_path, None) as second:
        assert port_of_socket(first) != port_of_socket(second)
        assert FIRST <= port_of_socket(second) <= LAST


def test_port_zero_is_any_free_one(tmp_path: Path) -> None:
    with listen(tmp_path, 0) as listener:
        assert port_of_socket(listener) > 0


def test_only_this_machine_can_connect(tmp_path: Path) -> None:
    with listen(tmp_path, 0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_a_port_in_use_is_an_error(tmp_path: Path) -> None:
    with listen(tmp_path, 0) as listener:
        port = port_of_socket(listener)
        with pytest.raises(CallError) as caught:
            listen(tmp_path, port)

    assert str(caught.value).splitlines() == [
        f"Port {port} is in use.",
        f"  where: --port {port}",
        "  try:   Stop the program that uses it, or leave --port out to get a free one.",
    ]


@pytest.mark.skipif("not hasattr(os, 'geteuid') or os.geteuid() == 0", reason="root may use any")
def test_a_reserved_port_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CallError) as caught:
        listen(tmp_path, 1)

    assert str(caught.value).splitlines() == [
        "Port 1 cannot be used: Permission denied.",
        "  where: --port 1",
        "  try:   Leave --port out to get a free one; ports below 1024 are often reserved.",
    ]
