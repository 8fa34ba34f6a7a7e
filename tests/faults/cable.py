"""The way from a program to PostgreSQL over TCP, as a cable that a test cuts: nothing gets through, nobody is told."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from threading import Thread

from tests.postgres import SUPERUSER, name_in

LOOK = 0.05
AT_ONCE = 65_536


class Cable:
    """Leads from a port of this machine to the socket in a cluster's folder, as long as it is whole.

    What is sent while it is cut is lost, and so is the connection that it was sent on, as in a network whose machines
    forgot it meanwhile: mended it carries new ones alone.
    """

    def __init__(self, home: Path) -> None:
        self._server = str(home / ".s.PGSQL.5432")
        self._listens = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._listens.getsockname()[1]
        self._whole, self._over = True, False
        self._other_end: dict[socket.socket, socket.socket] = {}
        self._lost: list[socket.socket] = []
        self._ready = DefaultSelector()
        self._ready.register(self._listens, EVENT_READ)
        self._carries = Thread(target=self._carry, daemon=True)

    def leads_to(self, url: str) -> str:
        """Return the address of a database at the end of this cable."""
        return f"postgresql+psycopg://{SUPERUSER}@127.0.0.1:{self.port}/{name_in(url)}"

    def cut(self) -> None:
        self._whole = False

    def mend(self) -> None:
        self._whole = True

    def __enter__(self) -> Cable:
        self._carries.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True
        self._carries.join()
        for end in (self._listens, *self._other_end, *self._lost):
            end.close()
        self._ready.close()

    def _carry(self) -> None:
        while not self._over:
            for ready, _events in self._ready.select(LOOK):
                end = ready.fileobj
                assert isinstance(end, socket.socket)
                if end is self._listens:
                    self._lay()
                elif end in self._other_end:
                    self._pass_on(end)

    def _lay(self) -> None:
        near, _address = self._listens.accept()
        if not self._whole:
            self._lost.append(near)
            return
        far = socket.socket(socket.AF_UNIX)
        try:
            far.connect(self._server)
        except OSError:
            far.close()
            near.close()
            return
        for one, other in ((near, far), (far, near)):
            self._other_end[one] = other
            self._ready.register(one, EVENT_READ)

    def _pass_on(self, end: socket.socket) -> None:
        if not self._whole:
            self._lost += self._take_away(end)
            return
        sent = b""
        with suppress(OSError):
            sent = end.recv(AT_ONCE)
            self._other_end[end].sendall(sent)
        if not sent:
            for one in self._take_away(end):
                one.close()

    def _take_away(self, end: socket.socket) -> tuple[socket.socket, socket.socket]:
        other = self._other_end.pop(end)
        del self._other_end[other]
        self._ready.unregister(end)
        self._ready.unregister(other)
        return end, other
