"""Nothing reaches the ward without the writer's yes, a reader's own words, and a second reader (P44)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import select

from tests.concerns.conftest import Room
from tests.conftest import PEPPER, SetClock
from tests.databases import apart_in_memory
from wardvoice.concerns import commands, queries
from wardvoice.concerns.commands.telling import Words
from wardvoice.concerns.models import Retelling
from wardvoice.concerns.rules import Deed, Recipient, Telling, Theme, Where
from wardvoice.concerns.sealed import read_as
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.storage import sealing
from wardvoice.storage.sealing import Found, find

MONDAY = date(2026, 3, 2)
SAID = Words("Somebody says that people are spoken to roughly at night.", "Nights are looked into now.")


def propose(room: Room, **more: Any) -> Retelling:
    facts = {"where": Where.BOARD, "words": SAID, "theme": Theme.RESPECT, "names": (), **more}
    readers = [*room.holders(Recipient.BOTH)]
    room.does(room.ines.actor, commands.propose, room.case(room.ines), readers=readers, **facts)
    return room.session.scalars(select(Retelling)).one()


@pytest.fixture
def told(room: Room, words: Found) -> Room:
    room.sends(found=words)
    room.it_is(MONDAY, 13)
    return room


def test_with_yes_and_a_second_reader_everybody_reads_the_retelling(told: Room, words: Found) -> None:
    retelling = propose(told)
    assert retelling.words is None
    assert b"roughly" not in retelling.sealed
    assert Words.unpacked(read_as(retelling.sealed, told.wren.key_id, told.wren.keys.private)) == SAID
    told.does(told.holder_of(words), commands.reply, mine=told.comes_back(words), told=retelling, yes=True)
    assert retelling.state is Telling.PROPOSED, "the moment would tell who did it"
    told.next_time()
    assert queries.answers_for_everyone(told.session, retelling.ward_id, limit=5) == []
    told.does(told.wren.actor, commands.note_reading, retelling)
    told.does(told.wren.actor, commands.approve, retelling)
    told.does(told.wren.actor, commands.show, retelling, SAID)
    (shown,) = queries.answers_for_everyone(told.session, retelling.ward_id, limit=5)
    assert (shown.asked, shown.answer, shown.day) == (SAID.asked, SAID.answer, MONDAY)


def test_without_the_writers_yes_nobody_can_approve(told: Room) -> None:
    retelling = propose(told)
    for command, more in ((commands.approve, ()), (commands.show, (SAID,))):
        with pytest.raises(Stale):
            command(told.work(told.wren.actor), retelling, *more)


def test_a_no_ends_it(told: Room, words: Found) -> None:
    retelling = propose(told)
    told.does(told.holder_of(words), commands.reply, mine=told.comes_back(words), told=retelling, yes=False)
    told.next_time()
    with pytest.raises(Stale):
        commands.approve(told.work(told.wren.actor), retelling)


@pytest.mark.parametrize(("first", "state"), [(True, Telling.DROPPED), (False, Telling.AGREED)])
def test_the_last_word_before_the_release_counts(told: Room, words: Found, first: bool, state: Telling) -> None:
    retelling = propose(told)
    for yes in (first, not first):
        told.does(told.holder_of(words), commands.reply, mine=told.comes_back(words), told=retelling, yes=yes)
    waits = queries.deeds_waiting(told.session, told.comes_back(words).released, PEPPER)
    last = Deed.REFUSE if first else Deed.AGREE
    assert (waits.deeds, waits.replies) == (set(), {retelling.id: last}), "one takes the place of the other"
    told.next_time()
    assert retelling.state is state


def test_its_author_is_never_the_second_reader(told: Room, words: Found) -> None:
    retelling = propose(told)
    told.does(told.holder_of(words), commands.reply, mine=told.comes_back(words), told=retelling, yes=True)
    told.next_time()
    with pytest.raises((NotFound, NotAllowed)):
        commands.approve(told.work(told.ines.actor), retelling)


def test_nobody_answers_for_words_they_have_not_had_in_view(told: Room, words: Found) -> None:
    retelling = propose(told)
    told.does(told.holder_of(words), commands.reply, mine=told.comes_back(words), told=retelling, yes=True)
    told.next_time()
    with pytest.raises(RuleBroken, match="Read the words first"):
        told.does(told.wren.actor, commands.approve, retelling)
    told.session.rollback()
    told.does(told.wren.actor, commands.note_reading, retelling)
    told.does(told.wren.actor, commands.approve, retelling)
    with pytest.raises(RuleBroken, match="Read the words first"):
        told.does(told.omar.actor, commands.show, retelling, SAID)
    told.session.rollback()
    assert retelling.state is Telling.APPROVED


def test_to_have_read_one_retelling_of_a_concern_is_not_to_have_read_another(told: Room, words: Found) -> None:
    first = propose(told)
    told.does(told.holder_of(words), commands.reply, mine=told.comes_back(words), told=first, yes=True)
    told.next_time()
    told.does(told.wren.actor, commands.note_reading, first)
    told.does(told.wren.actor, commands.drop, first)
    case, facts = told.case(told.ines), {"where": Where.BOARD, "theme": Theme.RESPECT, "names": ()}
    readers, other = told.holders(Recipient.BOTH), Words("Something else altogether", "No")
    told.does(told.ines.actor, commands.propose, case, words=other, readers=readers, **facts)
    (second,) = told.session.scalars(select(Retelling).where(Retelling.state == Telling.PROPOSED))
    told.does(told.holder_of(words), commands.reply, mine=told.comes_back(words), told=second, yes=True)
    told.next_time()
    with pytest.raises(RuleBroken, match="Read the words first"):
        told.does(told.wren.actor, commands.approve, second)


def test_the_ward_approves_nothing(told: Room, words: Found) -> None:
    retelling = propose(told)
    told.does(told.holder_of(words), commands.reply, mine=told.comes_back(words), told=retelling, yes=True)
    told.next_time()
    for command, more in ((commands.approve, ()), (commands.show, (SAID,)), (commands.drop, ())):
        with pytest.raises(NotFound):
            command(told.work(told.ada.actor), retelling, *more)


@pytest.mark.parametrize(("said", "names"), [(Words("J. did it"), ("J.",)), (Words("  "), ())])
def test_no_name_and_no_empty_words_are_told(told: Room, said: Words, names: tuple[str, ...]) -> None:
    with pytest.raises(RuleBroken):
        propose(told, words=said, names=names)


def test_who_wanted_no_answer_cannot_be_asked_and_so_is_never_retold(room: Room) -> None:
    room.sends()
    room.it_is(MONDAY, 13)
    with pytest.raises(RuleBroken):
        propose(room)


def test_a_note_on_paper_is_never_retold_for_somebody_else_has_held_its_words(told: Room) -> None:
    with pytest.raises(RuleBroken, match="It came on paper"):
        propose(told, on_paper=True)
    assert told.session.scalars(select(Retelling)).all() == []


def test_nobody_says_yes_for_another(told: Room, words: Found) -> None:
    other = find("cat dog cow hen bee", PEPPER)
    told.sends("Another", found=other)
    told.it_is(MONDAY, 19)
    retelling = propose(told)
    theirs = words if retelling.concern_id != told.comes_back(words).released.id else other
    with pytest.raises(NotFound):
        commands.reply(told.work(told.holder_of(theirs)), mine=told.comes_back(theirs), told=retelling, yes=True)


def test_what_was_taken_back_is_told_to_nobody_whatever_was_agreed_before(told: Room, words: Found) -> None:
    retelling = propose(told)
    told.does(told.holder_of(words), commands.reply, mine=told.comes_back(words), told=retelling, yes=True)
    told.next_time()
    told.does(told.holder_of(words), commands.withdraw, mine=told.comes_back(words))
    told.next_time()
    told.session.refresh(retelling)
    assert retelling.state is Telling.DROPPED


class AnyOrder(RuleBasedStateMachine):
    """Whatever readers and writer do, in whatever order: what is shown had a yes and a second reader."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(sealing, "COST", sealing.Cost(passes=1, kibibytes=8))
        engine = apart_in_memory()
        self.room, self.words = Room(engine, SetClock(), self.patch), find("oak pin sun cup hat", PEPPER)
        self.room.it_is(MONDAY, 10)
        self.room.sends(found=self.words)
        self.room.it_is(MONDAY, 13)
        self.said_yes = self.approved_by_another = False

    @property
    def retelling(self) -> Retelling | None:
        return self.room.session.scalars(select(Retelling)).one_or_none()

    @precondition(lambda self: self.retelling is None)
    @rule()
    def propose(self) -> None:
        propose(self.room)

    @precondition(lambda self: self.retelling is not None)
    @rule(yes=st.booleans())
    def writer_replies(self, yes: bool) -> None:
        room, held = self.room, self.words
        before = self.retelling.state
        self._tries(room.holder_of(held), commands.reply, mine=room.comes_back(held), told=self.retelling, yes=yes)
        self.said_yes |= yes and before is Telling.PROPOSED

    @rule()
    def time_passes(self) -> None:
        self.room.next_time()

    @precondition(lambda self: self.retelling is not None)
    @rule(reader=st.sampled_from(["ines", "omar", "wren", "ada"]), verb=st.sampled_from(["approve", "show", "drop"]))
    def reader_acts(self, reader: str, verb: str) -> None:
        before, actor = self.retelling.state, getattr(self.room, reader).actor
        more = (SAID,) if verb == "show" else ()
        if verb != "drop":
            self._tries(actor, commands.note_reading, self.retelling)
        done = self._tries(actor, getattr(commands, verb), self.retelling, *more)
        self.approved_by_another |= done and verb == "approve" and before is Telling.AGREED and reader != "ines"

    def _tries(self, actor: Any, command: Any, *things: Any, **facts: Any) -> bool:
        try:
            self.room.does(actor, command, *things, **facts)
        except (Stale, NotFound, NotAllowed, RuleBroken):
            self.room.session.rollback()
            return False
        return True

    @invariant()
    def only_what_was_agreed_and_approved_is_shown(self) -> None:
        ward_id = self.room.inbox(self.room.ines)[0].concern.ward_id
        if queries.answers_for_everyone(self.room.session, ward_id, limit=5):
            assert self.said_yes
            assert self.approved_by_another

    def teardown(self) -> None:
        self.room.session.close()
        self.patch.undo()


AnyOrder.TestCase.settings = settings(
    max_examples=25, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnyOrder = AnyOrder.TestCase
