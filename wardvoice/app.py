"""WardVoice, put together: the table of contents of the house."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from wardvoice.actions import views as actions
from wardvoice.agenda import views as agenda
from wardvoice.agenda.views.slips import find_item
from wardvoice.alerts import views as alerts
from wardvoice.board import views as board
from wardvoice.board.views.moving import find_moving
from wardvoice.concerns import views as concerns
from wardvoice.config import Settings
from wardvoice.core.budget import Budget
from wardvoice.core.clock import Clock
from wardvoice.council import views as council
from wardvoice.demo import views as demo
from wardvoice.diary import views as diary
from wardvoice.diary.queries.kept import kept_of
from wardvoice.evidence import views as evidence
from wardvoice.home import views as home
from wardvoice.meetings import views as meetings
from wardvoice.minutes import views as minutes
from wardvoice.paper import views as paper
from wardvoice.people import views as people
from wardvoice.people.queries.caller import CallerLoader
from wardvoice.people.queries.known import names_in
from wardvoice.pulse import views as pulse
from wardvoice.questions import views as questions
from wardvoice.records import views as records
from wardvoice.records.queries import concern_months
from wardvoice.reports import views as reports
from wardvoice.reps import views as reps
from wardvoice.signon import views as signon
from wardvoice.slips import views as slips
from wardvoice.slips.finders import Finder
from wardvoice.slips.tries import Tries
from wardvoice.storage.base import db
from wardvoice.storage.migrate import APART, fits
from wardvoice.wards import views as wards
from wardvoice.web.apart import the_apart
from wardvoice.web.hall import Hall
from wardvoice.web.house import build

OF_MEETINGS = (meetings, agenda, questions, paper, actions, minutes, board, council, reports, evidence, diary, records)
ROOMS = (home, wards, people, reps, alerts, slips, pulse, concerns, *OF_MEETINGS, signon, demo)

FINDERS: tuple[Finder, ...] = (find_item, concerns.find, find_moving)
"""Which rooms know what five words open."""


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
    sharing = settings.processes * settings.servers
    app.extensions.update(finders=list(FINDERS), tries=Tries(sharing), budget=Budget(sharing))
    app.extensions["pulse_budget"] = Budget(sharing)
    app.extensions["concern_months"] = concern_months  # set upstairs, for all that is kept
    app.extensions["kept_upstairs"] = (kept_of,)  # of an account, by rooms above the one that tells it
    app.extensions["names_in"] = names_in  # the room of concerns may know nobody, but whose key can read
    for room in ROOMS:
        app.register_blueprint(room.bp)
    return app


def _is_whole() -> bool:
    """Return whether both databases answer and have a schema that this program can work with."""
    try:
        return fits(db.engine) and fits(the_apart(), APART)
    except SQLAlchemyError:
        return False
