"""The same on PostgreSQL: a promise's life, its lists, and several patients who answer in the very same moment."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.actions.world import World
from tests.conftest import PEPPER, SetClock
from wardvoice.actions import commands, queries
from wardvoice.actions.models import Action, Confirmation
from wardvoice.actions.queries import Shelf
from wardvoice.actions.rules import ActionState, Class, Reply
from wardvoice.agenda.rules import ItemState
from wardvoice.core.actor import Actor
from wardvoice.core.errors import Stale
from wardvoice.minutes import queries as of_minutes
from wardvoice.storage.work import Work


def test_a_promise_lives_and_is_listed_as_on_sqlite(postgres: Engine, clock: SetClock) -> None:
    with Session(postgres) as session:
        world = World(session, clock)
        wren = world.patient("Wren")
        lead = world.item(world.kestrel)
        world.item(wren, state=ItemState.MERGED, merged_into_id=lead.id)
        action = world.promise(outcome=world.answered(lead))
        assert queries.is_raiser(session, action, wren.id)
        work = world.nurse_works()
        commands.move_date(work, action=action, to=action.due + timedelta(days=7), because="part on order")
        work.commit()
        clock.go_on(days=9)
        world.done(action)
        for who in (world.kestrel, wren):
            patient = world.work(world.as_patient(who))
            commands.confirm(patient, action=action, reply=Reply.YES)
            patient.commit()
        (card,) = queries.listed(session, world.ward.id, Shelf.CONFIRMED, world.today).cards
        assert (card.kind, card.times_moved) == (Class.KEPT_LATE, 1)
        assert queries.listed(session, world.ward.id, Shelf.OVERDUE, world.today).total == 0
        clock.go_on(days=43)
        here = queries.spoken_of_in(world.meeting().id, world.today)
        assert [card.id for card in queries.cards_where(session, world.ward.id, world.today, here)] == [action.id]


def test_a_meeting_is_read_as_on_sqlite(postgres: Engine, clock: SetClock) -> None:
    with Session(postgres) as session:
        world = World(session, clock)
        meeting = world.meeting(published_at=clock.now())
        item = world.item(world.kestrel, read_on=world.today)
        entry = world.line(meeting, item)
        world.promise(outcome=world.answered(item, entry))
        shown = of_minutes.room(session, meeting, str(entry.id), clock.now(), world.today)
        assert shown.now.line is not None
        assert [card.words for card in shown.now.line.cards] == ["Mend the dryer"]
        assert of_minutes.answers_without_promise(session, meeting) == []


def at_once(postgres: Engine, clock: SetClock, actors: list[Actor], action_id: UUID) -> list[object]:
    """Let everybody say yes in the very same moment; return what each got."""
    start, got = threading.Barrier(len(actors)), []

    def answer(actor: Actor) -> None:
        start.wait()
        with Session(postgres) as session:
            work = Work(session, actor, clock, PEPPER)
            action = session.get_one(Action, action_id)
            try:
                commands.confirm(work, action=action, reply=Reply.YES)
                work.commit()
                got.append("stored")
            except Stale as stale:
                got.append(stale)

    threads = [threading.Thread(target=answer, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def test_five_patients_who_answer_at_once_are_all_heard_in_some_order(postgres: Engine, clock: SetClock) -> None:
    with Session(postgres) as session:
        world = World(session, clock)
        patients = [world.patient(word) for word in ("Wren", "Ash", "Tarn", "Elder", "Finch")]
        action = world.done_promise()
        actors = [world.as_patient(name) for name in patients]
        action_id = action.id
        session.commit()
    assert at_once(postgres, clock, actors, action_id) == ["stored"] * 5
    with Session(postgres) as session:
        replies = session.query(Confirmation).order_by(Confirmation.n).all()
        assert [reply.n for reply in replies] == [1, 2, 3, 4, 5]
        assert session.get_one(Action, action_id).state is ActionState.CONFIRMED


def test_two_people_who_move_a_date_at_once_do_not_both_succeed(postgres: Engine, clock: SetClock) -> None:
    with Session(postgres) as session:
        world = World(session, clock)
        action = world.promise()
        actors = [world.as_staff(world.nurse), world.as_staff(world.manager)]
        action_id, first = action.id, action.first_date
        session.commit()
        drawn = action.version
    outcomes = []
    for actor, days in zip(actors, (7, 9), strict=True):
        with Session(postgres) as session:
            work, action = Work(session, actor, clock, PEPPER), session.get_one(Action, action_id)
            try:
                work.still(action, drawn)
                commands.move_date(work, action=action, to=first + timedelta(days=days), because="part on order")
                work.commit()
                outcomes.append("moved")
            except Stale:
                outcomes.append("refused")
    with Session(postgres) as session:
        assert outcomes == ["moved", "refused"]
        promises = session.get_one(Action, action_id).promises
        assert [promise.due for promise in promises] == [first, first + timedelta(days=7)]
