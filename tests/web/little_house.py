"""A little house: the real hall with three small rooms, so that the hall is tested apart from the real ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from flask import Blueprint, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import NotFound, Repeated, RuleBroken, Stale, TooMuch
from wardvoice.core.policy import May
from wardvoice.web import identity
from wardvoice.web.fields import Box, Choice, Choices, Count, Day, Line, Pick, Pin, Secret, Tick
from wardvoice.web.forms import Form, SentOnce, Versioned
from wardvoice.web.guard import requires
from wardvoice.web.pages import Answer, cut, done, page, receipt
from wardvoice.web.sessions import Caller, Kind, ScreenShown, SessionRow, SessionShown, WardShown, token_hash

WARD = WardShown(UUID(int=7), "Alder", "the day room", ("0808 157 0001", "ward phone 2"), 16)
OTHER_WARD = UUID(int=8)
NURSE, KESTREL = UUID(int=21), UUID(int=22)
TERMINAL, LAPTOP, BOARD = "terminal-token", "laptop-token", "board-token"
SCREENS = {
    TERMINAL: ScreenShown(UUID(int=31), Door.TERMINAL, "the corridor"),
    LAPTOP: ScreenShown(UUID(int=32), Door.LAPTOP, "the day room"),
    BOARD: ScreenShown(UUID(int=33), Door.BOARD, "the wall"),
}


@dataclass
class Loader:
    """Stands for the people room: knows one nurse, one ward name and three screens. Counts how often it is asked."""

    asked: int = 0
    known: bool = True

    def __call__(
        self,
        session: Session,
        session_hash: str | None,
        screen_hash: str | None,
        now: datetime,
        *,
        at_council: bool = False,
    ) -> Caller | None:
        self.asked += 1
        screen = next((shown for token, shown in SCREENS.items() if token_hash(token) == screen_hash), None)
        row = session.scalar(select(SessionRow).where(SessionRow.token_hash == session_hash, SessionRow.expires > now))
        held = SessionShown(row.token_hash, row.person_kind, row.person_id, row.ward_id, row.expires) if row else None
        if screen:
            actor = Actor(screen.kind, WARD.id)
            if held and held.person_kind is Kind.WARD_NAME:
                actor = replace(actor, id=KESTREL, name="Kestrel", roles=frozenset({Role.PATIENT}))
            return Caller(actor, WARD, screen=screen, session=held if actor.id else None)
        if held is None or held.person_kind is not Kind.ACCOUNT or not self.known:
            return None
        actor = Actor(Door.OWN_DEVICE, WARD.id, NURSE, "Tom Reed", frozenset({Role.STAFF}))
        return Caller(actor, WARD, ((WARD.id, "Alder"), (OTHER_WARD, "Birch")), session=held)


class Kinds(StrEnum):
    PROBLEM = "problem"
    IDEA = "idea"


class EveryForm(SentOnce, Versioned, Form):
    """One field of each kind."""

    line = Line("Your line", needed="Write one line.", most=50, hint="A short one.")
    box = Box("Your words", most=300)
    kind = Choice("What is it?", words={Kinds.PROBLEM: "A problem", Kinds.IDEA: "An idea"}, needed="Choose one.")
    several = Choices("Which days?", words={"mon": "Monday", "tue": "Tuesday"})
    owner = Pick("Whose job?", words={"": "Choose", "tom": "Tom"})
    day = Day("By which day?")
    count = Count("How many?", least=0, most=40)
    agree = Tick("I agree")


class Plain(Form):
    words = Line("Words", needed="Write something.")


class Keys(Form):
    pin = Pin("Your PIN")
    password = Secret("Password", needed="Type your password.")


home, people, things = Blueprint("home", __name__), Blueprint("people", __name__), Blueprint("things", __name__)
wards = Blueprint("wards", __name__)
wards.add_app_template_global(lambda: 900, "seconds_to_call")


@home.get("/")
@requires(May.READ_WARD)
def start() -> Answer:
    return page("plain.html", heading="Start")


@people.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Answer:
    form = Keys()
    if form.validate():
        identity.sign_in(Kind.ACCOUNT, NURSE, WARD.id)
        return done("/")
    return page("form.html", form=form, heading="Sign in", status=form.status)


@people.post("/sign-out")
def sign_out() -> Answer:
    identity.sign_out()
    return done("/sign-in")


@people.post("/finish")
def finish() -> Answer:
    identity.finish()
    return done("/")


@people.route("/my-name", methods=["GET", "POST"])
@requires(May.READ_WARD)
def my_name() -> Answer:
    form = Plain()
    if form.validate():
        identity.sign_in(Kind.WARD_NAME, KESTREL, WARD.id)
        return done("/")
    return page("form.html", form=form, heading="My name", status=form.status)


@people.get("/ward")
@requires(May.READ_WARD)
def choose_ward() -> Answer:
    return page("plain.html", heading="Another ward")


@wards.get("/here")
@requires(May.START)
def here() -> Answer:
    return done("/")


@things.route("/every", methods=["GET", "POST"])
@requires(May.READ_WARD)
def every() -> Answer:
    form = EveryForm(version=3)
    if form.validate():
        with form.refusals():
            _refuse(form.line.data)
            return done("/", say="It is stored.")
    return page("every.html", "_every.html", form=form, status=form.status)


@things.route("/plain", methods=["GET", "POST"])
@requires(May.READ_WARD)
def plain() -> Answer:
    form = Plain()
    if form.validate():
        identity.this_work()
        return done("/", "_said.html", say="It is stored.", words=form.words.data)
    return page("form.html", form=form, heading="Plain", status=form.status)


@things.post("/ends")
@requires(May.READ_WARD)
def ends() -> Answer:
    return receipt("plain.html", heading="Thank you")


@things.get("/mine")
@requires(May.SEE_MY_THINGS)
def mine() -> Answer:
    return page("plain.html", heading="Mine")


@things.get("/staff")
@requires(May.SEE_STAFF_PAGES)
def staff() -> Answer:
    return page("plain.html", heading="Staff")


@things.get("/unmarked")
def unmarked() -> Answer:
    return page("plain.html", heading="Nobody may come here")


@things.get("/list")
@requires(May.READ_WARD)
def long_list() -> Answer:
    return page("list.html", pages=cut(range(60)))


@things.route("/trouble/<kind>", methods=["GET", "POST"])
@requires(May.READ_WARD)
def trouble(kind: str) -> Answer:
    _refuse(kind)
    raise RuntimeError("needle: what somebody wrote")


@things.get("/misspelt")
@requires(May.READ_WARD)
def misspelt() -> Answer:
    return page("misspelt.html", heading="x")


@things.route("/ask", methods=["GET", "POST"])
@requires(May.READ_WARD)
def ask() -> Answer:
    """Do what a test asks for, inside a request, and answer with the status that it wants."""
    does, found, status = current_app.extensions["asked"]
    found.append(does())
    return done("/") if status == 303 else page("plain.html", heading="Found", status=status)


@things.get("/guide/<frame>")
@requires(May.READ_WARD)
def guide(frame: str) -> Answer:
    forms = EveryForm(), Keys()
    return page(f"guide_{frame}.html", form=forms[0], keys=forms[1], today=date(2026, 3, 2))


def _refuse(word: str | None) -> None:
    refusals = {
        "rule": RuleBroken("Choose a day after today.", field="day"),
        "stale": Stale("This has changed since you opened the page. Here it is as it stands now."),
        "much": TooMuch("Too many tries. Wait %(minutes)s minutes.", minutes=5),
        "missing": NotFound("There is nothing at this address."),
        "twice": Repeated("items:1"),
    }
    if word in refusals:
        raise refusals[word]
