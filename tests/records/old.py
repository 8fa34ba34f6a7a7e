"""A ward on which everything is over: asked, answered, promised, done, confirmed, closed, and both sides agreed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from sqlite3 import Connection, connect
from typing import Any
from uuid import UUID

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from tests import builders as a
from tests.conftest import SetClock
from tests.databases import blank
from wardvoice.actions import commands as actions
from wardvoice.actions.models import Action
from wardvoice.actions.rules import Reply
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import AgendaEntry, Item, Outcome
from wardvoice.agenda.rules import Answer, ShownAs, Topic
from wardvoice.core.actor import Actor, Role
from wardvoice.evidence import commands as evidence
from wardvoice.evidence.rules.periods import Period, quarter_of
from wardvoice.meetings.models import Meeting
from wardvoice.minutes import commands as minutes
from wardvoice.minutes.models import Minutes
from wardvoice.people.models import Account
from wardvoice.storage.base import prepare
from wardvoice.wards.models import Ward

ASKED = "The tumble dryer scorched my heron jumper"
ANSWERED = "The heron jumper is paid for"
PROMISED = "Put a new thermostat into the heron dryer"
REPORTED = "The heron thermostat came"
COMMENTED = "We reps counted heron answers"
NEEDLES = (ASKED, ANSWERED, PROMISED, REPORTED, COMMENTED)


@dataclass
class Old:
    """The ward, and what was said there, as a session finds it."""

    session: Session
    ward_id: UUID
    item_id: UUID
    action_id: UUID
    meeting_id: UUID
    rep: Actor
    nurse: Actor

    @property
    def ward(self) -> Ward:
        return self.session.get_one(Ward, self.ward_id)

    @property
    def item(self) -> Item:
        return self.session.get_one(Item, self.item_id)

    @property
    def action(self) -> Action:
        return self.session.get_one(Action, self.action_id)

    @property
    def meeting(self) -> Meeting:
        return self.session.get_one(Meeting, self.meeting_id)


@cache
def _first() -> tuple[Old, Connection]:
    with Session(prepare(create_engine("sqlite://", poolclass=StaticPool, creator=_blank))) as session:
        old = an_old_ward(session, SetClock())
        kept = connect(":memory:", check_same_thread=False)
        raw: Any = session.connection().connection.dbapi_connection
        session.commit()
        raw.backup(kept)
    return old, kept


def _blank() -> Connection:
    made = connect(":memory:", check_same_thread=False)
    made.deserialize(blank())
    return made


@contextmanager
def the_old_ward() -> Iterator[Old]:
    """That ward, made once in each process and copied for each test."""
    first, kept = _first()

    def copied() -> Connection:
        copy = connect(":memory:", check_same_thread=False)
        kept.backup(copy)
        return copy

    engine = prepare(create_engine("sqlite://", poolclass=StaticPool, creator=copied))
    with Session(engine) as session:
        yield replace(first, session=session)
    engine.dispose()


def an_old_ward(session: Session, clock: SetClock) -> Old:
    """A ward on which all this happened today."""
    ward = a.a_ward(session, clock=clock)
    rep = a.a_patient_actor(ward, Role.REP, clock=clock)
    others = [a.a_patient_actor(ward, clock=clock) for _ in range(2)]
    nurse = a.a_staff_actor(ward, Role.STAFF, name="Tomasz", clock=clock)
    a.a_staff_actor(ward, Role.MANAGER, name="Ada", clock=clock)
    item = a.an_item(ward, ASKED, actor=rep, topic=Topic.LAUNDRY, shown_as=ShownAs.PATIENT, clock=clock)
    meeting = a.an_open_meeting(ward, items=[item], clock=clock)
    entry = session.scalars(select(AgendaEntry).where(AgendaEntry.item_id == item.id)).one()
    stand_in = a.a_stand_in(ward)
    given = {"answer": Answer.YES, "words": ANSWERED, "given_by": owner(session, nurse), "something_to_do": True}
    outcome: Outcome = a.done(session, stand_in, agenda.answer_item, clock, entry=entry, item=item, **given)
    promised = {"outcome": outcome, "words": PROMISED, "owner": owner(session, nurse), "meeting": meeting}
    action: Action = a.done(session, stand_in, actions.make_promise, clock, due=clock.today, **promised)
    a.done(session, stand_in, minutes.close_meeting, clock, meeting=meeting)
    agreed = session.scalars(select(Minutes)).one()
    for who in (rep, nurse):
        a.done(session, who, minutes.say_fair, clock, minutes=agreed)
    a.done(session, nurse, actions.report_done, clock, action=action, words=REPORTED)
    for one in others:
        a.done(session, one, actions.confirm, clock, action=action, reply=Reply.YES)
    said: Period = quarter_of(clock.today)
    a.done(session, rep, evidence.say_about_figures, clock, period=said, words=COMMENTED)
    return Old(session, ward.id, item.id, action.id, meeting.id, rep, nurse)


def owner(session: Session, actor: Actor) -> Account:
    """The account behind somebody."""
    return session.get_one(Account, actor.id)
