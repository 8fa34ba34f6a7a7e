"""What readers do: each act once, in its order, with a line in the log; and what it takes to close or delete."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.concerns.conftest import Reader, Room
from tests.conftest import PEPPER
from wardvoice.concerns import commands, queries
from wardvoice.concerns.models import Concern, Copy, Letter, LetterCopy, Safeguard, Waiting
from wardvoice.concerns.rules import About, Complaint, Recipient, State, Theme
from wardvoice.concerns.rules.checklist import CHECKLIST, Reply
from wardvoice.concerns.rules.keeping import KEPT_MONTHS
from wardvoice.concerns.sealed import read_as
from wardvoice.concerns.views.acts import may_be_asked
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import NotFound, RuleBroken, Stale
from wardvoice.storage.apart_work import LogRow, first_broken
from wardvoice.storage.sealing import CannotOpen, Found

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
SEEN: dict[str, Any] = {"theme": Theme.STAFF_CONDUCT, "about_staff": True, "treated_differently": False}


@pytest.fixture
def told(room: Room, words: Found) -> Room:
    """A concern about staff that the advocates got at one o'clock; its writer can come back."""
    room.sends("The night nurse pushed me", found=words, complaint=Complaint.LATER)
    room.it_is(MONDAY, 13)
    return room


def does(room: Room, reader: Reader, command: Any, *things: Any, **facts: Any) -> None:
    room.does(reader.actor, command, room.case(reader), *things, **facts)


def concern(room: Room) -> Concern:
    return room.session.scalars(select(Concern)).one()


def logged(room: Room) -> list[str]:
    return list(room.session.scalars(select(LogRow.what).order_by(LogRow.seq)))


def test_from_unread_to_closed_each_step_is_logged(told: Room) -> None:
    told.opens(told.ines)
    does(told, told.ines, commands.acknowledge, **SEEN)
    does(told, told.omar, commands.look_into)
    does(told, told.omar, commands.answer, words="We have asked for the cameras.")
    for line in CHECKLIST:
        does(told, told.ines, commands.check_off, line=line, reply=Reply.YES, words="")
    done = {line: Reply(row.answer) for line, row in queries.checklist(told.session, concern(told)).items()}
    does(told, told.ines, commands.close, done=done)
    does(told, told.omar, commands.close, done=done)
    found = concern(told)
    assert (found.state, found.acknowledged_on, found.closed_on) == (State.CLOSED, MONDAY, MONDAY)
    expected = ["opened", "acknowledged", "look into", "answer", *["checked"] * len(CHECKLIST), "would close", "closed"]
    assert logged(told) == expected
    assert first_broken(told.session, PEPPER) is None


def test_the_log_holds_codes_and_no_words(told: Room) -> None:
    does(told, told.ines, commands.acknowledge, **SEEN)
    does(told, told.ines, commands.answer, words="A secret sentence")
    does(told, told.ines, commands.check_off, line="police", reply=Reply.NO, words="Another secret")
    facts = [json.loads(row) for row in told.session.scalars(select(LogRow.facts))]
    assert "secret" not in str(facts)
    assert facts[0] == {"theme": "staff-conduct"}


@pytest.mark.parametrize("command", [commands.look_into, commands.answer])
def test_what_nobody_acknowledged_goes_no_further(told: Room, command: Any) -> None:
    facts = {"words": "x"} if command is commands.answer else {}
    with pytest.raises(Stale):
        command(told.work(told.ines.actor), told.case(told.ines), **facts)


def test_nobody_acts_on_what_is_not_sealed_to_them(told: Room) -> None:
    case = told.case(told.ines)
    strangers = [told.wren.actor, told.ada.actor, Actor(Door.TERMINAL, case.concern.ward_id)]
    strangers.append(Actor(Door.OWN_DEVICE, case.concern.ward_id, told.ada.account_id, "", frozenset(Role)))
    for actor in strangers:
        for command in (commands.note_opening, commands.look_into, commands.close, commands.delete_concern):
            with pytest.raises(NotFound):
                command(told.work(actor), case)


def test_an_answer_needs_words_and_somebody_who_reads_them(room: Room) -> None:
    room.sends("No answer please")
    room.it_is(MONDAY, 13)
    does(room, room.ines, commands.acknowledge, **SEEN)
    for words in ("  ", "Thank you."):
        with pytest.raises(RuleBroken):
            commands.answer(room.work(room.ines.actor), room.case(room.ines), words=words)


def test_passed_on_it_opens_for_the_new_readers_and_no_longer_for_the_old(told: Room, words: Found) -> None:
    does(told, told.ines, commands.acknowledge, **SEEN)
    writer = told.holder_of(words)
    advocates = told.holders(Recipient.ADVOCATE)
    told.does(writer, commands.write_back, mine=told.comes_back(words), holders=advocates, words="Also on Sunday")
    told.it_is(MONDAY, 19)
    opened = told.opens(told.ines)
    to = {"recipient": Recipient.LISTENER, "holders": told.holders(Recipient.LISTENER)}
    does(told, told.ines, commands.pass_on, opened, **to)
    again = told.opens(told.wren)
    assert (again.head, again.body, again.letters) == (opened.head, opened.body, opened.letters)
    assert concern(told).state is State.NEW
    assert told.inbox(told.ines) == []
    keys = set(told.session.scalars(select(Copy.key_id))) | set(told.session.scalars(select(LetterCopy.key_id)))
    assert keys == {told.wren.key_id}


def test_whom_the_writer_left_out_is_left_out_for_ever(room: Room) -> None:
    room.sends("Wren did it", left_out=(str(room.wren.key_id),))
    room.it_is(MONDAY, 13)
    does(room, room.ines, commands.acknowledge, **SEEN)
    to = {"recipient": Recipient.LISTENER, "holders": room.holders(Recipient.LISTENER)}
    with pytest.raises(RuleBroken):
        does(room, room.ines, commands.pass_on, room.opens(room.ines), **to)
    assert room.inbox(room.wren) == []


def test_what_is_about_staff_is_never_passed_to_the_ward(told: Room) -> None:
    does(told, told.ines, commands.acknowledge, **SEEN | {"about_staff": False})
    with pytest.raises(RuleBroken, match="off the ward"):
        does(
            told, told.ines, commands.pass_on, told.opens(told.ines),
            recipient=Recipient.MANAGER, holders=told.holders(Recipient.MANAGER),
        )  # fmt: skip


def test_about_staff_the_checklist_comes_first(told: Room) -> None:
    does(told, told.ines, commands.acknowledge, **SEEN)
    with pytest.raises(RuleBroken, match="checklist"):
        does(told, told.ines, commands.close, done=dict.fromkeys(CHECKLIST[1:], Reply.YES))


@pytest.mark.parametrize(("line", "because"), [("police", " "), ("weather", "Because")])
def test_a_no_needs_its_reason_and_the_line_must_be_on_the_list(told: Room, line: str, because: str) -> None:
    with pytest.raises(RuleBroken):
        does(told, told.ines, commands.check_off, line=line, reply=Reply.NO, words=because)
    assert told.session.scalars(select(Safeguard)).all() == []


def test_a_reason_is_sealed_and_the_last_answer_to_a_line_counts(told: Room) -> None:
    for words in ("Not yet", "They know since this morning"):
        does(told, told.ines, commands.check_off, line="police", reply=Reply.NO, words=words)
    row = told.session.scalars(select(Safeguard)).one()
    assert b"morning" not in row.words
    assert read_as(row.words, told.omar.key_id, told.omar.keys.private) == "They know since this morning"
    with pytest.raises(CannotOpen):
        read_as(row.words, told.wren.key_id, told.wren.keys.private)


def test_as_unfounded_it_takes_two_readers(told: Room) -> None:
    does(told, told.ines, commands.acknowledge, **SEEN)
    done = dict.fromkeys(CHECKLIST, Reply.YES)
    does(told, told.ines, commands.close, unfounded=True, done=done)
    assert concern(told).state is State.SEEN
    with pytest.raises(RuleBroken, match="alone"):
        does(told, told.ines, commands.close, unfounded=True, done=done)
    does(told, told.omar, commands.close, unfounded=True, done=done)
    assert (concern(told).state, concern(told).unfounded) == (State.CLOSED, True)


def test_the_only_reader_of_a_kind_signs_and_passes_it_on_and_another_kind_confirms(told: Room) -> None:
    done = dict.fromkeys(CHECKLIST, Reply.YES)
    does(told, told.ines, commands.acknowledge, **SEEN)
    does(told, told.ines, commands.close, done=done)
    to = {"recipient": Recipient.LISTENER, "holders": told.holders(Recipient.LISTENER)}
    does(told, told.ines, commands.pass_on, told.opens(told.ines), **to)
    does(told, told.wren, commands.acknowledge, **SEEN)
    does(told, told.wren, commands.close, done=done)
    assert concern(told).state is State.CLOSED


def test_what_its_writer_says_later_takes_the_first_signature_back(told: Room, words: Found) -> None:
    does(told, told.ines, commands.acknowledge, **SEEN)
    does(told, told.ines, commands.answer, words="We have asked for the cameras.")
    does(told, told.ines, commands.close, done=dict.fromkeys(CHECKLIST, Reply.YES))
    told.it_is(MONDAY, 19)
    told.does(told.holder_of(words), commands.dispute, mine=told.comes_back(words))
    told.it_is(TUESDAY, 7)
    assert (concern(told).state, concern(told).unfounded_first_by) == (State.LOOKED_INTO, None)


def test_words_that_are_added_take_the_first_signature_back_too(told: Room, words: Found) -> None:
    does(told, told.ines, commands.acknowledge, **SEEN)
    does(told, told.ines, commands.close, done=dict.fromkeys(CHECKLIST, Reply.YES))
    holders = told.holders(Recipient.ADVOCATE)
    facts = {"mine": told.comes_back(words), "holders": holders, "words": "It happened again"}
    told.does(told.holder_of(words), commands.write_back, **facts)
    assert concern(told).unfounded_first_by is not None
    told.it_is(MONDAY, 19)
    assert concern(told).unfounded_first_by is None


def test_a_waiting_row_hides_to_which_concern_it_belongs(told: Room, words: Found) -> None:
    """Whoever has the database and not the pepper reads neither that, nor what kind of row it is."""
    holders = told.holders(Recipient.ADVOCATE)
    facts = {"mine": told.comes_back(words), "holders": holders, "words": "It happened again"}
    told.does(told.holder_of(words), commands.write_back, **facts)
    row = told.session.scalars(select(Waiting)).one()
    for mark in (concern(told).id.hex().encode(), b"about", b"after", b"sealed"):
        assert mark not in row.sealed


# --- keeping ------------------------------------------------------------------------------------------------------


def closed(room: Room, about: About = About.NO) -> None:
    room.sends("Something about the food", about=about)
    room.it_is(MONDAY, 13)
    does(room, room.ines, commands.acknowledge, **SEEN | {"about_staff": False})
    does(room, room.ines, commands.close)


def test_nothing_is_deleted_before_it_stands_elsewhere_or_two_have_signed(room: Room) -> None:
    closed(room)
    with pytest.raises(RuleBroken, match="reference"):
        does(room, room.ines, commands.delete_concern)
    for _twice in range(2):
        does(room, room.ines, commands.sign_not_needed)
    with pytest.raises(RuleBroken, match="reference"):
        does(room, room.ines, commands.delete_concern)
    does(room, room.omar, commands.sign_not_needed)
    does(room, room.ines, commands.delete_concern)
    assert room.session.scalars(select(Concern)).all() == room.session.scalars(select(Copy)).all() == []
    assert logged(room)[-1] == "deleted"


def test_a_legal_hold_stops_every_deletion(room: Room) -> None:
    closed(room)
    does(room, room.ines, commands.note_reference, reference="SG-114")
    does(room, room.ines, commands.hold, on=True)
    with pytest.raises(RuleBroken, match="hold"):
        does(room, room.ines, commands.delete_concern)
    room.clock.go_to(date(2030, 1, 1))
    room.does(Actor(Door.CLOCK, room.case(room.ines).concern.ward_id), commands.let_go, None)
    assert concern(room).legal_hold
    does(room, room.ines, commands.hold, on=False)
    room.does(Actor(Door.CLOCK, room.case(room.ines).concern.ward_id), commands.let_go, None)
    assert room.session.scalars(select(Concern)).all() == []


def test_what_was_kept_long_enough_is_deleted_by_itself_and_not_a_day_before(room: Room) -> None:
    closed(room)
    does(room, room.ines, commands.note_reference, reference="SG-114")
    clock = Actor(Door.CLOCK, concern(room).ward_id)
    assert KEPT_MONTHS == 36
    for day, left in ((date(2029, 3, 1), 1), (date(2029, 3, 2), 0)):
        room.clock.go_to(day)
        room.does(clock, commands.let_go, None)
        assert len(room.session.scalars(select(Concern)).all()) == left


def test_five_words_open_nothing_after_twelve_months(told: Room, words: Found) -> None:
    clock = Actor(Door.CLOCK, concern(told).ward_id)
    for day, opens in ((date(2027, 3, 1), True), (date(2027, 3, 2), False)):
        told.clock.go_to(day)
        told.does(clock, commands.let_go, None)
        assert (queries.mine(told.session, words.lookup) is not None) is opens
    assert concern(told).answer_private is None
    assert told.session.scalars(select(Letter)).all() == []


def test_nothing_is_answered_to_words_that_have_ended(told: Room) -> None:
    does(told, told.ines, commands.acknowledge, **SEEN)
    told.clock.go_to(date(2027, 3, 2), 6)
    for tick in (False, True):
        if tick:
            told.does(Actor(Door.CLOCK, concern(told).ward_id), commands.let_go, None)
        with pytest.raises(RuleBroken, match="ended after twelve months"):
            does(told, told.ines, commands.answer, words="It was looked into.")
        told.session.rollback()
    told.next_time()
    assert (concern(told).state, told.session.scalars(select(Letter)).all()) == (State.SEEN, [])
    assert not may_be_asked(concern(told)), "nor can its writer say yes to a retelling"
