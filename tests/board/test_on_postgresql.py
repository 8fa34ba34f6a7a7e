"""The same questions give the same answers on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests import builders
from tests.board.rows import NOW, TODAY, Rows
from wardvoice.actions.rules import ActionState, Class
from wardvoice.agenda.models import ItemLink, ItemNote
from wardvoice.agenda.rules import Answer, EntryState, ItemKind, ItemState, ShownAs
from wardvoice.board import queries
from wardvoice.board.queries import Show
from wardvoice.core.actor import Role
from wardvoice.home import queries as of_home
from wardvoice.meetings.models import StandingItem
from wardvoice.meetings.rules import MeetingState
from wardvoice.reports import queries as of_paper


@pytest.fixture
def rows(postgres: Engine) -> Iterator[Rows]:
    with Session(postgres) as session:
        ward = builders.a_ward(session)
        nurse = builders.an_account(session, "Tom")
        builders.a_membership(nurse, Role.STAFF, ward)
        yield Rows(session, ward, nurse)


def a_full_ward(rows: Rows) -> None:
    rows.rhythm()
    kestrel = builders.a_ward_name(rows.ward, "Kestrel")
    item = rows.item("The dryer is broken.", author_id=kestrel.id, shown_as=ShownAs.NAME)
    rows.answer(item, Answer.PARTLY, "Half.")
    done = {"state": ActionState.DONE_SAID, "done_on": TODAY - timedelta(days=20), "round": 1}
    rows.promise(item, TODAY - timedelta(days=20), said="There.", **done)
    rows.promise(item, TODAY, TODAY + timedelta(days=3))
    rows.answer(rows.item("No, over"), Answer.NO, review_on=TODAY - timedelta(days=1))
    rows.hide(rows.item("Hidden", state=ItemState.CARRIED_OVER, kind=ItemKind.IDEA))
    rows.session.add(ItemNote(ward_id=rows.ward.id, item_id=item.id, n=0, words="And wet.", day=TODAY))
    earlier = rows.item("Before", received_on=TODAY - timedelta(days=200))
    rows.session.add(ItemLink(ward_id=rows.ward.id, item_id=item.id, earlier_id=earlier.id, day=TODAY))
    out = rows.meeting(TODAY + timedelta(days=3), state=MeetingState.PUBLISHED)
    rows.entry(out, rows.item("Next", placed=False, state=ItemState.PLACED), state=EntryState.ON)
    rows.session.add(StandingItem(ward_id=rows.ward.id, title="Welcome", place=1))
    rows.session.commit()


def test_the_board_its_filters_and_its_figures(rows: Rows) -> None:
    a_full_ward(rows)
    found = {
        show: queries.board(rows.session, rows.ward.id, show, now=NOW, today=TODAY, offset=0, limit=25) for show in Show
    }
    words = {show: {line.asked.words for line in board.lines} for show, board in found.items()}
    assert words[Show.ALL] == {"The dryer is broken.", "No, over", None, "Before", "Next"}
    assert words[Show.OPEN] == {"The dryer is broken.", "No, over", None, "Before", "Next"}
    assert words[Show.ANSWERED] == {"The dryer is broken."}
    counted = found[Show.ALL].headline
    assert (counted.asked, counted.answered, counted.staff_say_done, counted.moved) == (4, 1, 1, 1)
    line = next(line for line in found[Show.ALL].lines if line.asked.name == "Kestrel")
    assert line.asked.times_raised == 2
    assert [card.kind for card in line.promises] == [Class.STAFF_SAY_DONE, Class.ON_THE_WAY]


def test_one_item_with_its_notes_and_all_that_belongs_to_it(rows: Rows) -> None:
    a_full_ward(rows)
    line = next(
        line
        for line in queries.board(rows.session, rows.ward.id, Show.ALL, now=NOW, today=TODAY).lines
        if line.asked.name == "Kestrel"
    )
    found = queries.find(rows.session, rows.ward.id, line.asked.id, now=NOW, today=TODAY)
    assert [note.words for note in found.notes] == ["And wet."]
    assert found.public
    assert found.next_day is None, "the only meeting ahead has its agenda out already"
    story = queries.story(rows.session, found, now=NOW, today=TODAY, may_read=True, reads_all=True)
    assert [tied.asked.words for tied in story.tied] == ["Before"]


def test_agenda_own_things_start_page_and_paper(rows: Rows) -> None:
    a_full_ward(rows)
    session, ward_id = rows.session, rows.ward.id
    meeting = queries.next_meeting(session, ward_id, TODAY)
    agenda = queries.next_agenda(session, ward_id, meeting, now=NOW, today=TODAY, may_read=False)
    assert [line.asked.words for line in agenda.lines if line.asked] == ["Next"]
    assert len(agenda.promises) == 2
    author = rows.session.query(builders.WardName).one()
    mine = queries.my_things(session, ward_id, author.id, lambda thing: f"voice {thing}", now=NOW, today=TODAY)
    assert [line.asked.words for line in mine.lines] == ["The dryer is broken."]
    assert len(mine.asks) == 1
    waiting = of_home.waiting_items(session, ward_id, now=NOW, today=TODAY, early=True)
    assert {one.words for one in waiting} == {"No, over", None, "Next", "Before"}
    assert of_home.meetings(session, ward_id, TODAY)[0].next is not None
    assert of_home.beside(session, ward_id, rows.owner.id, TODAY).hidings == []
    assert len(of_home.needs(session, ward_id, rows.owner.id, TODAY, everybodys=True).own) == 2
    assert [card.due for card in of_paper.due_this_shift(session, ward_id, TODAY)] == [TODAY + timedelta(days=3)]
