"""Serves one of the two apps as it is served in a hospital, with a single worker, until its process is ended."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from wardvoice.config import Settings

START_SECONDS = 30


def settings_in(folder: Path) -> Settings:
    """Return the settings of a demo hospital of the benchmark's own."""
    return Settings(instance=folder, is_demo=True, trusted_hosts=("127.0.0.1",))


@contextmanager
def served(name: str, folder: Path) -> Iterator[int]:
    """Serve `wardvoice` or `floor`, and give the port."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "bench.serving", name, str(folder), str(port)])
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(START_SECONDS * 20):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            sys.exit("the server did not start")
        time.sleep(0.05)
    sys.exit("the server does not answer")


def main(name: str, folder: str, port: str) -> None:
    from gunicorn.app.base import BaseApplication

    from bench.floor import create_floor
    from wardvoice.app import create_app
    from wardvoice.serving import gunicorn_settings

    settings = settings_in(Path(folder))

    class One(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for key, value in (gunicorn_settings("127.0.0.1", int(port), settings.processes) | {"workers": 1}).items():
                self.cfg.set(key, value)

        def load(self) -> object:
            return (create_app if name == "wardvoice" else create_floor)(settings)

    One().run()


if __name__ == "__main__":
    main(*sys.argv[1:])
