"""Serves one of the two apps with the settings of the shipped server, until its process is ended."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from wardvoice.config import Settings

START_SECONDS = 240
NAMED = ("database_url", "concerns_database_url")
KB = 1024


@dataclass(frozen=True)
class Served:
    """A server that answers: its port, its first process, and the seconds until it was ready."""

    port: int
    pid: int
    ready_after: float

    def workers(self) -> list[int]:
        """Return the processes that answer requests; Linux only."""
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii").split()
        return [int(pid) for pid in listed]

    def resident(self) -> list[int]:
        """Return how many bytes each of them holds in memory."""
        told = (Path(f"/proc/{pid}/status").read_text(encoding="ascii") for pid in self.workers())
        return [int(text.partition("VmRSS:")[2].split()[0]) * KB for text in told]


@contextmanager
def served(name: str, settings: Settings, database_url: str = "", workers: int = 1) -> Iterator[Served]:
    """Serve `wardvoice`, or `floor` on a database of its own."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {name: getattr(settings, name) for name in NAMED} | {"instance": str(settings.instance)}
    words = [name, json.dumps(told | ({"database_url": database_url} if database_url else {})), str(port), str(workers)]
    began = time.perf_counter()
    with (settings.instance / "bench.log").open("ab") as log:  # a line for each request, as a journal takes it
        process = subprocess.Popen([sys.executable, "-m", "bench.serving", *words], stderr=log)
    try:
        _wait_for(port, process)
        yield Served(port, process.pid, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers that it is whole."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if _is_ready(port):
            return
        if process.poll() is not None:
            sys.exit("the server did not start")
        time.sleep(0.01)
    sys.exit("the server does not answer")


def _is_ready(port: int) -> bool:
    with closing(HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)) as connection:
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False


def main(name: str, told: str, port: str, workers: str) -> None:
    from gunicorn.app.base import BaseApplication

    from bench.floor import create_floor
    from wardvoice.app import create_app
    from wardvoice.serving import gunicorn_settings

    given = json.loads(told)
    settings = Settings(**given | {"instance": Path(given["instance"])}, is_demo=True, trusted_hosts=("127.0.0.1",))

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for key, value in gunicorn_settings("127.0.0.1", int(port), int(workers)).items():
                self.cfg.set(key, value)

        def load(self) -> object:
            return (create_app if name == "wardvoice" else create_floor)(settings)

    Server().run()


if __name__ == "__main__":
    main(*sys.argv[1:])
