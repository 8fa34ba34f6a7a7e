"""WardVoice, put together: the table of contents of the house."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from flask import Flask

from wardvoice.config import Settings
from wardvoice.core.clock import Clock
from wardvoice.people.queries.caller import CallerLoader
from wardvoice.web.hall import Hall
from wardvoice.web.house import build

ROOMS = ("home", "demo", "wards", "people", "meetings", "agenda", "actions", "minutes", "board", "reports")


def create_app(settings: Settings | None = None, clock: Clock | None = None) -> Flask:
    """Return the application for these settings, or for those of the environment."""
    settings = settings or Settings.load()
    clock = clock or Clock(settings.zone)
    hall = Hall(
        settings=settings,
        clock=clock,
        load_caller=CallerLoader(clock),
        is_whole=lambda: True,
        secret=settings.secret_key(),
        pepper=settings.pepper(),
    )
    app = build(hall)
    for room in ROOMS:
        if find_spec(f"wardvoice.{room}") and find_spec(f"wardvoice.{room}.views"):
            app.register_blueprint(import_module(f"wardvoice.{room}.views").bp)
    return app


