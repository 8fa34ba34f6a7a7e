"""All tests of this room run with every outside address denied (`nothing_outside`); here the wall itself is tried."""

from __future__ import annotations

import socket

import pytest

from tests.outside import Reached, is_here, walled_off


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_nobody_gets_out(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with walled_off() as tried, socket.socket(family, socket.SOCK_DGRAM) as out:
        with pytest.raises(Reached):
            out.connect((host, 443))
        with pytest.raises(Reached):
            out.sendto(b"", (host, 53))
        with pytest.raises(Reached):
            socket.create_connection((host, 443), timeout=1)
        assert tried == [host] * 3


def test_the_machine_itself_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()[:2]):
        assert is_here("::1")
