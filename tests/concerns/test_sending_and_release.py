"""From the terminal to a reader: sealed, pooled, let out at its time, opened by the right key alone."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import inspect, select

from tests.builders import length_of_log
from tests.concerns.conftest import TERMINAL, WARD, Room
from tests.conftest import PEPPER
from wardvoice.concerns import commands, queries
from wardvoice.concerns.models import Concern, Copy, Waiting
from wardvoice.concerns.queries.waiting import DeedsWaiting
from wardvoice.concerns.rules import About, Deed, Recipient, Sign, Soon, State, Theme
from wardvoice.concerns.sealed import Body, Head
from wardvoice.core.clock import PartOfDay
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.storage.sealing import CannotOpen, Found

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def waiting(room: Room) -> list[Waiting]:
    return list(room.session.scalars(select(Waiting)))


def test_a_concern_waits_until_its_time_and_is_there_at_it(room: Room) -> None:
    room.sends()
    room.it_is(MONDAY, 12, 59)
    assert room.inbox(room.ines) == []
    room.it_is(MONDAY, 13)
    (line,) = room.inbox(room.ines)
    assert (line.concern.released_on, line.concern.part) == (MONDAY, PartOfDay.AFTERNOON)
    assert line.concern.state is State.NEW
    assert waiting(room) == []


def test_every_holder_of_the_role_reads_it_and_nobody_else(room: Room) -> None:
    room.sends("The night nurse pushed me")
    room.it_is(MONDAY, 13)
    for reader in (room.ines, room.omar):
        assert room.opens(reader).body.words == "The night nurse pushed me"
    for reader in (room.wren, room.ada):
        assert room.inbox(reader) == []
        with pytest.raises(NotFound):
            queries.case(room.session, None, reader.account_id, room.case(room.ines).concern.id, MONDAY)
    with pytest.raises(CannotOpen):
        queries.opened(room.session, room.case(room.ines).concern, room.ines.key_id, room.wren.keys.private)


def test_opening_leaves_a_line_and_sending_leaves_none(room: Room) -> None:
    room.sends()
    room.it_is(MONDAY, 13)
    assert length_of_log(room.session) == 0
    room.opens(room.ines)
    ((line, name),), total = queries.log_lines(
        room.session, WARD, account_id=room.ines.account_id, key_id=None, places=(), limit=25
    )
    assert name == room.case(room.ines).concern.name
    assert (line.what, line.account_id, total) == ("opened", room.ines.account_id, 1)


@pytest.mark.parametrize(
    ("about", "signs"),
    [(About.YES, ()), (About.UNSURE, ()), (About.NO, (Sign.HURT,)), (About.NO, (Sign.TREATED_DIFFERENTLY,))],
)
def test_the_manager_never_gets_what_is_off_the_ward(room: Room, about: About, signs: tuple[Sign, ...]) -> None:
    with pytest.raises(RuleBroken):
        room.sends(recipient=Recipient.MANAGER, about=about, signs=signs)
    assert waiting(room) == []


def test_whoever_was_treated_differently_reaches_advocate_and_listener(room: Room) -> None:
    room.sends(recipient=Recipient.BOTH, signs=(Sign.TREATED_DIFFERENTLY,))
    room.it_is(MONDAY, 13)
    for reader in (room.ines, room.omar, room.wren):
        assert room.opens(reader).head.signs == (Sign.TREATED_DIFFERENTLY,)
    assert room.inbox(room.ada) == []


def test_the_managers_wait_for_three_or_for_the_second_time(room: Room) -> None:
    """The ward meets on Thursdays, so its manager's times are Thursday and Sunday at 7."""
    room.sends("One", Recipient.MANAGER, about=About.NO)
    room.it_is(date(2026, 3, 5))
    assert room.inbox(room.ada) == []
    room.it_is(date(2026, 3, 8))
    assert len(room.inbox(room.ada)) == 1
    for words in ("Two", "Three", "Four"):
        room.sends(words, Recipient.MANAGER, about=About.NO)
    room.it_is(date(2026, 3, 12))
    assert len(room.inbox(room.ada)) == 4


def test_letting_out_twice_changes_nothing(room: Room) -> None:
    room.sends()
    room.it_is(MONDAY, 13)
    room.it_is(MONDAY, 13, 1)
    assert len(room.inbox(room.ines)) == 1
    room.sends("Another")
    room.it_is(MONDAY, 13, 2)
    assert len(room.inbox(room.ines)) == 1


def test_a_clock_that_stood_still_lets_all_out_when_it_goes_again(room: Room) -> None:
    room.sends()
    room.it_is(date(2026, 3, 9), 18)
    assert len(room.inbox(room.ines)) == 1


@pytest.mark.parametrize(("holders", "words"), [(True, "  "), (False, "Words")])
def test_nothing_is_stored_that_nobody_can_read_or_that_says_nothing(room: Room, holders: bool, words: str) -> None:
    with pytest.raises(RuleBroken):
        commands.send(
            room.work(),
            recipient=Recipient.ADVOCATE,
            holders=room.holders(Recipient.ADVOCATE) if holders else [],
            head=Head(About.YES),
            body=Body(words),
        )
    assert waiting(room) == []


def test_only_at_a_terminal_of_the_ward(room: Room) -> None:
    facts = {"recipient": Recipient.ADVOCATE, "holders": room.holders(Recipient.ADVOCATE), "body": Body("x")}
    for actor in (room.ines.actor, room.ada.actor):
        with pytest.raises(NotAllowed):
            commands.send(room.work(actor), head=Head(), **facts)


def test_the_same_form_again_takes_the_place_of_the_first(room: Room, words: Found) -> None:
    room.sends("First", again=b"a" * 32)
    room.sends("Second", again=b"a" * 32, found=words)
    room.sends("Other", again=b"b" * 32)
    assert len(waiting(room)) == 2
    room.it_is(MONDAY, 13)
    said = {room.opens(room.ines, number).body.words for number in range(2)}
    assert said == {"Second", "Other"}


def test_a_row_tells_neither_whether_its_writer_comes_back_nor_how_much_they_wrote(room: Room, words: Found) -> None:
    room.sends("Short")
    room.sends("Somewhat longer " * 40, found=words, again=b"a" * 32, soon=Soon.DO_NOT_TELL)
    rows = waiting(room)
    assert {(len(row.lookup), len(row.again), len(row.sealed)) for row in rows} == {(32, 32, len(rows[0].sealed))}
    assert [row for row in rows if b"wanted" in row.sealed or b"copies" in row.sealed] == []


def test_no_column_can_hold_a_person_a_screen_or_a_minute(room: Room) -> None:
    columns = {
        table: {column["name"] for column in inspect(room.session.get_bind()).get_columns(table)}
        for table in ("waiting", "copies", "letters", "letter_copies")
    }
    assert columns == {
        "waiting": {"id", "ward_id", "recipient", "lookup", "again", "sealed"},
        "copies": {"id", "concern_id", "key_id", "head", "body"},
        "letters": {"id", "concern_id", "n", "from_writer", "day", "part", "for_writer"},
        "letter_copies": {"id", "letter_id", "key_id", "body"},
    }


def test_what_may_be_urgent_stands_on_top_of_what_nobody_has_read(room: Room) -> None:
    for number in range(5):
        room.sends(f"Number {number}", soon=Soon.DO_NOT_TELL if number == 3 else Soon.NOT_ASKED)
    room.it_is(MONDAY, 13)
    assert room.opens(room.ines, 0).body.words == "Number 3"


# --- coming back --------------------------------------------------------------------------------------------------


def test_the_writer_reads_the_answer_from_the_next_time_on(room: Room, words: Found) -> None:
    room.sends(found=words)
    assert room.comes_back(words).waiting is not None
    room.it_is(MONDAY, 13)
    room.does(room.ines.actor, commands.acknowledge, room.case(room.ines), theme=Theme.STAFF_CONDUCT,
              about_staff=True, treated_differently=False)  # fmt: skip
    room.does(room.ines.actor, commands.answer, room.case(room.ines), words="I will come on Thursday.")
    concern = room.comes_back(words).released
    assert queries.letters_for_writer(room.session, concern, words) == []
    room.it_is(MONDAY, 19)
    (letter,) = queries.letters_for_writer(room.session, concern, words)
    assert (letter.words, letter.day) == ("I will come on Thursday.", MONDAY)
    assert room.opens(room.omar).letters[0].words == "I will come on Thursday."
    with pytest.raises(CannotOpen):
        queries.letters_for_writer(room.session, concern, Found(words.lookup, bytes(32)))


def test_the_writer_writes_again_and_says_not_good_enough(room: Room, words: Found) -> None:
    room.sends(found=words)
    room.it_is(MONDAY, 13)
    for command, facts in (
        (commands.acknowledge, {"theme": Theme.SAFETY, "about_staff": True, "treated_differently": False}),
        (commands.answer, {"words": "Done."}),
    ):
        room.does(room.ines.actor, command, room.case(room.ines), **facts)
    writer = room.holder_of(words)
    mine = room.comes_back(words)
    room.does(writer, commands.write_back, mine=mine, holders=room.holders(Recipient.ADVOCATE), words="It is not.")
    room.does(writer, commands.dispute, mine=mine)
    assert mine.released.state is State.ANSWERED, "the moment would tell who did it"
    assert queries.deeds_waiting(room.session, mine.released, PEPPER) == DeedsWaiting({Deed.DISPUTE}, {})
    room.it_is(MONDAY, 19)
    assert mine.released.state is State.LOOKED_INTO
    assert queries.deeds_waiting(room.session, mine.released, PEPPER) == DeedsWaiting(set(), {})
    assert [letter.words for letter in room.opens(room.ines).letters if letter.from_writer] == ["It is not."]


def test_taken_back_before_anybody_read_it_nothing_stays(room: Room, words: Found) -> None:
    room.sends("First", found=words)
    room.does(room.holder_of(words), commands.withdraw, mine=room.comes_back(words))
    assert waiting(room) == []
    assert queries.mine(room.session, words.lookup) is None
    room.sends("Second", found=words)
    room.it_is(MONDAY, 13)
    room.does(room.holder_of(words), commands.withdraw, mine=room.comes_back(words))
    assert len(room.session.scalars(select(Copy)).all()) == 2, "the moment would tell who did it"
    room.next_time()
    assert room.session.scalars(select(Copy)).all() == []
    assert room.session.scalars(select(Concern)).all() == []


@pytest.mark.parametrize("touched", ["opened", "held"])
def test_what_a_reader_has_touched_or_the_law_holds_is_not_taken_back(room: Room, words: Found, touched: str) -> None:
    room.sends("First", found=words)
    room.it_is(MONDAY, 13)
    if touched == "opened":
        room.opens(room.ines)
    else:
        room.does(room.ines.actor, commands.hold, room.case(room.ines), on=True)
    room.does(room.holder_of(words), commands.withdraw, mine=room.comes_back(words))
    room.next_time()
    assert room.comes_back(words).released.state is State.WITHDRAWN
    assert room.opens(room.ines).body.words == "First"


def test_a_deed_done_three_times_waits_once_and_hides_nobody(room: Room, words: Found) -> None:
    """The ward manager's pool is let out when three *concerns* wait: deeds and answers are no cover for anybody."""
    room.sends("Mine", Recipient.MANAGER, about=About.NO, found=words)
    room.it_is(date(2026, 3, 5))
    room.it_is(date(2026, 3, 8))
    for _thrice in range(3):
        room.does(room.holder_of(words), commands.withdraw, mine=room.comes_back(words))
    assert len(waiting(room)) == 1
    room.sends("Somebody else's", Recipient.MANAGER, about=About.NO)
    room.sends("A third one's", Recipient.MANAGER, about=About.NO)
    room.it_is(date(2026, 3, 12))
    assert len(waiting(room)) == 3, "two concerns and a deed are not three concerns"


def test_what_came_after_a_set_time_waits_for_the_next_one_though_the_clock_was_late(room: Room) -> None:
    room.clock.go_to(MONDAY, 12, 50)
    room.sends("In time")
    room.clock.go_to(MONDAY, 13, 9)
    room.sends("Too late for it")
    room.it_is(MONDAY, 13, 10)
    assert [room.opens(room.ines, number).body.words for number in range(len(room.inbox(room.ines)))] == ["In time"]
    room.it_is(MONDAY, 19)
    assert len(room.inbox(room.ines)) == 2


def test_a_clock_put_back_an_hour_passes_a_set_time_twice_and_lets_out_once(room: Room) -> None:
    room.sends("Before both")
    room.it_is(MONDAY, 13, 5)
    room.sends("Before it is put back")
    room.it_is(MONDAY, 12, 5)
    room.sends("Between the two")
    room.it_is(MONDAY, 13)
    assert len(room.inbox(room.ines)) == 1
    room.it_is(MONDAY, 19)
    assert len(room.inbox(room.ines)) == 3


@pytest.mark.parametrize("ticked", [True, False])
def test_a_clock_that_was_a_year_ahead_keeps_nothing_back_and_lets_nothing_out_early(room: Room, ticked: bool) -> None:
    goes_to = room.it_is if ticked else room.clock.go_to
    goes_to(date(2027, 3, 1), 13, 5)
    room.sends("A year ahead")
    goes_to(MONDAY, 13, 10)
    room.sends("At the right time")
    assert room.inbox(room.ines) == []
    room.it_is(MONDAY, 19)
    assert len(room.inbox(room.ines)) == 2


def test_under_another_pepper_no_row_of_the_pool_opens(room: Room) -> None:
    room.sends()
    (row,) = waiting(room)
    facts = {"id": row.id, "ward_id": row.ward_id, "recipient": row.recipient, "lookup": row.lookup}
    with pytest.raises(CannotOpen):
        queries.open_row({**facts, "sealed": row.sealed}, b"another pepper")


def test_what_was_read_meanwhile_stays_and_its_readers_are_told(room: Room, words: Found) -> None:
    room.sends("First", found=words)
    room.it_is(MONDAY, 13)
    room.does(room.holder_of(words), commands.withdraw, mine=room.comes_back(words))
    facts = {"theme": Theme.SAFETY, "about_staff": True, "treated_differently": False}
    room.does(room.ines.actor, commands.acknowledge, room.case(room.ines), **facts)
    room.next_time()
    assert room.comes_back(words).released.state is State.WITHDRAWN
    assert room.opens(room.ines).body.words == "First"


def test_a_deed_that_makes_no_sense_is_refused_and_one_that_lost_its_sense_does_nothing(
    room: Room, words: Found
) -> None:
    room.sends(found=words)
    room.it_is(MONDAY, 13)
    mine, writer = room.comes_back(words), room.holder_of(words)
    with pytest.raises(Stale):
        commands.dispute(room.work(writer), mine=mine)
    for _twice in range(2):
        room.does(writer, commands.withdraw, mine=mine)
    room.next_time()
    assert mine.released.state is State.WITHDRAWN


def test_nobody_comes_back_without_the_words(room: Room, words: Found) -> None:
    room.sends(found=words)
    room.it_is(MONDAY, 13)
    mine = room.comes_back(words)
    for actor in (TERMINAL, room.ines.actor):
        with pytest.raises(NotFound):
            commands.withdraw(room.work(actor), mine=mine)
    with pytest.raises(NotFound):
        commands.write_back(room.work(), mine=mine, holders=room.holders(Recipient.ADVOCATE), words="x")
