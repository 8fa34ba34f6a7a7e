"""A ward on which anybody may do anything, by the same commands as the pages: quick, so that hundreds can be lived.

A life is a row of acts, each with a number from which its choices follow. What is refused leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import cache
from random import Random
from sqlite3 import Connection, connect
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from tests import builders
from tests.conftest import SetClock
from tests.databases import STATEMENTS, in_memory
from wardvoice.actions import commands as promises
from wardvoice.actions.models import Action, Promise
from wardvoice.actions.rules import ActionState, Reply, ReportKind
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.commands.items import Paper
from wardvoice.agenda.models import AgendaEntry, Decider, Item, ItemLink, Outcome, Split
from wardvoice.agenda.rules import Answer, CarriedBecause, EntryState, ItemKind, ItemState, Topic
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import Refused
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import Decides, MeetingKind, MeetingState, NotHeldBecause, Present
from wardvoice.minutes import commands as minutes
from wardvoice.minutes.models import Minutes
from wardvoice.people import commands as people
from wardvoice.people.models import Account, Term, WardName
from wardvoice.people.rules import Chosen, TermRole
from wardvoice.questions import commands as questions
from wardvoice.questions.models import Question
from wardvoice.questions.rules import Says
from wardvoice.storage.base import prepare
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward as WardRow

T = TypeVar("T")
Act = tuple[str, int]
COMING = (MeetingState.PLANNED, MeetingState.PUBLISHED)


@dataclass(frozen=True)
class Ward:
    """Who there is: three patients without a part, one at the terminal without a name, and those with a part."""

    id: UUID
    patients: tuple[Actor, ...]
    rep: Actor
    peer: Actor
    nobody: Actor
    nurse: Actor
    manager: Actor
    advocate: Actor

    @property
    def voices(self) -> tuple[Actor, ...]:
        """Everybody with a ward name."""
        return (*self.patients, self.rep, self.peer)

    @property
    def stand_in(self) -> Actor:
        """The nurse, in the rep's place."""
        return replace(self.nurse, stands_in=True)


@cache
def _first() -> tuple[Ward, Connection]:
    """A ward on its first day, made once in each process."""
    with Session(in_memory()) as session:
        clock = SetClock()
        ward = builders.a_ward(session, clock=clock)
        everybody = Ward(
            ward.id,
            tuple(builders.a_patient_actor(ward, clock=clock) for _ in range(3)),
            builders.a_patient_actor(ward, Role.REP, clock=clock),
            builders.a_patient_actor(ward, Role.PEER, clock=clock),
            builders.a_terminal_actor(ward),
            builders.a_staff_actor(ward, Role.STAFF, name="Tom", clock=clock),
            builders.a_staff_actor(ward, Role.MANAGER, name="Ada", clock=clock),
            builders.a_staff_actor(ward, Role.ADVOCATE, name="Bea", clock=clock),
        )
        weekly = {"weekday": 3, "at": time(10, 30), "every_weeks": 1}
        builders.done(session, everybody.manager, meetings.set_rhythm, clock, **weekly)
        kept = connect(":memory:", check_same_thread=False)
        raw: Any = session.connection().connection.dbapi_connection
        session.commit()
        raw.backup(kept)
    return everybody, kept


@cache
def _engine() -> Engine:
    return prepare(create_engine("sqlite://", poolclass=StaticPool, creator=_copied, query_cache_size=STATEMENTS))


def _copied() -> Connection:
    copy = connect(":memory:", check_same_thread=False)
    _first()[1].backup(copy)
    return copy


@contextmanager
def a_life() -> Iterator[Life]:
    """A ward on its first day; the one that was given before is gone."""
    engine = _engine()
    engine.dispose()
    with Session(engine, expire_on_commit=False) as session:
        yield Life(session, _first()[0])


class Life:
    """What people do on one ward, one act after the other."""

    def __init__(self, session: Session, ward: Ward) -> None:
        self.session, self.ward, self.clock = session, ward, SetClock()
        self.luck = Random(0)

    def live(self, acts: Sequence[Act]) -> None:
        """Let all of this happen."""
        for name, number in acts:
            self.luck = Random(number)
            ACTS[name](self)

    def attempt(self, who: Actor, command: Callable[..., T], **wanted: Any) -> T | None:
        """Let somebody try, a minute after what came before; a refusal is an answer too."""
        self.clock.go_on(minutes=1)
        work = builders.work(self.session, who, self.clock)
        try:
            made = command(work, **wanted)
            work.commit()
        except Refused:
            self.session.rollback()
            return None
        return made

    def pick(self, model: type[T], *where: Any) -> T | None:
        """Return one of the rows that are so, in the order in which they began; None where there is none."""
        found = self.session.scalars(select(model).where(*where).order_by(text("rowid"))).all()
        return self.luck.choice(found) if found else None

    def account(self, actor: Actor) -> Account:
        return self.session.get_one(Account, actor.id)

    def in_days(self, *choices: int) -> date:
        return self.clock.today + timedelta(days=self.luck.choice(choices))

    @property
    def row(self) -> WardRow:
        return self.session.get_one(WardRow, self.ward.id)

    @property
    def running(self) -> Meeting | None:
        return self.pick(Meeting, Meeting.state == MeetingState.OPEN)

    @property
    def owners(self) -> dict[UUID, Actor]:
        return {one.id: one for one in (self.ward.nurse, self.ward.manager) if one.id}

    def authors_of(self, item: Item | None) -> list[Actor]:
        return [one for one in self.ward.voices if item and one.id == item.author_id]

    # --- what is said ---------------------------------------------------------------------------------------------

    def somebody_raises(self) -> None:
        kinds = (*ItemKind, ItemKind.PROBLEM, ItemKind.IDEA, ItemKind.QUESTION)
        who = self.luck.choice((*self.ward.voices, self.ward.nobody, self.ward.nobody))
        facts = {"kind": self.luck.choice(kinds), "topic": Topic.FOOD, "words": "More bread"}
        self.attempt(who, agenda.raise_item, **facts)

    def somebody_writes_for_a_patient(self) -> None:
        who = self.luck.choice((self.ward.nurse, self.ward.manager, self.ward.advocate, self.ward.rep, self.ward.peer))
        days = self.luck.choice((None, None, 0, 3, 20))
        paper = None if days is None else Paper(self.clock.today - timedelta(days=days))
        facts = {"kind": self.luck.choice(list(ItemKind)), "topic": Topic.FOOD, "words": "A chair", "paper": paper}
        self.attempt(who, agenda.write_for, **facts)

    def it_matters_to_somebody(self) -> None:
        item = self.pick(Item)
        if item:
            matters = self.luck.random() < 0.7
            self.attempt(self.luck.choice(self.ward.voices), agenda.say_it_matters, item=item, matters=matters)

    def an_author_takes_it_back(self) -> None:
        item = self.pick(Item, Item.state.in_((ItemState.RECEIVED, ItemState.PLACED)))
        for who in self.authors_of(item):
            self.attempt(who, agenda.withdraw_item, item=item)

    def two_become_one(self) -> None:
        item, into = self.pick(Item), self.pick(Item)
        if item and into and item is not into:
            self.attempt(self.ward.rep, agenda.merge_items, item=item, into=into)

    def one_becomes_two_again(self) -> None:
        item = self.pick(Item, Item.state == ItemState.MERGED)
        if item:
            self.attempt(self.ward.rep, agenda.undo_merge, item=item)

    def one_is_split(self) -> None:
        item, split = self.pick(Item), self.pick(Split)
        if split and self.luck.random() < 0.3:
            self.attempt(self.ward.rep, agenda.join_halves, item=self.session.get_one(Item, split.item_id))
        elif item:
            parts = {"first_part": "the one thing", "second_part": "the other"}
            self.attempt(self.ward.rep, agenda.split_item, item=item, **parts)

    def it_was_asked_before(self) -> None:
        item, earlier = self.pick(Item), self.pick(Item)
        if item and earlier and item is not earlier:
            self.attempt(self.ward.rep, agenda.link_items, item=item, earlier=earlier)

    def it_was_not_asked_before(self) -> None:
        link = self.pick(ItemLink)
        if link:
            item, earlier = (self.session.get_one(Item, one) for one in (link.item_id, link.earlier_id))
            self.attempt(self.ward.rep, agenda.unlink_items, item=item, earlier=earlier)

    # --- meetings ---------------------------------------------------------------------------------------------------

    def the_next_meeting_begins(self) -> None:
        """End the meeting that is going on, wait for the next one, open it, and count who is there."""
        self.the_meeting_ends()
        self.attempt(builders.the_clock(self.row), meetings.plan_ahead)
        wanted = select(Meeting).where(Meeting.state.in_(COMING), Meeting.day >= self.clock.today)
        coming = self.session.scalars(wanted.order_by(Meeting.day)).first()
        if coming is None:
            return
        runs = self.luck.choice((self.ward.rep, self.ward.rep, self.ward.stand_in))
        if self.luck.random() < 0.5:
            self.clock.go_to(max(coming.day - timedelta(days=1), self.clock.today), 8)
        self.attempt(runs, agenda.publish, meeting=coming)
        self.clock.go_to(max(coming.day, self.clock.today), 11)
        if self.attempt(runs, meetings.open_meeting, meeting=coming) and self.luck.random() < 0.8:
            heads = {who: self.luck.randint(0, 4) for who in Present}
            facts = {
                "patients_on_ward": self.luck.choice((0, 9, 12, 14)),
                "chaired_by_patient": self.luck.random() < 0.6,
            }
            self.attempt(runs, meetings.count_attendance, meeting=coming, counts=heads, **facts)

    def the_meeting_ends(self) -> None:
        running = self.running
        if running:
            self.attempt(self.ward.rep, minutes.stop_early, meeting=running, because="The fire alarm rang")

    def a_meeting_is_called_off(self) -> None:
        self.attempt(builders.the_clock(self.row), meetings.plan_ahead)
        meeting = self.pick(Meeting, Meeting.state.in_(COMING))
        if meeting:
            who, because = self.luck.choice((self.ward.rep, self.ward.manager)), self.luck.choice(list(NotHeldBecause))
            self.attempt(who, agenda.call_off, meeting=meeting, because=because, words="It was like this")

    def another_meeting_is_planned(self) -> None:
        kind = self.luck.choice((MeetingKind.WARD, MeetingKind.WARD, MeetingKind.MUTUAL_HELP, MeetingKind.COPRODUCTION))
        facts = {"day": self.in_days(0, 1, 2, 5), "at": time(15, 0), "kind": kind}
        self.attempt(self.ward.rep, meetings.plan_meeting, **facts)

    def the_rhythm_changes(self) -> None:
        held = self.pick(Meeting, Meeting.state == MeetingState.CLOSED)
        every = self.luck.choice((1, 1, 2, 3)) if held else 1
        facts = {"weekday": self.luck.randint(0, 6), "at": time(14, 0), "every_weeks": every, "agreed_at": held}
        self.attempt(self.ward.manager, meetings.set_rhythm, **facts)

    def somebody_says_that_minutes_are_fair(self) -> None:
        draft = self.pick(Minutes)
        for who in (self.ward.rep, self.ward.nurse) if draft else ():
            if self.luck.random() < 0.8:
                self.attempt(who, minutes.say_fair, minutes=draft)

    def a_place_on_the_agenda(self) -> None:
        item, meeting = self.pick(Item), self.pick(Meeting, Meeting.state.in_((*COMING, MeetingState.OPEN)))
        if item and meeting:
            act = self.luck.choice(("place", "put off", "put off", "take off"))
            who = self.luck.choice((self.ward.rep, self.ward.stand_in))
            if act == "place":
                self.attempt(who, agenda.place_item, meeting=meeting, item=item)
            elif act == "put off":
                self.attempt(who, agenda.put_off, meeting=meeting, item=item, because="The cook is away")
            else:
                entry = self.pick(AgendaEntry, AgendaEntry.state == EntryState.ON)
                self.attempt(who, agenda.take_off, entry=entry) if entry else None

    def who_can_decide(self) -> None:
        entry, meeting = self.pick(AgendaEntry, AgendaEntry.item_id.is_not(None)), self.running
        if entry:
            job = self.luck.choice(("the cook", "the estates team"))
            self.attempt(self.ward.rep, agenda.name_decider, entry=entry, job=job)
        decider = self.pick(Decider)
        if decider and meeting:
            present = self.luck.random() < 0.5
            self.attempt(self.ward.rep, agenda.mark_decider, decider=decider, meeting=meeting, present=present)

    def a_question_of_the_week(self) -> None:
        meeting = self.pick(Meeting, Meeting.state == MeetingState.PUBLISHED)
        if meeting:
            facts = {"words": "Tea at four?", "decides": Decides.WE_WILL_WEIGH}
            self.attempt(self.ward.rep, questions.put_question, meeting=meeting, **facts)
        question = self.pick(Question)
        for who in self.ward.voices if question else ():
            if self.luck.random() < 0.6:
                self.attempt(who, questions.answer_question, question=question, says=self.luck.choice(list(Says)))

    # --- answers ------------------------------------------------------------------------------------------------------

    def an_answer_in_the_room(self) -> None:
        entry = self.pick(AgendaEntry, AgendaEntry.state == EntryState.ON, AgendaEntry.item_id.is_not(None))
        if entry is None:
            return
        outcome = self.attempt(
            self.ward.rep, agenda.answer_item, item=self.session.get_one(Item, entry.item_id), entry=entry,
            given_by=self.account(self.ward.nurse), something_to_do=self.luck.random() < 0.8, **self.an_answer(),
        )  # fmt: skip
        if outcome and outcome.something_to_do:
            self.promise(outcome)

    def an_answer_outside(self) -> None:
        item = self.pick(Item)
        if item:
            who = self.luck.choice((self.ward.nurse, self.ward.manager))
            self.attempt(who, agenda.answer_item, item=item, **self.an_answer())

    def an_answer(self) -> dict[str, Any]:
        return {
            "answer": self.luck.choice((Answer.YES, Answer.YES, *Answer)),
            "words": "So it is",
            "passed_to": "the estates team",
            "review_on": self.in_days(1, 7, 30, 90),
            "check_on": self.in_days(1, 7, 30, 90),
            "by_when": self.in_days(7),
        }

    def an_answer_is_older_than_its_day(self) -> None:
        """Answers that were given before they had a day of their own have none."""
        outcome = self.pick(Outcome, Outcome.answer.is_not(None))
        if outcome:
            self.attempt(self.ward.manager, without_its_day, outcome=outcome)

    def it_waits_until_next_time(self) -> None:
        entry = self.pick(AgendaEntry, AgendaEntry.state == EntryState.ON)
        if entry:
            because = self.luck.choice((CarriedBecause.NO_TIME, CarriedBecause.DECIDER_ABSENT))
            self.attempt(self.ward.rep, agenda.carry_over, entry=entry, because=because)

    def an_answer_is_good_enough_or_not(self) -> None:
        outcome = self.pick(Outcome, Outcome.answer.is_not(None))
        for who in self.authors_of(self.session.get(Item, outcome.item_id) if outcome else None):
            for accepted in self.luck.choice(((True,), (False,), (False, True))):
                self.attempt(who, agenda.accept_answer, outcome=outcome, accepted=accepted)
        if outcome and self.luck.random() < 0.5:
            yes, no = self.luck.randint(0, 4), self.luck.randint(0, 4)
            self.attempt(self.ward.rep, agenda.count_acceptance, outcome=outcome, yes=yes, no=no, unsure=1)

    # --- promises -----------------------------------------------------------------------------------------------------

    def promise(self, outcome: Outcome) -> None:
        facts = {"due": self.in_days(0, 3, 7, 7, 14, 28, 29, 90), "far_because": "The part comes from far away"}
        owner = self.account(self.luck.choice((self.ward.nurse, self.ward.manager)))
        self.attempt(self.ward.rep, promises.make_promise, outcome=outcome, words="Mend it", owner=owner, **facts)

    def another_promise(self) -> None:
        outcome = self.pick(Outcome, Outcome.answer.in_((Answer.YES, Answer.PARTLY)))
        if outcome:
            self.promise(outcome)

    def an_old_promise_is_imported(self) -> None:
        """From a list that the ward kept before WardVoice; some of them belong to an item."""
        item = self.pick(Item) if self.luck.random() < 0.7 else None
        made_on, done = self.in_days(-60, -30, -7), self.luck.random() < 0.7
        due = made_on + timedelta(days=self.luck.choice((3, 14, 40)))
        state = {"state": ActionState.CONFIRMED, "done_on": due, "confirmed_on": due, "round": 1} if done else {}
        self.attempt(self.ward.manager, bring_in, ward=self.ward, item=item, made_on=made_on, due=due, **state)

    def the_owner_says_something(self) -> None:
        action = self.pick(Action, Action.state == ActionState.OPEN)
        if action is None:
            return
        owner = self.owners[action.owner_id]
        act = self.luck.choice(("done", "done", "done", "cannot", "move", "move", "report"))
        if act == "done":
            self.attempt(owner, promises.report_done, action=action, words="Mended")
        elif act == "cannot":
            self.attempt(owner, promises.report_cannot, action=action, words="No such part")
        elif act == "move":
            self.attempt(owner, promises.move_date, action=action, to=self.in_days(1, 10, 60), because="Part on order")
        else:
            self.attempt(owner, promises.report, action=action, kind=ReportKind.PROGRESS, words="Half way")

    def patients_reply(self) -> None:
        action = self.pick(Action, Action.state.in_((ActionState.DONE_SAID, ActionState.CONFIRMED)))
        yes = (Reply.YES,) * self.luck.randint(0, 8)
        for who in self.ward.voices if action else ():
            if self.luck.random() < 0.7:
                reply = self.luck.choice((*Reply, *yes))
                self.attempt(who, promises.confirm, action=action, reply=reply, words="The left one")

    def the_room_replies(self) -> None:
        if self.running is None:
            self.the_next_meeting_begins()
        answered = self.pick(Action, Action.state.in_((ActionState.DONE_SAID, ActionState.CONFIRMED)))
        action, meeting = self.pick(Action, Action.state == ActionState.CANNOT_SAID) or answered, self.running
        if action and meeting:
            yes, no = self.luck.choice(((5, 0), (4, 1), (1, 4), (2, 2)))
            runs = {"action": action, "meeting": meeting}
            self.attempt(self.ward.rep, promises.count_let_off, hands_for=yes, hands_against=no, **runs)
            self.attempt(self.ward.rep, promises.count_replies, yes=yes, partly=0, no=no, **runs)

    def is_it_still_fixed(self) -> None:
        """Six weeks after patients confirmed it they are asked again."""
        action = self.pick(Action, Action.state == ActionState.CONFIRMED, Action.confirmed_on.is_not(None))
        if action:
            self.clock.go_on(days=max(0, 42 - (self.clock.today - (action.confirmed_on or date.min)).days))
            for who in self.ward.voices:
                reply = self.luck.choice((Reply.YES, Reply.YES, Reply.NO))
                self.attempt(who, promises.confirm, action=action, reply=reply, words="The left one")

    # --- people, and days -------------------------------------------------------------------------------------------

    def a_term_begins_or_ends(self) -> None:
        admin = builders.ADMIN
        term, name = self.pick(Term), self.pick(WardName)
        if term and self.luck.random() < 0.5:
            self.attempt(admin, people.end_term, term=term)
        elif name:
            starts, role = self.in_days(0, 5), self.luck.choice(list(TermRole))
            facts = {
                "choice": people.Choice(Chosen.AGREED),
                "starts_on": starts,
                "ends_on": starts + timedelta(days=40),
            }
            self.attempt(admin, people.give_term, name=name, role=role, **facts)

    def somebody_rests_from_their_part(self) -> None:
        term = self.pick(Term)
        for who in self.ward.voices if term else ():
            if term and who.id == term.ward_name_id:
                until = self.in_days(3, 7)
                self.attempt(who, people.say_not_this_week, term=term, until=until)
                if self.luck.random() < 0.3:
                    self.attempt(who, people.come_back, term=term)

    def somebody_comes_or_goes(self) -> None:
        if self.luck.random() < 0.6:
            self.clock.go_on(minutes=1)
            with suppress(Refused):  # the first word that is free was the word of somebody who has left
                builders.a_ward_name(self.row, clock=self.clock)
            self.session.rollback()
            return
        gone = self.pick(WardName, WardName.id.not_in([one.id for one in self.ward.voices]))
        if gone:
            self.attempt(Actor(Door.TERMINAL, self.ward.id, gone.id, gone.word, frozenset({Role.PATIENT})),
                         people.leave_ward, name=gone)  # fmt: skip

    def days_pass(self) -> None:
        self.clock.go_on(days=self.luck.choice((1, 2, 5, 14, 20, 35)))
        if self.luck.random() < 0.3:  # half past midnight: in summer it is still yesterday in UTC
            self.clock.go_to(self.clock.today, 0, 30)


def bring_in(work: Work, *, ward: Ward, item: Item | None, made_on: date, due: date, **more: Any) -> Action:
    """Write down an action as it stood in an older list. No page of WardVoice does this yet; the column is there."""
    work.require(May.MAKE_PROMISE)
    action = Action(
        ward_id=ward.id, item_id=item.id if item else None, owner_id=ward.manager.id, owner_since=made_on,
        words="From the old list", imported=True, made_on=made_on, **more,
    )  # fmt: skip
    action.promises.append(Promise(n=0, due=due, made_at=work.now))
    work.session.add(action)
    work.record(Happened.PROMISE_MADE, action, due=due, owner=action.owner_id)
    return action


def without_its_day(work: Work, *, outcome: Outcome) -> Outcome:
    """Let an answer be as it would be had it been given before the column came."""
    work.require(May.ANSWER)
    outcome.day = None
    work.record(Happened.ANSWER_CORRECTED, outcome)
    return outcome


STEPS = {"live", "attempt", "pick", "account", "in_days", "authors_of", "an_answer", "promise"}
ACTS: dict[str, Callable[[Life], None]] = {
    name: act for name, act in vars(Life).items() if callable(act) and not name.startswith("_") and name not in STEPS
}
OFTEN = (
    "somebody_raises", "the_next_meeting_begins", "an_answer_in_the_room", "the_owner_says_something", "patients_reply",
)  # fmt: skip
"""What a ward does most of all: without it there would be little to count."""
ANY_ACT = (*ACTS, *OFTEN * 4, *OFTEN[-2:] * 3, "is_it_still_fixed", "the_room_replies")
