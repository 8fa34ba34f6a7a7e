"""Whatever people do, in whatever order: nothing is lost, no first date changes, and the history agrees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from tests.databases import in_memory
from tests.proof import recount
from wardvoice.actions import commands as promises
from wardvoice.actions.models import Action, Confirmation
from wardvoice.actions.queries import facts
from wardvoice.actions.rules import ActionState, Class, Reply, ReportKind, follow_through
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import AgendaEntry, Item, ItemLink, Outcome, Split
from wardvoice.agenda.queries import how_often_raised, times_carried
from wardvoice.agenda.rules import Answer, CarriedBecause, EntryState, ItemKind, ItemState, Topic
from wardvoice.board.queries.board import Show, board
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, Refused
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState, NotHeldBecause
from wardvoice.minutes import commands as minutes
from wardvoice.people.models import Account
from wardvoice.proof.chain import Walk
from wardvoice.proof.classes import classes
from wardvoice.proof.replay import Replayed
from wardvoice.proof.verify import verify

WHICH = st.integers(min_value=0, max_value=9)
REPLIES = st.sampled_from(list(Reply))
HANDS = st.integers(min_value=0, max_value=6)


class AnyLife(RuleBasedStateMachine):
    """A ward on which everybody may try anything; what is refused leaves no trace."""

    @initialize()
    def open_a_ward(self) -> None:
        self.session = Session(in_memory())
        self.clock = SetClock()
        self.ward = builders.a_ward(self.session, clock=self.clock)
        self.people = [
            builders.a_patient_actor(self.ward, clock=self.clock),
            builders.a_patient_actor(self.ward, clock=self.clock),
            builders.a_patient_actor(self.ward, Role.REP, clock=self.clock),
            builders.a_terminal_actor(self.ward),
        ]
        self.rep = self.people[2]
        self.nurse = builders.a_staff_actor(self.ward, Role.STAFF, name="Tom", clock=self.clock)
        self.manager = builders.a_staff_actor(self.ward, Role.MANAGER, name="Ada", clock=self.clock)
        self.first_dates: dict[UUID, date] = {}
        self.raised: set[UUID] = set()
        self.attempt(self.manager, meetings.set_rhythm, weekday=3, at=builders.time(10, 30), every_weeks=1)
        for who in range(4):
            self.somebody_raises(who, ItemKind.PROBLEM)
        self.it_was_asked_before(0, 1)
        self.steps = 0
        self.a_meeting_begins()
        self.an_item_is_answered(0, Answer.YES, 5)
        self.an_item_is_answered(0, Answer.PARTLY, 30)

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.the_history_agrees()
            self.session.close()
            self.session.get_bind().dispose()  # type: ignore[union-attr]

    def attempt(self, who: Actor, command: Callable[..., Any], **wanted: Any) -> Any:
        """Let somebody try; a refusal is an answer too."""
        work = builders.work(self.session, who, self.clock)
        try:
            made = command(work, **wanted)
            work.commit()
        except Refused:
            self.session.rollback()
            return None
        return made

    def pick(self, model: type[Any], which: int, *where: Any) -> Any:
        found = self.session.scalars(select(model).where(*where).order_by(model.id)).all()
        return found[which % len(found)] if found else None

    def account(self, actor: Actor) -> Account:
        account = self.session.get(Account, actor.id)
        assert account is not None
        return account

    # --- what people do ---------------------------------------------------------------------------------------------

    @rule(who=WHICH, kind=st.sampled_from(list(ItemKind)))
    def somebody_raises_something(self, who: int, kind: ItemKind) -> None:
        self.somebody_raises(who, kind)

    def somebody_raises(self, who: int, kind: ItemKind) -> None:
        item = self.attempt(
            self.people[who % 4], agenda.raise_item, kind=kind, topic=Topic.FOOD, words=f"Thing {len(self.raised)}"
        )
        if item is not None:
            self.raised.add(item.id)

    @rule()
    def the_next_meeting_begins(self) -> None:
        self.a_meeting_begins()

    def a_meeting_begins(self) -> None:
        """End the meeting that is going on, wait for the next meeting day, and open it."""
        running = self.pick(Meeting, 0, Meeting.state == MeetingState.OPEN)
        if running:
            self.attempt(self.rep, minutes.stop_early, meeting=running, because="The fire alarm rang")
        self.attempt(builders.the_clock(self.ward), meetings.plan_ahead)
        coming = self.pick_next()
        if coming:
            self.attempt(self.rep, agenda.publish, meeting=coming)
            self.clock.go_to(max(coming.day, self.clock.today), 11)
            self.attempt(self.rep, meetings.open_meeting, meeting=coming)

    def pick_next(self) -> Meeting | None:
        coming = (MeetingState.PLANNED, MeetingState.PUBLISHED)
        wanted = select(Meeting).where(Meeting.state.in_(coming), Meeting.day >= self.clock.today)
        return self.session.scalars(wanted.order_by(Meeting.day)).first()

    @rule(span=st.integers(min_value=1, max_value=20))
    def days_pass(self, span: int) -> None:
        self.clock.go_on(days=span)

    @rule(who=WHICH, which=WHICH)
    def an_author_takes_something_back(self, who: int, which: int) -> None:
        item = self.pick(Item, which)
        if item:
            self.attempt(self.people[who % 4], agenda.withdraw_item, item=item)

    @rule(which=WHICH, meeting=WHICH)
    def the_rep_places(self, which: int, meeting: int) -> None:
        item, where = self.pick(Item, which), self.pick(Meeting, meeting)
        if item and where:
            self.attempt(self.rep, agenda.place_item, meeting=where, item=item)

    @rule(which=WHICH, meeting=WHICH)
    def the_rep_puts_off(self, which: int, meeting: int) -> None:
        item, where = self.pick(Item, which), self.pick(Meeting, meeting)
        if item and where:
            self.attempt(self.rep, agenda.put_off, meeting=where, item=item, because="The cook is away")

    @rule(which=WHICH, into=WHICH)
    def the_rep_merges(self, which: int, into: int) -> None:
        item, lead = self.pick(Item, which), self.pick(Item, into)
        if item and lead:
            self.attempt(self.rep, agenda.merge_items, item=item, into=lead)

    @rule(which=WHICH)
    def the_rep_undoes_a_merge(self, which: int) -> None:
        item = self.pick(Item, which, Item.state == ItemState.MERGED)
        if item:
            self.attempt(self.rep, agenda.undo_merge, item=item)

    @rule(which=WHICH)
    def the_rep_splits(self, which: int) -> None:
        item = self.pick(Item, which)
        if item:
            parts = {"first_part": "the one thing", "second_part": "the other"}
            second = self.attempt(self.rep, agenda.split_item, item=item, **parts)
            self.raised |= {second.id} if second else set()

    @rule(which=WHICH)
    def the_rep_joins_what_was_split(self, which: int) -> None:
        split = self.pick(Split, which)
        if split:
            item = self.session.get_one(Item, split.item_id)
            self.attempt(self.rep, agenda.join_halves, item=item)

    @rule(which=WHICH)
    def the_rep_takes_a_link_back(self, which: int) -> None:
        link = self.pick(ItemLink, which)
        if link:
            item, earlier = (self.session.get_one(Item, one) for one in (link.item_id, link.earlier_id))
            self.attempt(self.rep, agenda.unlink_items, item=item, earlier=earlier)

    @rule(which=WHICH, earlier=WHICH)
    def the_rep_says_that_it_was_asked_before(self, which: int, earlier: int) -> None:
        self.it_was_asked_before(which, earlier)

    def it_was_asked_before(self, which: int, earlier: int) -> None:
        item, before = self.pick(Item, which), self.pick(Item, earlier)
        if item and before:
            self.attempt(self.rep, agenda.link_items, item=item, earlier=before)

    @rule(which=WHICH, act=st.sampled_from(["publish", "open", "close", "stop", "call off"]))
    def the_meeting_goes_on(self, which: int, act: str) -> None:
        meeting = self.pick(Meeting, which, Meeting.state.not_in((MeetingState.CLOSED, MeetingState.NOT_HELD)))
        if meeting is None:
            return
        self.attempt(self.rep, *{
            "publish": (agenda.publish,),
            "open": (meetings.open_meeting,),
            "close": (minutes.close_meeting,),
            "stop": (minutes.stop_early,),
            "call off": (agenda.call_off,),
        }[act], meeting=meeting, **{
            "stop": {"because": "The fire alarm rang"},
            "call off": {"because": NotHeldBecause.INCIDENT, "words": None},
        }.get(act, {}))  # fmt: skip

    @rule(which=WHICH, answer=st.sampled_from(list(Answer)), far=st.integers(min_value=0, max_value=40))
    def an_item_is_answered(self, which: int, answer: Answer, far: int) -> None:
        entry = self.pick(AgendaEntry, which, AgendaEntry.state == EntryState.ON, AgendaEntry.item_id.is_not(None))
        if entry is None:
            return
        soon = self.clock.today + timedelta(days=7)
        outcome = self.attempt(
            self.rep, agenda.answer_item, item=self.session.get(Item, entry.item_id), entry=entry, answer=answer,
            words="So it is", given_by=self.account(self.nurse), review_on=soon, passed_to="the estates team",
            check_on=soon, something_to_do=True,
        )  # fmt: skip
        if outcome is not None and answer in (Answer.YES, Answer.PARTLY):
            self.a_promise_is_made(outcome, far)

    def a_promise_is_made(self, outcome: Outcome, far: int) -> None:
        due = self.clock.today + timedelta(days=far)
        action = self.attempt(
            self.rep, promises.make_promise, outcome=outcome, words="Mend the dryer", due=due,
            owner=self.account(self.nurse), far_because="The part comes from far away",
        )  # fmt: skip
        if action is not None:
            self.first_dates[action.id] = due

    @rule(which=WHICH)
    def an_item_waits_until_next_time(self, which: int) -> None:
        entry = self.pick(AgendaEntry, which, AgendaEntry.state == EntryState.ON)
        if entry:
            self.attempt(self.rep, agenda.carry_over, entry=entry, because=CarriedBecause.NO_TIME)

    @rule(which=WHICH, act=st.sampled_from(["report", "done", "cannot", "move"]), days=st.integers(0, 30))
    def the_owner_says_something(self, which: int, act: str, days: int) -> None:
        action = self.pick(Action, which)
        if action is None:
            return
        owner = self.nurse if action.owner_id == self.nurse.id else self.manager
        to = self.clock.today + timedelta(days=days)
        calls: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
            "report": (promises.report, {"kind": ReportKind.PROGRESS, "words": "Half way"}),
            "done": (promises.report_done, {"words": "Mended"}),
            "cannot": (promises.report_cannot, {"words": "No such part"}),
            "move": (promises.move_date, {"to": to, "because": "Part on order"}),
        }
        command, wanted = calls[act]
        self.attempt(owner, command, action=action, **wanted)

    @rule(which=WHICH, replies=st.lists(REPLIES, min_size=1, max_size=4), days=st.integers(0, 50))
    def patients_answer_a_done(self, which: int, replies: list[Reply], days: int) -> None:
        action = self.pick(Action, which, Action.state.in_((ActionState.OPEN, ActionState.DONE_SAID)))
        if action is None:
            return
        owner = self.nurse if action.owner_id == self.nurse.id else self.manager
        self.attempt(owner, promises.report_done, action=action, words="Mended")
        for who, reply in enumerate(replies):
            self.attempt(self.people[who % 3], promises.confirm, action=action, reply=reply, words="The left one")
        self.clock.go_on(days=days)

    @rule(which=WHICH)
    def a_promise_is_handed_over(self, which: int) -> None:
        action = self.pick(Action, which)
        if action:
            to = self.manager if action.owner_id == self.nurse.id else self.nurse
            self.attempt(self.manager, promises.hand_over, action=action, to=self.account(to))

    @rule(who=WHICH, which=WHICH, reply=REPLIES)
    def a_patient_says_whether_it_happened(self, who: int, which: int, reply: Reply) -> None:
        action = self.pick(Action, which)
        if action:
            self.attempt(self.people[who % 3], promises.confirm, action=action, reply=reply, words="The left one")

    @rule(which=WHICH, yes=HANDS, no=HANDS)
    def the_room_says_whether_it_happened(self, which: int, yes: int, no: int) -> None:
        action, meeting = self.pick(Action, which), self.pick(Meeting, 0, Meeting.state == MeetingState.OPEN)
        if action and meeting:
            self.attempt(self.rep, promises.count_replies, action=action, meeting=meeting, yes=yes, partly=0, no=no)
            self.attempt(
                self.rep, promises.count_let_off, action=action, meeting=meeting, hands_for=yes, hands_against=no
            )

    @rule(which=WHICH)
    @precondition(lambda self: self.first_dates)
    def staff_try_to_confirm(self, which: int) -> None:
        action = self.pick(Action, which)
        for who in (self.nurse, self.manager):
            with pytest.raises(NotAllowed):
                promises.confirm(builders.work(self.session, who, self.clock), action=action, reply=Reply.YES)
            self.session.rollback()

    # --- what stays true --------------------------------------------------------------------------------------------

    @invariant()
    def nothing_raised_is_lost(self) -> None:
        if hasattr(self, "session"):
            assert set(self.session.scalars(select(Item.id))) == self.raised

    @invariant()
    def no_first_date_has_changed(self) -> None:
        if hasattr(self, "session"):
            actions = self.session.scalars(select(Action)).all()
            assert {action.id: action.first_date for action in actions} == self.first_dates

    @invariant()
    def every_published_item_has_one_line_on_the_board(self) -> None:
        if hasattr(self, "session"):
            gone = (ItemState.WITHDRAWN, ItemState.MERGED)
            out = (MeetingState.PLANNED,)
            published = (
                select(AgendaEntry.item_id)
                .join(Meeting, Meeting.id == AgendaEntry.meeting_id)
                .where(Meeting.state.not_in(out), Meeting.published_at.is_not(None))
                .where(AgendaEntry.state != EntryState.TAKEN_OFF)
            )
            expected = self.session.scalars(select(Item.id).where(Item.id.in_(published), Item.state.not_in(gone)))
            shown = [line.asked.id for line in self.board_lines()]
            assert len(shown) == len(set(shown))
            assert set(expected) <= set(shown)

    def board_lines(self) -> list[Any]:
        found = board(
            self.session, self.ward.id, Show.ALL, now=self.clock.now(), today=self.clock.today, offset=0, limit=500
        )
        return found.lines

    @invariant()
    def only_patients_ever_confirmed(self) -> None:
        if hasattr(self, "session"):
            voices = self.session.scalars(select(Confirmation)).all()
            assert all(one.voice or one.meeting_id for one in voices)

    @invariant()
    def now_and_then_the_history_is_read(self) -> None:
        if hasattr(self, "steps"):
            self.steps += 1
            if self.steps % 8 == 0:
                self.the_history_agrees()

    def the_history_agrees(self) -> None:
        """It is whole, the tables follow from it, and it puts each promise in the class that the pages show."""
        walk, replayed, told = Walk(self.ward.id), Replayed(), []
        for seq, body, words in walk.rows(self.session):
            replayed.play(seq, body, words)
            told.append(body)
        actions = self.session.scalars(select(Action)).all()
        known = facts(self.session, self.ward.id, actions, self.clock.today)
        shown: dict[UUID, Class] = {one: follow_through(known[one], self.clock.today) for one in known}
        assert classes(replayed, self.clock.today) == shown
        proof = verify(self.session)
        assert proof.whole, proof.broken
        self.the_counts_agree(told)

    def the_counts_agree(self, told: list[dict[str, Any]]) -> None:
        """How often each thing was raised and carried over, put off and meetings not held among them, counted anew."""
        items = list(self.session.scalars(select(Item.id)))
        carried, raised = times_carried(self.session, items), how_often_raised(self.session, items)
        assert {str(item): count for item, count in carried.items()} == recount.carried(told)
        assert {str(item): count for item, count in raised.items()} == recount.raised(told)


AnyLife.TestCase.settings = settings(
    max_examples=8, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnyLife = AnyLife.TestCase
