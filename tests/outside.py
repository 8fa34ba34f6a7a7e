"""Nothing outside the machine can be reached: whoever tries is refused, and the test that made them try fails."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest


class Reached(AssertionError):
    """Something wanted to speak with another machine."""


def is_here(host: object) -> bool:
    """Return whether an address is this machine's own, or no address of a network at all."""
    if not isinstance(host, str) or host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def walled_off() -> Iterator[list[str]]:
    """Refuse every connection and every question for a name that leads outside; give what was tried."""
    tried: list[str] = []

    def check(host: object) -> None:
        if not is_here(host):
            tried.append(str(host))
            raise Reached(f"{host} was to be reached")

    def guarded(name: str) -> Any:
        real = getattr(socket.socket, name)

        def act(self: socket.socket, *words: Any) -> Any:
            address = words[-1]
            if isinstance(address, tuple):  # a path of a Unix socket stays on the machine
                check(address[0])
            return real(self, *words)

        return act

    looks_up = socket.getaddrinfo

    def look_up(host: Any, *words: Any, **named: Any) -> Any:
        check(host)
        return looks_up(host, *words, **named)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, guarded(name))
        patch.setattr(socket, "getaddrinfo", look_up)
        yield tried
