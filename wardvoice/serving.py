"""Serves the pages with gunicorn (waitress on Windows), and ticks each minute beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from wardvoice.app import create_app
from wardvoice.config import Settings
from wardvoice.core.clock import Clock
from wardvoice.storage.apart import open_apart
from wardvoice.storage.base import prepare
from wardvoice.tick import tick

THREADS = 4
MINUTE = 60


def serve_forever(settings: Settings, host: str, port: int) -> None:
    """Serve until Ctrl-C."""
    ticker = _start_ticker(settings)
    try:
        if sys.platform == "win32":
            _serve_on_windows(settings, host, port)
        else:
            _serve_with_gunicorn(settings, host, port)
    finally:
        ticker.terminate()


def tick_once(settings: Settings) -> None:
    """Do what falls due now."""
    engine = prepare(create_engine(settings.database_url))
    apart, clock = open_apart(settings.concerns_database_url), Clock(settings.zone)
    tick(engine, apart, clock, settings.pepper(), settings.alert_command, settings.smtp)
    engine.dispose()


def tick_each_minute(settings: Settings) -> None:
    """Do what falls due, each minute, as long as the server that started this is there."""
    parent = os.getppid()
    while os.getppid() == parent:
        try:
            tick_once(settings)
        except SQLAlchemyError as error:  # the database may be back in a minute; nobody else would go on ticking
            sys.stderr.write(f"tick: the database does not answer: {type(error).__name__}.\n")
        time.sleep(MINUTE)


def _start_ticker(settings: Settings) -> subprocess.Popen[bytes]:
    demo = ["--demo"] if settings.is_demo else []
    return subprocess.Popen([sys.executable, "-m", "wardvoice.cli", *demo, "tick", "--each-minute"])  # noqa: S603


def _serve_with_gunicorn(settings: Settings, host: str, port: int) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]
        """Gunicorn with our settings and no access log: a request from a ward screen leaves no line anywhere."""

        def load_config(self) -> None:
            """Hand gunicorn its settings."""
            for name, value in gunicorn_settings(host, port, settings.processes).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            """Build the application in each worker."""
            return create_app(settings)

    Server().run()


def gunicorn_settings(host: str, port: int, processes: int) -> dict[str, Any]:
    """Return how gunicorn runs: so many processes, and no line for any request."""
    return {
        "bind": f"{host}:{port}",
        "workers": processes,
        "worker_class": "gthread",
        "threads": THREADS,
        "accesslog": None,
        "loglevel": "warning",
        "timeout": 60,
        "graceful_timeout": 10,
    }


def _serve_on_windows(settings: Settings, host: str, port: int) -> None:
    import waitress

    waitress.serve(create_app(settings), host=host, port=port, threads=8)
