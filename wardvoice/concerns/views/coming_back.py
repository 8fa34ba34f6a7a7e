"""What five words open: whether it waits or has been answered, and what its writer can do then (C3, C9, P44).

The first page says only whether there is an answer; the words come after one more tap (the room of slips asks for it).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from wardvoice.concerns import commands, queries
from wardvoice.concerns.commands.sending import NOBODY_ANY_MORE
from wardvoice.concerns.commands.telling import Words
from wardvoice.concerns.forms.coming_back import ComplainForm, WriteBackForm
from wardvoice.concerns.models import Concern, Waiting
from wardvoice.concerns.queries import Mine
from wardvoice.concerns.rules import LIFE, Deed, Recipient, Where
from wardvoice.concerns.views.asking import ask_in_private
from wardvoice.concerns.views.looking import leaves_at, main_room
from wardvoice.concerns.views.room import bp
from wardvoice.concerns.views.sending import mark_of, within_budget
from wardvoice.concerns.words import labels
from wardvoice.core.errors import NotFound, RuleBroken
from wardvoice.core.policy import May
from wardvoice.people.queries.keys import Holder
from wardvoice.slips.finders import Opened
from wardvoice.slips.views import held
from wardvoice.storage.base import reading
from wardvoice.storage.sealing import CannotOpen, Found
from wardvoice.web.apart import the_apart, this_apart_work
from wardvoice.web.guard import requires
from wardvoice.web.hall import SAFE, the_hall
from wardvoice.web.pages import Answer, done, page, receipt


@dataclass(frozen=True)
class Asked:
    """What a reader would tell the ward, and where; `reply` is what its writer has said since the last set time."""

    id: UUID
    words: Words
    where: Where
    reply: Deed | None


def find(lookup: bytes) -> Opened | None:
    """Return what five words open in this room, for the page that asks for them."""
    with reading(), Session(the_apart()) as session:
        mine = queries.mine(session, lookup)
        if mine is None:
            return None
        has_answer = mine.concern is not None and queries.has_news(session, mine.concern)
    return Opened(url_for("concerns.mine"), has_answer)


@bp.get("/answer/mine")
@requires(May.COME_BACK)
def mine() -> Answer:
    """Show whoever holds the words how it stands, and the answers."""
    found, opened = the_held()
    if opened.waiting is not None:
        facts = {**_when(opened.waiting), "letters": (), "asked": (), "waits": (), "can": {Deed.WITHDRAW}}
        return page("concerns/lost.html" if _is_lost(opened) else "concerns/waiting.html", **facts)
    return page("concerns/lost.html" if _is_lost(opened) else "concerns/mine.html", **whole(found, opened))


def _is_lost(opened: Mine) -> bool:
    """Return whether nobody is left who can open it."""
    clock, pepper = the_hall().clock, the_hall().pepper
    with main_room() as main, Session(the_apart()) as session:
        return queries.is_lost(session, main, opened, clock.day_of(clock.now()), pepper)


@bp.route("/answer/mine/more", methods=["GET", "POST"])
@requires(May.COME_BACK, forgets=True)
def write_back() -> Answer:
    """Add words to what was sent; they leave at the next set time, too."""
    (_found, opened), form = the_held(), WriteBackForm()
    concern = opened.released
    if form.validate():
        of_nobody_here = concern.recipient is Recipient.MANAGER  # nothing else is known: what it is about is sealed
        about_staff = False if of_nobody_here else None
        if asked := ask_in_private(form, form.words.data, about_staff):
            return asked
        with form.refusals():
            words = form.words.data or ""
            return _add(opened, f"{labels.MAY_BE_URGENT}\n\n{words}" if form.said_no else words, form.once.data)
    return page("concerns/more.html", form=form, status=form.status, concern=concern)


@bp.route("/answer/mine/complaint", methods=["GET", "POST"])
@requires(May.COME_BACK, forgets=True)
def complain() -> Answer:
    """Ask that it is treated as a complaint after all."""
    (_found, opened), form = the_held(), ComplainForm()
    concern = opened.released
    if form.validate():
        with form.refusals():
            return _add(opened, form.words(labels.AS_A_COMPLAINT), form.once.data)
    return page("concerns/complaint.html", form=form, status=form.status, concern=concern)


@bp.post("/answer/mine/not-good-enough")
@requires(May.COME_BACK, forgets=True)
def dispute() -> Answer:
    """Say that the answer is not good enough; refused where nobody is left to read that."""
    opened = mine_to_change()
    if not _readers(opened.released):
        raise RuleBroken(NOBODY_ANY_MORE)
    commands.dispute(this_apart_work(), mine=opened)
    return done(url_for("concerns.mine"), say=_("We have it: not good enough. It is passed on at the next set time."))


@bp.route("/answer/mine/take-back", methods=["GET", "POST"])
@requires(May.COME_BACK, forgets=True)
def withdraw() -> Answer:
    """Ask once whether it shall be taken back, and take it back."""
    if request.method in SAFE:
        return page("concerns/take_back.html", was_waiting=the_held()[1].waiting is not None)
    opened = mine_to_change()
    was_waiting = opened.waiting is not None
    commands.withdraw(this_apart_work(), mine=opened)
    return receipt("concerns/taken_back.html", was_waiting=was_waiting)


def the_held() -> tuple[Found, Mine]:
    """Return the words that this browser holds and what they open; NotFound for whoever holds none."""
    found = held()
    with reading(), Session(the_apart(), expire_on_commit=False) as session:
        opened = queries.mine(session, found.lookup) if found else None
    if found is None or opened is None:
        raise NotFound()
    return found, opened


def mine_to_change() -> Mine:
    """Return what is to be changed in this request; NotFound for whoever holds no words."""
    found, opened = held(), None
    if found is not None:
        opened = queries.mine(this_apart_work().session, found.lookup)
    if opened is None:
        raise NotFound()
    return opened


def _add(opened: Mine, words: str, once: str | None) -> Answer:
    within_budget()
    work, concern = this_apart_work(), opened.released
    commands.write_back(work, mine=opened, holders=_readers(concern), words=words, again=mark_of(once))
    return receipt("concerns/added.html", **_when(concern))


def _readers(concern: Concern) -> list[Holder]:
    """Return who can still open it."""
    work = this_apart_work()
    with main_room() as main:
        in_post = queries.holders_of(main, concern.ward_id, concern.recipient, work.today)
    return queries.readers_of(work.session, concern, in_post)


def _when(row: Waiting | Concern) -> dict[str, Any]:
    return {"recipient": row.recipient, "when": leaves_at(row.recipient, row.ward_id)}


def whole(found: Found, opened: Mine) -> dict[str, Any]:
    """Return the answers to a concern, and what a reader would tell the ward of it, opened with the writer's key."""
    concern = opened.released
    with reading(), Session(the_apart()) as session:
        try:
            letters = queries.letters_for_writer(session, concern, found)
            asked = queries.asked_of_writer(session, concern, found)
            waits = queries.deeds_waiting(session, concern, the_hall().pepper)
        except CannotOpen:
            raise NotFound() from None
    return {
        "concern": concern,
        "letters": letters,
        "asked": [
            Asked(told.uuid, Words.unpacked(packed), told.where, waits.replies.get(told.id)) for told, packed in asked
        ],
        "waits": [labels.DEEDS[deed] for deed in Deed if deed in waits.deeds],
        "can": {deed for deed in (Deed.DISPUTE, Deed.WITHDRAW) if LIFE.allows(concern.state, deed)} - waits.deeds,
        **_when(concern),
    }
