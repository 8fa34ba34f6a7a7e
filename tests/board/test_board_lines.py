"""The lines of the board: which there are, and what each says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.board.rows import NOW, TODAY, Rows, statements
from wardvoice.actions.rules import ActionState, Class
from wardvoice.agenda.models import AnswerReply, Correction, ItemLink
from wardvoice.agenda.rules import (
    AcceptedBy,
    Answer,
    EntryState,
    Feeling,
    HideBecause,
    ItemKind,
    ItemState,
    ShownAs,
    Topic,
    WrittenBy,
)
from wardvoice.board import queries
from wardvoice.board.queries import Board, Gap, Line, Show
from wardvoice.board.rules import Stage
from wardvoice.meetings.rules import MeetingState


def the_board(rows: Rows, show: Show = Show.ALL, **page: int) -> Board:
    return queries.board(rows.session, rows.ward.id, show, now=NOW, today=TODAY, **page)


def the_line(rows: Rows) -> Line:
    (line,) = the_board(rows).lines
    return line


# --- which lines ---------------------------------------------------------------------------------------------------


def test_a_ward_without_items_has_an_empty_board(rows: Rows) -> None:
    assert the_board(rows).lines == []
    assert the_board(rows).more is False


def test_an_item_that_waits_for_its_agenda_is_not_on_the_board(rows: Rows) -> None:
    rows.item(placed=False)
    planned = rows.meeting(TODAY + timedelta(days=3))
    rows.entry(planned, rows.item(placed=False, state=ItemState.PLACED), state=EntryState.ON)
    assert the_board(rows).lines == []


def test_an_item_on_an_agenda_that_is_out_has_its_line(rows: Rows) -> None:
    out = rows.meeting(TODAY + timedelta(days=3), state=MeetingState.PUBLISHED)
    rows.entry(out, rows.item(placed=False, state=ItemState.PLACED), state=EntryState.ON)
    assert the_line(rows).stage is Stage.ON_AGENDA


def test_an_item_answered_before_any_agenda_has_its_line_too(rows: Rows) -> None:
    rows.answer(rows.item(placed=False, state=ItemState.ANSWERED))
    assert the_line(rows).stage is Stage.ANSWERED


def test_an_item_taken_off_before_the_agenda_was_out_stays_away(rows: Rows) -> None:
    rows.entry(rows.last, rows.item(placed=False), state=EntryState.TAKEN_OFF)
    assert the_board(rows).lines == []


@pytest.mark.parametrize("state", [ItemState.WITHDRAWN, ItemState.MERGED])
def test_what_was_taken_back_or_merged_has_no_line(rows: Rows, state: ItemState) -> None:
    rows.item(state=state)
    assert the_board(rows).lines == []


def test_an_item_on_many_agendas_has_one_line_that_counts_them(rows: Rows) -> None:
    item = rows.item(state=ItemState.CARRIED_OVER)
    for weeks, state in enumerate((EntryState.CARRIED, EntryState.PUT_OFF, EntryState.NOT_HELD), start=2):
        before = rows.meeting(TODAY - timedelta(weeks=weeks), state=MeetingState.CLOSED)
        rows.entry(before, item, state=state)
    line = the_line(rows)
    assert line.asked.times_carried == 3
    assert line.stage is Stage.CARRIED_OVER


def test_another_wards_items_are_not_here(session: Session, rows: Rows) -> None:
    other = Rows(session, builders.a_ward(session, "Beech"), rows.owner)
    other.item()
    assert the_board(rows).lines == []


def test_the_newest_stand_first_and_pages_follow_each_other(rows: Rows) -> None:
    for days in range(30):
        rows.item(f"Item {days}", received_on=TODAY - timedelta(days=days))
    first, second = the_board(rows), the_board(rows, offset=25)
    assert [line.asked.words for line in first.lines] == [f"Item {days}" for days in range(25)]
    assert [line.asked.words for line in second.lines] == [f"Item {days}" for days in range(25, 30)]
    assert first.more
    assert not second.more


# --- what was asked ------------------------------------------------------------------------------------------------


def test_words_that_no_rep_has_read_leave_the_topic_alone(rows: Rows) -> None:
    rows.item("Tom pushed me.", read_on=None)
    asked = the_line(rows).asked
    assert asked.words is None
    assert asked.gap is Gap.UNREAD
    assert asked.topic is Topic.LAUNDRY


def test_hidden_words_leave_a_gap_with_its_reason(rows: Rows) -> None:
    rows.hide(rows.item("Tom pushed me."))
    asked = the_line(rows).asked
    assert asked.words is None
    assert (asked.gap, asked.hidden_because) == (Gap.HIDDEN, HideBecause.NAMES_SOMEBODY)


def test_one_person_alone_hides_words_for_a_day_only(rows: Rows) -> None:
    item = rows.item()
    hiding = rows.hide(item, danger=True, second_at=None, first_at=NOW - timedelta(hours=23))
    assert the_line(rows).asked.gap is Gap.HIDDEN
    hiding.first_at = NOW - timedelta(hours=24)
    assert the_line(rows).asked.words == "The dryer is broken."


def test_a_request_to_hide_that_nobody_agreed_to_hides_nothing(rows: Rows) -> None:
    rows.hide(rows.item(), second_at=None)
    assert the_line(rows).asked.words == "The dryer is broken."


def test_a_hiding_that_ended_hides_nothing(rows: Rows) -> None:
    rows.hide(rows.item(), ended_at=NOW)
    assert the_line(rows).asked.gap is None


def test_an_item_made_of_pictures_says_so(rows: Rows) -> None:
    rows.item(None, feeling=Feeling.SAD)
    assert the_line(rows).asked.gap is Gap.PICTURES


def test_words_that_were_removed_are_a_gap(rows: Rows) -> None:
    rows.item(None)
    assert the_line(rows).asked.gap is Gap.REMOVED


def test_a_ward_name_stands_there_only_if_its_owner_wanted(rows: Rows) -> None:
    kestrel = builders.a_ward_name(rows.ward, "Kestrel")
    rows.item("Named", author_id=kestrel.id, shown_as=ShownAs.NAME)
    rows.item("Unnamed", author_id=kestrel.id, shown_as=ShownAs.PATIENT)
    names = {line.asked.words: line.asked.name for line in the_board(rows).lines}
    assert names == {"Named": "Kestrel", "Unnamed": None}


def test_a_name_at_rest_no_longer_stands_there(rows: Rows) -> None:
    kestrel = builders.a_ward_name(rows.ward, "Kestrel")
    rows.item(author_id=kestrel.id, shown_as=ShownAs.NAME)
    kestrel.rests_since = TODAY
    asked = the_line(rows).asked
    assert asked.name is None
    assert asked.shown_as is ShownAs.NAME


def test_what_was_asked_four_times_says_so(rows: Rows) -> None:
    item = rows.item("Again")
    for days in (30, 60, 90):
        earlier = rows.item(f"{days} days ago", received_on=TODAY - timedelta(days=days))
        rows.session.add(ItemLink(ward_id=rows.ward.id, item_id=item.id, earlier_id=earlier.id, day=TODAY))
    asked = {line.asked.words: line.asked for line in the_board(rows).lines}
    assert asked["Again"].times_raised == 4
    assert asked["30 days ago"].times_raised == 1


def test_a_line_says_how_many_others_asked_for_the_same(rows: Rows) -> None:
    lead = rows.item()
    rows.item("The same", state=ItemState.MERGED, merged_into_id=lead.id)
    assert the_line(rows).asked.others == 1


# --- what was answered ---------------------------------------------------------------------------------------------


def test_the_last_answer_stands_with_who_gave_it(rows: Rows) -> None:
    item = rows.item()
    rows.answer(item, Answer.PARTLY, "Half of it.", at=NOW - timedelta(days=20))
    rows.answer(item, Answer.NO, "No money until April.", review_on=TODAY + timedelta(days=30))
    line = the_line(rows)
    assert line.answered.answer is not None
    assert (line.answered.answer.answer, line.answered.answer.words) == (Answer.NO, "No money until April.")
    assert (line.answered.answer.by, line.answered.answer.job) == ("Tom", "nurse")
    assert len(line.answered.outcomes) == 2
    assert line.stage is Stage.SAID_NO


def test_a_no_counts_as_unanswered_once_its_review_day_has_passed(rows: Rows) -> None:
    rows.answer(rows.item(), Answer.NO, review_on=TODAY - timedelta(days=1))
    line = the_line(rows)
    assert not line.answered.holds
    assert line.stage is Stage.UNANSWERED_AGAIN


def test_an_answer_that_the_room_did_not_accept_is_marked(rows: Rows) -> None:
    outcome = rows.answer(rows.item())
    hands = {"source": AcceptedBy.ROOM, "yes": 2, "no": 5}
    rows.session.add(AnswerReply(ward_id=rows.ward.id, outcome_id=outcome.id, n=1, day=TODAY, **hands))
    answer = the_line(rows).answered.answer
    assert answer is not None
    assert answer.accepted is False


def test_corrections_stand_behind_the_answer_once_each(rows: Rows) -> None:
    outcome = rows.answer(rows.item())
    for words in ("One", "Two"):
        rows.session.add(Correction(ward_id=rows.ward.id, outcome_id=outcome.id, words=words, at=NOW))
    for n in (1, 2):
        hands = {"source": AcceptedBy.ROOM, "yes": n, "no": 0}
        rows.session.add(AnswerReply(ward_id=rows.ward.id, outcome_id=outcome.id, n=n, day=TODAY, **hands))
    answer = the_line(rows).answered.answer
    assert answer is not None
    assert sorted(str(words) for _, words in answer.corrections) == ["One", "Two"]


# --- what was promised ---------------------------------------------------------------------------------------------


def test_a_promise_shows_its_first_date_and_each_move(rows: Rows) -> None:
    item = rows.item()
    rows.answer(item)
    rows.promise(item, TODAY + timedelta(days=1), TODAY + timedelta(days=15), TODAY + timedelta(days=20))
    (card,) = the_line(rows).promises
    assert card.first_date == TODAY + timedelta(days=1)
    assert card.due == TODAY + timedelta(days=20)
    assert card.times_moved == 2
    assert card.last_move is not None
    assert card.last_move.because == "The part is on order."
    assert (card.owner.name, card.owner.job, card.owner.in_post) == ("Tom", "nurse", True)
    assert the_line(rows).stage is Stage.PROMISED


def test_an_owner_who_left_is_not_in_post(rows: Rows) -> None:
    item = rows.item()
    rows.answer(item)
    rows.promise(item)
    rows.owner.ends_on = TODAY - timedelta(days=1)
    (card,) = the_line(rows).promises
    assert card.owner_gone


def test_a_done_that_nobody_answered_reads_staff_say_done(rows: Rows) -> None:
    rows.rhythm()
    item = rows.item()
    rows.answer(item)
    done = {"state": ActionState.DONE_SAID, "done_on": TODAY - timedelta(days=20), "round": 1}
    rows.promise(item, TODAY - timedelta(days=20), said="The dryer is there.", **done)
    (card,) = the_line(rows).promises
    assert card.kind is Class.STAFF_SAY_DONE
    assert card.said is not None
    assert card.said.words == "The dryer is there."
    assert the_board(rows).headline.staff_say_done == 1


# --- the figures ---------------------------------------------------------------------------------------------------


def test_the_headline_counts_twelve_weeks(rows: Rows) -> None:
    for days in (5, 83, 84):
        item = rows.item(received_on=TODAY - timedelta(days=days))
        rows.answer(item)
        confirmed = {"state": ActionState.CONFIRMED, "done_on": TODAY, "confirmed_on": TODAY}
        rows.promise(item, TODAY - timedelta(days=days), TODAY, **confirmed)
    counted = the_board(rows).headline
    assert (counted.asked, counted.answered, counted.confirmed, counted.moved) == (2, 2, 2, 2)


def test_good_things_staffs_items_and_imports_enter_no_rate(rows: Rows) -> None:
    thanks = rows.item("Thanks for the cake.", kind=ItemKind.THANKS)
    rows.answer(thanks)
    rows.promise(thanks, TODAY, TODAY + timedelta(days=1))
    by_staff = rows.item(written_by=WrittenBy.STAFF)
    rows.answer(by_staff)
    rows.promise(by_staff, TODAY, TODAY + timedelta(days=1))
    own = rows.item(written_by=WrittenBy.REP)
    rows.promise(own, TODAY, TODAY + timedelta(days=1), imported=True)
    counted = the_board(rows).headline
    assert (counted.asked, counted.moved, counted.thanks, counted.by_staff) == (1, 0, 1, 1)


def test_the_headline_is_the_same_on_every_page_and_filter(rows: Rows) -> None:
    for n in range(30):
        item = rows.item(f"Item {n}")
        rows.answer(item)
        rows.promise(item, TODAY, TODAY + timedelta(days=n))
    boards = [the_board(rows), the_board(rows, offset=25), the_board(rows, Show.GOOD), the_board(rows, offset=99)]
    assert {board.headline for board in boards} == {boards[0].headline}
    assert boards[0].headline.asked == 30


# --- filters -------------------------------------------------------------------------------------------------------


def shown(rows: Rows, show: Show) -> set[str | None]:
    return {line.asked.words for line in the_board(rows, show).lines}


def test_the_filters_show_what_is_open_answered_or_good(rows: Rows) -> None:
    rows.item("waits", state=ItemState.CARRIED_OVER)
    rows.answer(rows.item("said yes"))
    promised = rows.item("promised")
    rows.answer(promised)
    rows.promise(promised)
    rows.answer(rows.item("no, over"), Answer.NO, review_on=TODAY - timedelta(days=1))
    rows.answer(rows.item("no, holds"), Answer.NO, review_on=TODAY)
    rows.item("thanks", kind=ItemKind.THANKS, state=ItemState.CARRIED_OVER)
    assert shown(rows, Show.OPEN) == {"waits", "promised", "no, over"}
    assert shown(rows, Show.ANSWERED) == {"said yes", "promised", "no, holds"}
    assert shown(rows, Show.GOOD) == {"thanks"}


def test_the_filter_answered_agrees_with_the_rule(rows: Rows) -> None:
    for answer in Answer:
        for earlier in (None, Answer.NO, Answer.YES):
            for days in (-1, 0, 1):
                item = rows.item(f"{answer} {earlier} {days}")
                day = {"review_on": TODAY + timedelta(days=days), "check_on": TODAY + timedelta(days=days)}
                if earlier is not None:
                    rows.answer(item, earlier, at=NOW - timedelta(days=9), review_on=TODAY - timedelta(days=5))
                rows.answer(item, answer, **day)
    every = [line for offset in (0, 25) for line in the_board(rows, offset=offset).lines]
    holding = {line.asked.words for line in every if line.answered.holds}
    assert len(every) == 36
    filtered = [line for offset in (0, 25) for line in the_board(rows, Show.ANSWERED, offset=offset).lines]
    assert {line.asked.words for line in filtered} == holding


# --- the price -----------------------------------------------------------------------------------------------------


def fill(rows: Rows, count: int) -> None:
    for n in range(count):
        item = rows.item(f"Item {n}", received_on=TODAY - timedelta(days=n % 90))
        rows.answer(item)
        rows.promise(item, TODAY, TODAY + timedelta(days=3))
    done = {"state": ActionState.DONE_SAID, "done_on": TODAY, "round": 1}
    rows.promise(rows.item("Done?"), TODAY, **done)


@pytest.mark.parametrize("count", [10, 1000])
def test_the_board_takes_four_statements_however_many_items_there_are(rows: Rows, count: int) -> None:
    rows.rhythm()
    fill(rows, count)
    rows.session.expunge_all()
    assert len(statements(rows.session, lambda: the_board(rows))) == 4


# --- what is public ------------------------------------------------------------------------------------------------


def test_a_meeting_not_held_publishes_nothing_that_only_waited_for_it(rows: Rows) -> None:
    off = rows.meeting(TODAY - timedelta(days=1), state=MeetingState.NOT_HELD)
    waited = rows.item("Waited", placed=False, state=ItemState.RECEIVED)
    rows.entry(off, waited, state=EntryState.NOT_HELD)
    stood = rows.item("Stood on it", placed=False, state=ItemState.CARRIED_OVER)
    rows.entry(off, stood, state=EntryState.NOT_HELD)
    assert [line.asked.words for line in the_board(rows).lines] == ["Stood on it"]


def test_an_item_of_a_meeting_that_is_only_planned_stays_away(rows: Rows) -> None:
    planned = rows.meeting(TODAY + timedelta(days=3))
    rows.entry(planned, rows.item("Placed", placed=False, state=ItemState.PLACED), state=EntryState.ON)
    assert the_board(rows).lines == []


def test_for_paper_news_are_what_is_open_or_moved_on_in_a_week(rows: Rows) -> None:
    long_ago = {"received_on": TODAY - timedelta(days=60)}
    rows.answer(rows.item("Settled long ago", **long_ago), at=NOW - timedelta(days=50))
    rows.answer(rows.item("Answered this week", **long_ago), at=NOW - timedelta(days=7))
    kept = rows.item("Confirmed this week", **long_ago)
    rows.answer(kept, at=NOW - timedelta(days=50))
    days = {"done_on": TODAY - timedelta(days=30), "confirmed_on": TODAY - timedelta(days=2), "round": 1}
    rows.promise(kept, state=ActionState.CONFIRMED, **days)
    rows.item("Still waiting", state=ItemState.CARRIED_OVER, **long_ago)
    assert shown(rows, Show.NEWS) == {"Answered this week", "Confirmed this week", "Still waiting"}


def test_for_paper_lately_is_what_was_asked_in_two_weeks(rows: Rows) -> None:
    for days in (13, 14, 15):
        rows.item(f"{days}", received_on=TODAY - timedelta(days=days))
    assert shown(rows, Show.LATELY) == {"13", "14"}
