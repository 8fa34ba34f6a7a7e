"""What is sorted for paper: each line into one place, and what falls due this shift."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.board.rows import NOW, TODAY, Rows
from tests.builders import STILL
from wardvoice.actions.rules import ActionState
from wardvoice.agenda.rules import Answer, ItemKind, ItemState
from wardvoice.board.queries import Show, board
from wardvoice.core.actor import Role
from wardvoice.reports.queries import News, due_this_shift, news, unfinished


@pytest.fixture
def rows(session: Session) -> Rows:
    ward = builders.a_ward(session)
    nurse = builders.an_account(session, "Tom")
    builders.a_membership(nurse, Role.STAFF, ward)
    return Rows(session, ward, nurse)


def the_news(rows: Rows) -> News:
    found = board(rows.session, rows.ward.id, Show.NEWS, now=NOW, today=TODAY, limit=60)
    return news(found.lines, TODAY - timedelta(days=7), STILL.day_of)


def words_of(lines: list) -> list[str]:  # type: ignore[type-arg]
    return [line.asked.words for line in lines]


def test_what_was_answered_within_a_week_is_news(rows: Rows) -> None:
    for days in (6, 7, 8):
        item = rows.item(f"{days} days ago", received_on=TODAY - timedelta(days=20))
        rows.answer(item, at=NOW - timedelta(days=days))
    assert sorted(words_of(the_news(rows).fresh)) == ["6 days ago", "7 days ago"]


def test_what_was_done_or_confirmed_within_a_week_is_news(rows: Rows) -> None:
    long_ago = {"at": NOW - timedelta(days=60)}
    for words, state in (("done", ActionState.DONE_SAID), ("confirmed", ActionState.CONFIRMED)):
        item = rows.item(words, received_on=TODAY - timedelta(days=70))
        rows.answer(item, **long_ago)
        days = {"done_on": TODAY - timedelta(days=3), "confirmed_on": TODAY - timedelta(days=3), "round": 1}
        rows.promise(item, state=state, **days)
    assert sorted(words_of(the_news(rows).fresh)) == ["confirmed", "done"]


def test_an_old_answer_tells_only_its_open_promises(rows: Rows) -> None:
    item = rows.item("Old", received_on=TODAY - timedelta(days=70))
    rows.answer(item, at=NOW - timedelta(days=60))
    rows.promise(item, words="Still to do")
    settled = {"state": ActionState.LET_OFF, "words": "Left"}
    rows.promise(item, **settled)
    found = the_news(rows)
    assert [card.words for card in found.promised] == ["Still to do"]
    assert not found.fresh
    assert not found.waiting


def test_open_promises_stand_on_paper_oldest_first(rows: Rows) -> None:
    for days in (50, 80, 60):
        item = rows.item(received_on=TODAY - timedelta(days=days))
        rows.answer(item, at=NOW - timedelta(days=days - 9))
        rows.promise(item, TODAY - timedelta(days=days - 10), words=f"{days} days")
    assert [card.words for card in the_news(rows).promised] == ["80 days", "60 days", "50 days"]


def test_what_waits_for_an_answer_is_told_however_old_it_is(rows: Rows) -> None:
    rows.item("Carried", state=ItemState.CARRIED_OVER, received_on=TODAY - timedelta(days=300))
    again = rows.item("No, over", received_on=TODAY - timedelta(days=200))
    rows.answer(again, Answer.NO, at=NOW - timedelta(days=190), review_on=TODAY - timedelta(days=1))
    assert sorted(words_of(the_news(rows).waiting)) == ["Carried", "No, over"]


def test_good_things_stand_apart(rows: Rows) -> None:
    rows.item("Thank you", kind=ItemKind.THANKS, received_on=TODAY)
    found = the_news(rows)
    assert words_of(found.good) == ["Thank you"]
    assert not found.waiting


def test_each_open_line_is_in_exactly_one_place(rows: Rows) -> None:
    for n in range(3):
        item = rows.item(f"Answered {n}", received_on=TODAY - timedelta(days=n * 40))
        rows.answer(item, at=NOW - timedelta(days=n * 40))
        rows.promise(item, words=f"Promise {n}")
        rows.item(f"Waiting {n}", state=ItemState.CARRIED_OVER, received_on=TODAY - timedelta(days=n * 40))
    found = the_news(rows)
    assert words_of(found.fresh) == ["Answered 0"]
    assert sorted(str(card.words) for card in found.promised) == ["Promise 1", "Promise 2"]
    assert sorted(words_of(found.waiting)) == ["Waiting 0", "Waiting 1", "Waiting 2"]


def test_due_this_shift_is_open_and_overdue_or_within_three_days_by_day(rows: Rows) -> None:
    item = rows.item()
    for days in (4, 3, 0, -10):
        rows.promise(item, TODAY + timedelta(days=days), words=f"{days}")
    rows.promise(item, TODAY - timedelta(days=9), TODAY + timedelta(days=1), words="moved")
    rows.promise(item, TODAY, words="done", state=ActionState.DONE_SAID, done_on=TODAY, round=1)
    due = due_this_shift(rows.session, rows.ward.id, TODAY)
    assert [card.words for card in due] == ["-10", "0", "moved", "3"]


def test_the_list_of_promises_holds_all_that_are_not_settled_oldest_first(rows: Rows) -> None:
    item = rows.item()
    rows.promise(item, TODAY, words="second", state=ActionState.CANNOT_SAID, round=1)
    rows.promise(item, TODAY - timedelta(days=1), words="first")
    rows.promise(item, TODAY, words="settled", state=ActionState.CONFIRMED, done_on=TODAY, confirmed_on=TODAY)
    assert [card.words for card in unfinished(rows.session, rows.ward.id, TODAY)] == ["first", "second"]
