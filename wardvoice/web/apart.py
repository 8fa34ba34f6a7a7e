"""The way from a request into the locked room: a session of its own, stored or given up with the request."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app, g
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from wardvoice.storage.apart import open_apart
from wardvoice.storage.apart_work import ApartWork
from wardvoice.web.hall import Hall, the_hall
from wardvoice.web.identity import this_actor


def install(app: Flask) -> None:
    """Give the application the key to the locked room."""
    hall: Hall = app.extensions["hall"]
    app.extensions["apart"] = open_apart(hall.settings.concerns_database_url, hurried=True)
    app.teardown_request(leave)


def the_apart() -> Engine:
    """Return the engine of the database of private things."""
    return cast(Engine, current_app.extensions["apart"])


def this_apart_work() -> ApartWork:
    """Return the one piece of work of this request among the private things."""
    if "apart_work" not in g:
        hall = the_hall()
        g.apart_work = ApartWork(Session(the_apart(), expire_on_commit=False), this_actor(), hall.clock, hall.pepper)
    work: ApartWork = g.apart_work
    work.actor = this_actor()
    return work


def settle(*, good: bool) -> None:
    """Store what this request did in the locked room, if it went well; otherwise leave no trace of it."""
    work: ApartWork | None = g.get("apart_work")
    if work is not None and good:
        work.commit()
    elif work is not None:
        work.session.rollback()


def leave(_fault: BaseException | None = None) -> None:
    """Close the locked room behind a request."""
    work: ApartWork | None = g.pop("apart_work", None)
    if work is not None:
        work.session.close()
