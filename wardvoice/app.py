"""WardVoice, put together: the table of contents of the house."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from wardvoice.config import Settings
from wardvoice.core.clock import Clock
from wardvoice.people.queries.caller import CallerLoader
from wardvoice.storage.base import db
from wardvoice.storage.migrate import at_newest
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
        is_whole=_is_whole,
        secret=settings.secret_key(),
        pepper=settings.pepper(),
    )
    app = build(hall)
    for room in ROOMS:
        if find_spec(f"wardvoice.{room}") and find_spec(f"wardvoice.{room}.views"):
            app.register_blueprint(import_module(f"wardvoice.{room}.views").bp)
    return app




def _is_whole() -> bool:
    """Return whether the database answers and has the newest schema."""
    try:
        return at_newest(db.engine)
    except SQLAlchemyError:
        return False
