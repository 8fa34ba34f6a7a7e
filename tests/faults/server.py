"""WardVoice as it is served in a hospital, in processes of its own that a test may starve or kill at a chosen moment.

`python -m tests.faults.server FOLDER PORT LIMIT PATIENCE DATABASE PRIVATE WITHIN` is what `Server` starts.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from wardvoice.app import create_app
from wardvoice.config import Settings
from wardvoice.serving import gunicorn_settings
from wardvoice.storage import base, reach

ROOT = Path(__file__).resolve().parent.parent.parent


class Server:
    """One instance's server.

    While `folder/die` reads "before" it dies with a change half stored, while that reads "after" with one just stored.
    Its databases are the files in the folder, unless `database_url` or `private_url` names another.
    """

    def __init__(
        self,
        folder: Path,
        *,
        file_limit: int = 0,
        patience: float = 15,
        database_url: str = "",
        private_url: str = "",
        answer_within: float = reach.ANSWER_SECONDS,
    ) -> None:
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        words = [
            sys.executable,
            "-m",
            "tests.faults.server",
            str(folder),
            str(self.port),
            str(file_limit),
            str(patience),
            database_url,
            private_url,
            str(answer_within),
        ]
        self.process = subprocess.Popen(words, cwd=ROOT, start_new_session=True, stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"ready\n"

    def kill(self) -> None:
        """End every process of it at once, in whatever it is doing."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.wait()

    def wait(self) -> None:
        """Return when it is gone."""
        self.process.wait(60)
        if self.process.stdout is not None:
            self.process.stdout.close()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()


def main(folder: str, port: str, limit: str, patience: str, database_url: str, private_url: str, within: str) -> None:
    """Serve until killed; say "ready" once somebody listens. A writer waits `patience` seconds for the lock."""
    from gunicorn.app.base import BaseApplication

    base.LOCK_SECONDS = float(patience)  # type: ignore[assignment]
    reach.ANSWER_SECONDS, reach.CONNECT_SECONDS = float(within), min(int(float(within)), 5)  # type: ignore[assignment]
    if int(limit):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    databases = {"database_url": database_url, "concerns_database_url": private_url}
    settings = Settings(instance=Path(folder), trusted_hosts=("127.0.0.1",), processes=2, **databases)
    more = {"when_ready": lambda _arbiter: _say_ready()}

    class One(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for key, value in (gunicorn_settings("127.0.0.1", int(port), settings.processes) | more).items():
                self.cfg.set(key, value)

        def load(self) -> Flask:
            app = create_app(settings)
            _mortal(app, Path(folder) / "die")
            return app

    One().run()


def _say_ready() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()


def _mortal(app: Flask, order: Path) -> None:
    """Let the server die at a change, all of it: before it is stored, or after that and before it is answered."""

    def at(when: str) -> Callable[..., Any]:
        def die(given: Any = None, *_: Any) -> Any:
            if order.exists() and order.read_text() == when and base.WRITING.get():
                os.killpg(0, signal.SIGKILL)
            return given

        return die

    app.after_request(at("after"))
    event.listen(Session, "before_commit", at("before"))


if __name__ == "__main__":
    main(*sys.argv[1:])
