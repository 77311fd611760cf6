"""Where a server listens."""

import socket

import pytest

from ats_sandbox.server import CannotListen, PortTaken, Server
from tests.server.application import Application, closing, talk


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


both = pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")


def reached(host: str, port: int) -> bytes:
    with socket.create_connection((host, port), timeout=5) as client:
        client.sendall(closing(b"GET /"))
        return client.makefile("rb").read()


@both
@pytest.mark.parametrize("host", ["::", "localhost"])
def test_both_families_are_served(application: Application, host: str) -> None:
    with Server(application, host) as server:
        port = server.address[1]

        assert [reached(one, port).endswith(b"hello") for one in ("127.0.0.1", "::1")] == [True, True]
    for one in ("127.0.0.1", "::1"):
        with pytest.raises(ConnectionRefusedError):
            reached(one, port)


@both
def test_the_ipv6_loopback_alone_is_that_alone(application: Application) -> None:
    with Server(application, "::1") as server:
        assert reached("::1", server.address[1]).endswith(b"hello")
        assert server.url == f"http://[::1]:{server.address[1]}"
        with pytest.raises(ConnectionRefusedError):
            reached("127.0.0.1", server.address[1])


@both
def test_localhost_is_taken_when_one_of_its_addresses_is(application: Application) -> None:
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as other, pytest.raises(PortTaken):
        Server(application, "localhost", other.getsockname()[1]).start()


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("192.0.2.1", "192.0.2.1 is no address of this machine"),
        ("nohost.invalid", "'nohost.invalid': no address is known for that name"),
        ("a" * 70 + ".example", "no address is known for that name"),
        ("..", "no address is known for that name"),
        ("::zz", "no address is known for that name"),
    ],
)
def test_an_address_where_nothing_can_listen_is_said(application: Application, host: str, said: str) -> None:
    with pytest.raises(CannotListen, match=r"^[^\n]+$") as refused:
        Server(application, host).start()

    assert said in str(refused.value)
    assert "--host" in str(refused.value)


def test_a_server_on_one_address_is_asked_there(server: Server) -> None:
    assert talk(server, closing(b"GET /")).endswith(b"hello")
