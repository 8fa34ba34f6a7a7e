"""Serves the pages with gunicorn (waitress on Windows), and ticks each minute beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Event, Thread
from typing import Any

from sqlalchemy import create_engine

from wardvoice.app import create_app
from wardvoice.config import Settings
from wardvoice.core.clock import Clock
from wardvoice.core.errors import without_words
from wardvoice.storage.apart import open_apart
from wardvoice.storage.base import prepare
from wardvoice.storage.in_use import mark_in_use
from wardvoice.tick import tick

THREADS = 4
MINUTE = 60
LOOK_EVERY = 5
"""In seconds: so often the server looks whether its ticker is still there."""

Starts = Callable[[], "subprocess.Popen[bytes]"]


def serve_forever(settings: Settings, host: str, port: int) -> None:
    """Serve until Ctrl-C."""
    for url in (settings.database_url, settings.concerns_database_url):
        mark_in_use(url)
    with ticking(partial(_start_ticker, settings)):
        if sys.platform == "win32":
            _serve_on_windows(settings, host, port)
        else:
            _serve_with_gunicorn(settings, host, port)


@contextmanager
def ticking(starts: Starts, look_every: float = LOOK_EVERY) -> Iterator[None]:
    """Keep a ticker running until the block ends: one that has died is started anew."""
    here, over = os.getpid(), Event()
    keeper = Thread(target=_keep_ticking, args=(starts, over, look_every), name="ticker", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        if os.getpid() == here:  # a worker leaves through here, too, and the ticker is not its own
            over.set()
            keeper.join()


def _keep_ticking(starts: Starts, over: Event, look_every: float) -> None:
    ticker: subprocess.Popen[bytes] | None = None
    while not over.is_set():
        if ticker is None or ticker.poll() is not None:
            with suppress(OSError):  # no room for another process just now: it is tried again
                ticker = starts()
        over.wait(look_every)
    if ticker is not None:
        ticker.terminate()


def tick_once(settings: Settings) -> None:
    """Do what falls due now."""
    engine = prepare(create_engine(settings.database_url, pool_pre_ping=True), hurried=True)
    apart, clock = open_apart(settings.concerns_database_url, hurried=True), Clock(settings.zone)
    try:
        told = (settings.alert_command, settings.smtp, settings.bank_holidays)
        tick(engine, apart, clock, settings.pepper(), *told)
    finally:
        engine.dispose()


def tick_each_minute(settings: Settings, server: int) -> None:
    """Do what falls due, each minute, as long as the server that started this is there; `server` is its process.

    Asking for the parent here would be too late: of a server that died meanwhile this would go on for ever.
    """
    while os.getppid() == server:
        try:
            tick_once(settings)
        except Exception as fault:
            sys.stderr.write(f"tick: this minute's failed: {without_words(fault)}\n")
        time.sleep(MINUTE)


def _start_ticker(settings: Settings) -> subprocess.Popen[bytes]:
    demo = ["--demo"] if settings.is_demo else []
    command = [sys.executable, "-m", "wardvoice.cli", *demo, "tick", "--each-minute", str(os.getpid())]
    return subprocess.Popen(command)  # noqa: S603


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
    """Return how gunicorn runs: so many processes, no line for any request, and none with an address or with words."""
    from gunicorn.glogging import Logger

    class Discreet(Logger):  # type: ignore[misc]
        """Tells of a program error as the rest of the house does; gunicorn's own line names the address asked for."""

        def exception(self, *_told: object, **_more: object) -> None:
            """Write the kind and the place of the error at hand, never its message."""
            fault = sys.exception()
            self.error("A program error: %s", without_words(fault) if fault else "unknown")

    return {
        "bind": f"{host}:{port}",
        "workers": processes,
        "worker_class": "gthread",
        "threads": THREADS,
        "accesslog": None,
        "loglevel": "error",  # a warning names the address of a computer that sent nonsense
        "logger_class": Discreet,
        "timeout": 60,
        "graceful_timeout": 10,
    }


def _serve_on_windows(settings: Settings, host: str, port: int) -> None:
    import waitress

    waitress.serve(create_app(settings), host=host, port=port, threads=8)
