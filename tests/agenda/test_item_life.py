"""Whatever patients, rep, staff and clock do, no item is lost and each agenda stays in order (Hypothesis)."""

from __future__ import annotations

import json
from datetime import time, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from tests.databases import in_memory
from tests.proof import recount
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.agenda.rules import (
    OFF_THE_AGENDA,
    WAITING,
    Answer,
    CarriedBecause,
    EntryState,
    HideBecause,
    ItemKind,
    ItemState,
    Topic,
)
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import Refused
from wardvoice.meetings import queries as meetings
from wardvoice.meetings.commands import open_meeting, plan_meeting
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import COMING, MeetingState, NotHeldBecause
from wardvoice.minutes.commands import close_meeting

PICK = st.integers(0, 30)
SETTLED = (ItemState.WITHDRAWN, ItemState.MERGED)


class ItemLife(RuleBasedStateMachine):
    """One ward, a week at a time. What is refused must leave no trace; everything else must keep the invariants."""

    @initialize()
    def a_ward_with_people(self) -> None:
        self.clock = SetClock()
        self.session = Session(in_memory())
        self.ward = builders.a_ward(self.session, clock=self.clock)
        self.rep = builders.a_patient_actor(self.ward, Role.REP, clock=self.clock)
        self.author = builders.a_patient_actor(self.ward, clock=self.clock)
        self.other = builders.a_patient_actor(self.ward, clock=self.clock)
        self.nurse = builders.a_staff_actor(self.ward, clock=self.clock)
        self.first_words: dict[Any, str | None] = {}
        self.published: set[Any] = set()

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()
            self.session.get_bind().dispose()  # type: ignore[union-attr]

    # --- what people do ---

    @rule()
    def a_patient_raises_an_item(self) -> None:
        item = self.do(
            self.author, commands.raise_item, kind=ItemKind.PROBLEM, topic=Topic.FOOD, words=f"{len(self.first_words)}"
        )
        self.first_words[item.id] = item.words

    @rule()
    def the_rep_plans_a_meeting(self) -> None:
        coming = [meeting.day for meeting in meetings.coming(self.session, self.ward.id)]
        day = max([self.clock.today, *coming]) + timedelta(days=3)
        self.do(self.rep, plan_meeting, day=day, at=time(10, 30))

    @rule(pick=PICK, which=PICK)
    def the_rep_places_an_item(self, pick: int, which: int) -> None:
        self.do(self.rep, commands.place_item, meeting=self.a_meeting(which), item=self.an_item(pick))

    @rule(pick=PICK, to=st.integers(-1, 9))
    def the_rep_moves_a_line(self, pick: int, to: int) -> None:
        self.do(self.rep, commands.move_entry, entry=self.a_line(pick), to=to)

    @rule(pick=PICK)
    def the_rep_takes_a_line_off(self, pick: int) -> None:
        self.do(self.rep, commands.take_off, entry=self.a_line(pick))

    @rule(pick=PICK, which=PICK)
    def the_rep_puts_an_item_off(self, pick: int, which: int) -> None:
        facts = {"meeting": self.a_meeting(which), "item": self.an_item(pick), "because": "Later."}
        self.do(self.rep, commands.put_off, **facts)

    @rule(pick=PICK, into=PICK)
    def the_rep_merges_two(self, pick: int, into: int) -> None:
        self.do(self.rep, commands.merge_items, item=self.an_item(pick), into=self.an_item(into))

    @rule(pick=PICK)
    def the_rep_undoes_a_merge(self, pick: int) -> None:
        self.do(self.rep, commands.undo_merge, item=self.an_item(pick))

    @rule(pick=PICK)
    def the_rep_splits_an_item(self, pick: int) -> None:
        self.split(self.an_item(pick))

    @rule(pick=PICK)
    def the_rep_joins_two_halves(self, pick: int) -> None:
        self.do(self.rep, commands.join_halves, item=self.an_item(pick))

    @rule(pick=PICK)
    def the_rep_splits_an_item_and_thinks_better_of_it(self, pick: int) -> None:
        before, second = self.all_there_is(), self.split(self.an_item(pick))
        if second is not None:
            assert self.do(self.rep, commands.join_halves, item=second) is not None
            assert self.all_there_is() == before

    @rule(pick=PICK)
    def another_patient_says_that_it_matters(self, pick: int) -> None:
        self.do(self.other, commands.say_it_matters, item=self.an_item(pick), matters=True)

    @rule(pick=PICK, earlier=PICK)
    def the_rep_links_two(self, pick: int, earlier: int) -> None:
        self.do(self.rep, commands.link_items, item=self.an_item(pick), earlier=self.an_item(earlier))

    @rule(pick=PICK, earlier=PICK)
    def the_rep_takes_a_link_back(self, pick: int, earlier: int) -> None:
        self.do(self.rep, commands.unlink_items, item=self.an_item(pick), earlier=self.an_item(earlier))

    @rule(pick=PICK, earlier=PICK)
    def the_rep_links_two_and_thinks_better_of_it(self, pick: int, earlier: int) -> None:
        before, two = self.times_raised(), {"item": self.an_item(pick), "earlier": self.an_item(earlier)}
        if self.do(self.rep, commands.link_items, **two) is not None:
            assert self.do(self.rep, commands.unlink_items, **two) is not None
            assert self.times_raised() == before

    @rule(pick=PICK)
    def the_author_withdraws(self, pick: int) -> None:
        self.do(self.author, commands.withdraw_item, item=self.an_item(pick))

    @rule(pick=PICK)
    def a_nurse_answers(self, pick: int) -> None:
        self.do(self.nurse, commands.answer_item, item=self.an_item(pick), answer=Answer.YES)

    @rule(pick=PICK, danger=st.booleans())
    def a_nurse_asks_to_hide_words(self, pick: int, danger: bool) -> None:
        self.do(self.nurse, commands.hide_words, item=self.an_item(pick), because=HideBecause.HATE, danger=danger)

    @rule(which=PICK)
    def the_rep_publishes(self, which: int) -> None:
        meeting = self.a_meeting(which)
        if self.do(self.rep, commands.publish, meeting=meeting) is None:
            return
        put_off = {line.item_id for line in self.lines_of(meeting) if line.state is EntryState.PUT_OFF}
        waiting = {item.id for item in queries.waiting(self.session, self.ward.id)}
        assert waiting <= put_off, "publishing places everything that nobody put off"
        self.published |= {line.item_id for line in self.lines_of(meeting) if line.state not in OFF_THE_AGENDA}

    @rule(which=PICK)
    def the_rep_calls_a_meeting_off(self, which: int) -> None:
        self.do(self.rep, commands.call_off, meeting=self.a_meeting(which), because=NotHeldBecause.INCIDENT)

    @rule()
    def the_rep_holds_the_next_meeting_and_has_time_for_half(self) -> None:
        meeting = meetings.next_meeting(self.session, self.ward.id)
        if meeting is None or meeting.state is not MeetingState.PUBLISHED:
            return
        self.clock.go_to(max(meeting.day, self.clock.today))
        self.do(self.rep, open_meeting, meeting=meeting)
        giver = queries.answerers(self.session, self.ward.id, self.clock.today)[0]
        for n, entry in enumerate(queries.without_outcome(self.session, meeting)):
            item = self.session.get(Item, entry.item_id)
            if n % 2:
                self.do(self.rep, commands.carry_over, entry=entry, because=CarriedBecause.NO_TIME)
            else:
                self.do(self.rep, commands.answer_item, item=item, entry=entry, answer=Answer.YES, given_by=giver)
        assert self.do(self.rep, close_meeting, meeting=meeting) is not None

    @rule(days=st.integers(1, 9))
    def time_passes(self, days: int) -> None:
        self.clock.go_on(days=days)

    # --- what must always hold ---

    @precondition(lambda self: hasattr(self, "session"))
    @invariant()
    def no_item_is_lost_and_no_word_changed(self) -> None:
        joined = self.joined()
        assert {item.id for item in self.items()} == self.first_words.keys()
        for item in self.items():
            assert item.words == (None if item.id in joined else self.first_words[item.id])
            assert (item.author_id is None) == (item.id in joined), "what speaks for itself is its raiser's"

    @precondition(lambda self: hasattr(self, "session"))
    @invariant()
    def each_item_waits_or_has_one_waiting_line(self) -> None:
        for item in self.items():
            on = [line for line, _ in queries.entries_of(self.session, item) if line.state is EntryState.ON]
            assert len(on) == (1 if item.state is ItemState.PLACED else 0), item.state
            assert (item.merged_into_id is not None) == (item.state is ItemState.MERGED)
            assert item.state in (*WAITING, *SETTLED, ItemState.PLACED, ItemState.ANSWERED)

    @precondition(lambda self: hasattr(self, "session"))
    @invariant()
    def each_agenda_counts_from_one_without_a_gap(self) -> None:
        for meeting in self.meetings():
            on = [line.place for line in self.lines_of(meeting) if line.state not in OFF_THE_AGENDA]
            assert on == list(range(1, len(on) + 1))

    @precondition(lambda self: hasattr(self, "session"))
    @invariant()
    def a_called_off_or_closed_meeting_keeps_nobody_waiting(self) -> None:
        for meeting in self.meetings():
            if meeting.state not in COMING:
                assert queries.without_outcome(self.session, meeting) == []

    @precondition(lambda self: hasattr(self, "session"))
    @invariant()
    def whatever_was_published_is_never_withdrawn(self) -> None:
        states = {item.id: item.state for item in self.items()}
        assert not [item_id for item_id in self.published if item_id and states[item_id] is ItemState.WITHDRAWN]

    @precondition(lambda self: hasattr(self, "session"))
    @invariant()
    def a_merged_item_leads_nobody_and_its_lead_is_not_merged(self) -> None:
        states = {item.id: item.state for item in self.items()}
        for item in self.items():
            if item.merged_into_id is not None and item.id not in self.joined():
                assert states[item.merged_into_id] not in SETTLED

    @precondition(lambda self: hasattr(self, "session"))
    @invariant()
    def the_history_counts_the_same_as_the_tables(self) -> None:
        bodies = [json.loads(row.body) for row in builders.history_of(self.ward)]
        raised, carried = recount.raised(bodies), recount.carried(bodies)
        ids = [item.id for item in self.items()]
        assert {str(item_id): times for item_id, times in self.times_raised().items()} == raised
        told = {str(item_id): times for item_id, times in queries.times_carried(self.session, ids).items()}
        assert told == carried

    # --- how ---

    def do(self, actor: Actor, command: Any, **facts: Any) -> Any:
        """Return what the command made, or None if it was refused or there is nothing to do it with."""
        if any(value is None for value in facts.values()):
            return None
        try:
            return builders.done(self.session, actor, command, self.clock, **facts)
        except Refused:
            self.session.rollback()
            return None

    def split(self, item: Item | None) -> Item | None:
        second: Item | None = self.do(
            self.rep, commands.split_item, item=item, first_part="the one", second_part="the other"
        )
        if item is not None and second is not None:
            self.first_words.setdefault(second.id, item.words)
        return second

    def joined(self) -> set[Any]:
        """The second halves of splits that were taken back."""
        return set(self.session.scalars(select(Item.id).where(queries.is_joined(Item))))

    def all_there_is(self) -> dict[Any, Any]:
        """Everything about the items that speak for themselves, and each agenda's order."""
        now, items = self.clock.now(), [item for item in self.items() if item.id not in self.joined()]
        told = {item.id: (item.state, item.words, queries.tally(self.session, item, now)) for item in items}
        agendas = {
            meeting.id: [line.item_id for line in self.lines_of(meeting) if line.state not in OFF_THE_AGENDA]
            for meeting in self.meetings()
        }
        return told | agendas

    def times_raised(self) -> dict[Any, int]:
        return queries.how_often_raised(self.session, [item.id for item in self.items()])

    def items(self) -> list[Item]:
        return self.session.query(Item).order_by(Item.received_on, Item.id).all()

    def meetings(self) -> list[Meeting]:
        return self.session.query(Meeting).order_by(Meeting.day).all()

    def lines_of(self, meeting: Meeting) -> list[AgendaEntry]:
        return queries.all_lines(self.session, meeting)

    def an_item(self, pick: int) -> Item | None:
        return _one_of(self.items(), pick)

    def a_meeting(self, which: int) -> Meeting | None:
        return _one_of(self.meetings(), which)

    def a_line(self, pick: int) -> AgendaEntry | None:
        return _one_of(self.session.query(AgendaEntry).order_by(AgendaEntry.meeting_id, AgendaEntry.place).all(), pick)


def _one_of(things: list[Any], pick: int) -> Any:
    return things[pick % len(things)] if things else None


TestItemLife = ItemLife.TestCase
TestItemLife.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
