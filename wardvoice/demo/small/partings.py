"""Who goes home, moves, rests or is away in the small hospital, and an answer of the council that is not enough."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import select

from wardvoice.actions import commands as actions
from wardvoice.actions.models import Action
from wardvoice.actions.rules import UNFINISHED
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import LeftAs
from wardvoice.core.actor import Role
from wardvoice.demo.life.people import goes_home
from wardvoice.demo.life.ward import Life
from wardvoice.demo.timeline import Story
from wardvoice.people import commands as people
from wardvoice.people import queries as of_people
from wardvoice.people.models import WardName
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward

MOVER, RESTS = "Swift", "Osprey"
WORDS_OF_MOVER, NOBODYS = (sha256(text).hexdigest() for text in (b"the mover's five words", b"words that nobody has"))


def goes_home_for_good(life: Life, word: str, to_rep: str) -> None:
    """Somebody leaves: one item is handed to the rep, of another the advocate tells them, and the name rests."""
    person = life.cast.patients[word]
    handed = life.named[to_rep]
    life.tell(person.actor, agenda.leave_behind, item=handed, left_as=LeftAs.REP)
    life.tell(person.actor, _told_by_the_advocate, but=handed.id)
    goes_home(life, word)


def not_enough(life: Life, today: date) -> Story:
    """Kestrel does not accept what the council answered about the phone: now the service lead owes an answer."""
    yield life.moment(today - timedelta(days=20), 19)
    kestrel = life.cast.patients["Kestrel"].actor
    life.tell(kestrel, agenda.accept_council_answer, item=life.named["phone"], accepted=False)


def moves(life: Life, to: Life, today: date) -> Story:
    """Somebody gets five words on one ward, and goes on under the same name on the other."""
    yield life.moment(today - timedelta(days=2), 15)
    person = life.cast.patients[MOVER]
    facts = {"name": person.thing, "slip_hash": WORDS_OF_MOVER}
    life.tell(person.actor, _begin_to_move, to_id=to.cast.ward_id, **facts)
    yield life.moment(today - timedelta(days=1), 18)
    arriving = replace(to.cast.unsigned, slip=WORDS_OF_MOVER)
    name = to.tell(arriving, _arrive)
    del life.cast.patients[MOVER]
    here = to.cast.admit(name)
    here.actor = replace(here.actor, speaks_as=name.speaks_as)


def rests(life: Life, today: date) -> Story:
    """The deputy does not do the rep's work this week."""
    yield life.moment(today - timedelta(days=1), 18, 20)
    life.tell(life.cast.patients[RESTS].actor, _not_this_week, until=today + timedelta(days=6))


def away(life: Life, today: date) -> Story:
    """An owner says when they are away; for the promise that falls into those days somebody has said yes."""
    yield life.moment(today - timedelta(days=1), 18, 40)
    owner, manager, cover = (life.cast.staff[key] for key in ("ot", "manager", "nurse"))
    days = {"starts_on": today + timedelta(days=8), "ends_on": today + timedelta(days=12)}
    life.tell(owner.actor, people.enter_absence, account=owner.thing, **days)
    action = life.tell(manager.actor, _ask_for_cover, owner_id=owner.thing.id, by=cover.thing, **days)
    yield life.moment(today - timedelta(days=1), 19)
    life.tell(cover.actor, actions.take_cover, action=action)


# --- as the pages do it ----------------------------------------------------------------------------------------------


def _told_by_the_advocate(work: Work, *, but: UUID) -> None:
    """Let a slip that no words open stand at the newest other item, as leaving does for what the advocate tells."""
    own = select(Item).where(Item.author_id == work.actor.id, Item.id != but).order_by(Item.received_on.desc())
    item = work.session.scalars(own.limit(1)).first()
    if item is not None:
        agenda.take_along(work, item=item, slip_hash=NOBODYS)


def _begin_to_move(work: Work, *, name: WardName, to_id: UUID, slip_hash: str) -> None:
    to = work.session.get_one(Ward, to_id)
    people.begin_to_move(work, name=name, to=to, slip_hash=slip_hash, left={})


def _arrive(work: Work) -> WardName:
    moving = of_people.moving_of_slip(work.session, work.actor.slip or "", work.today)
    assert moving is not None, "the words were given the day before"
    old = moving.name_id
    name = people.arrive(work, moving=moving, word=MOVER)
    agenda.follow(work, old=old, new=name, left={})
    return name


def _not_this_week(work: Work, *, until: date) -> None:
    assert work.actor.has(Role.DEPUTY)
    (term,) = of_people.running_terms(work.session, work.actor.id, work.today)  # type: ignore[arg-type]
    people.say_not_this_week(work, term=term, until=until)


def _ask_for_cover(work: Work, *, owner_id: UUID, by: Any, starts_on: date, ends_on: date) -> Action:
    theirs = select(Action).where(Action.ward_id == work.ward_id, Action.owner_id == owner_id)
    rows = work.session.scalars(theirs.where(Action.state.in_(UNFINISHED)).order_by(Action.id))
    action = next(one for one in rows if starts_on <= one.due <= ends_on)
    return actions.ask_cover(work, action=action, by=by)
