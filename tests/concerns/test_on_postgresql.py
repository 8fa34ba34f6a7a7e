"""The same promises on PostgreSQL: a concern from the terminal to its deletion, told to the ward on the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import create_engine, select, text

from tests.concerns.conftest import Room
from tests.conftest import PEPPER, SetClock
from wardvoice.concerns import commands, queries
from wardvoice.concerns.commands.telling import Words
from wardvoice.concerns.models import Concern, Retelling, Waiting
from wardvoice.concerns.rules import About, Recipient, State, Theme, Where
from wardvoice.core.errors import NotFound
from wardvoice.storage.apart import prepare_apart
from wardvoice.storage.apart_work import first_broken
from wardvoice.storage.base import reading
from wardvoice.storage.migrate import APART, migrate
from wardvoice.storage.sealing import Found

MONDAY = date(2026, 3, 2)
SEEN = {"theme": Theme.RESPECT, "about_staff": False, "treated_differently": False}


@pytest.fixture
def room(postgres_url: str, clock: SetClock, monkeypatch: pytest.MonkeyPatch, quick_sealing: None) -> Iterator[Room]:
    migrate(postgres_url, APART)
    engine = prepare_apart(create_engine(postgres_url))
    made = Room(engine, clock, monkeypatch)
    made.it_is(MONDAY, 10, 30)
    yield made
    made.session.close()
    engine.dispose()


def test_from_the_terminal_to_the_answer_and_away(room: Room, words: Found) -> None:
    room.sends("They laugh at me", about=About.NO, found=words)
    room.sends("Again", about=About.NO, again=b"a" * 32)
    room.sends("Once", about=About.NO, again=b"a" * 32)
    assert len(room.session.scalars(select(Waiting)).all()) == 2
    room.it_is(MONDAY, 13)
    number = next(n for n in range(2) if room.opens(room.ines, n).body.words == "They laugh at me")
    case = room.case(room.ines, number)
    room.does(room.ines.actor, commands.acknowledge, case, **SEEN)
    room.does(room.ines.actor, commands.answer, case, words="I will talk with them.")
    room.it_is(MONDAY, 19)
    mine = room.comes_back(words)
    assert [one.words for one in queries.letters_for_writer(room.session, mine.released, words)] == [
        "I will talk with them."
    ]
    room.does(room.holder_of(words), commands.dispute, mine=mine)
    room.next_time()
    assert mine.released.state is State.LOOKED_INTO
    said, readers = Words("People are laughed at.", "It is talked about."), room.holders(Recipient.BOTH)
    facts = {"where": Where.BOARD, "words": said, "theme": Theme.RESPECT, "names": (), "readers": readers}
    room.does(room.ines.actor, commands.propose, case, **facts)
    told = room.session.scalars(select(Retelling)).one()
    room.does(room.holder_of(words), commands.reply, mine=mine, told=told, yes=True)
    room.next_time()
    room.does(room.wren.actor, commands.note_reading, told)
    room.does(room.wren.actor, commands.approve, told)
    room.does(room.wren.actor, commands.show, told, said)
    assert [one.asked for one in queries.answers_for_everyone(room.session, told.ward_id, limit=5)] == [said.asked]
    room.does(room.ines.actor, commands.close, case)
    room.does(room.ines.actor, commands.note_reference, case, reference="C-1")
    room.does(room.ines.actor, commands.delete_concern, case)
    with pytest.raises(NotFound):
        queries.case(room.session, None, room.ines.account_id, case.concern.id, MONDAY)
    assert len(room.session.scalars(select(Concern)).all()) == 1
    assert first_broken(room.session, PEPPER) is None


def test_reading_can_change_nothing(room: Room) -> None:
    room.session.commit()
    with reading(), pytest.raises(Exception, match="read-only"):
        room.session.execute(text("DELETE FROM waiting"))
