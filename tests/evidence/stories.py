"""A ward week by week, as it is written down: the same one can be told with a trick and without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Any

from sqlalchemy import select

from tests import builders
from tests.evidence.lives import Life, bring_in
from wardvoice.actions import commands as promises
from wardvoice.actions.models import Action
from wardvoice.actions.rules import ActionState, Reply
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.agenda.rules import Answer, CarriedBecause, EntryState, ItemKind, Topic
from wardvoice.core.actor import Actor
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import NotHeldBecause
from wardvoice.minutes import commands as minutes
from wardvoice.storage.work import Work

MONDAY, WEEKS = date(2026, 3, 2), 8
THURSDAY = 3


@dataclass(frozen=True)
class Ask:
    """Something that is asked for, and what becomes of it.

    `week` is the one in which it comes, `carried` how often it is carried over before its answer, `put_off` how often
    it is put off before that. All days are told from the Monday of that week, so that they stay the same whenever the
    ward comes to speak of it: an answer is good for `holds` days, the promise is for the day `due`, its owner says
    "done" on the day `done` (None: never), and patients say `yes`, or no, or nothing (None). `moved` is how often the
    date is moved, `again` an answer that is given when the first one no longer holds.
    """

    week: int = 0
    by_staff: bool = False
    carried: int = 0
    put_off: int = 0
    answer: Answer | None = Answer.YES
    again: Answer | None = None
    holds: int = 60
    due: int = 50
    done: int | None = 48
    yes: bool | None = True
    moved: int = 0
    raised_again: int = 0


@dataclass(frozen=True)
class Story:
    """What a ward asks, in which weeks it does not meet, and how many old successes are brought in."""

    asks: tuple[Ask, ...]
    cancelled: frozenset[int] = frozenset()
    imported: int = 0

    def but(self, which: int, **other: Any) -> Story:
        """Return the same story with one ask that goes another way."""
        asks = list(self.asks)
        asks[which] = replace(asks[which], **other)
        return replace(self, asks=tuple(asks))


class Telling:
    """Lets a story happen, day by day; nothing of it may be refused."""

    def __init__(self, life: Life, story: Story) -> None:
        self.life, self.story = life, story
        self.order = count()
        self.coming: list[tuple[date, int, Callable[[], None]]] = []
        self.asks: dict[Any, Ask] = {}
        self.waits: dict[Any, int] = {}
        for week in range(WEEKS):
            self.on(MONDAY + timedelta(weeks=week), lambda week=week: self.week(week))

    def on(self, day: date, then: Callable[[], None]) -> None:
        heappush(self.coming, (day, next(self.order), then))

    def tell(self, until: date = date.max) -> None:
        """Let everything happen that happens before a day."""
        while self.coming and self.coming[0][0] < until:
            day, _, then = heappop(self.coming)
            if day > self.life.clock.today:
                self.life.clock.go_to(day, 9)
            then()

    def do(self, who: Actor, command: Callable[[Work], Any] | Callable[..., Any], **wanted: Any) -> Any:
        made = self.life.attempt(who, command, **wanted)
        assert made is not None, (command.__name__, self.life.clock.today, wanted)
        return made

    def day_of(self, ask: Ask, days: int) -> date:
        return MONDAY + timedelta(weeks=ask.week, days=days)

    # --- a week -------------------------------------------------------------------------------------------------------

    def week(self, week: int) -> None:
        ward = self.life.ward
        if week == 0:
            for _ in range(self.story.imported):
                done = {"state": ActionState.CONFIRMED, "done_on": MONDAY, "confirmed_on": MONDAY, "round": 1}
                self.do(ward.manager, bring_in, ward=ward, item=None, made_on=MONDAY, due=MONDAY, **done)
        for n, ask in enumerate(self.story.asks):
            if ask.week == week:
                self.comes(ask, ward.patients[n % 3])
        day = MONDAY + timedelta(weeks=week, days=THURSDAY)
        self.life.attempt(_clock(self.life), meetings.plan_ahead)
        self.on(day - timedelta(days=1), lambda: self.prepared(day))
        self.on(day, lambda: self.called_off(day) if week in self.story.cancelled else self.held(day))

    def comes(self, ask: Ask, who: Actor) -> None:
        ward, facts = self.life.ward, {"kind": ItemKind.PROBLEM, "topic": Topic.FOOD, "words": "More bread"}
        earlier: Item | None = None
        for _ in range(ask.raised_again + 1):
            item = self.do(ward.nurse, agenda.write_for, **facts) if ask.by_staff else self.do(
                who, agenda.raise_item, **facts
            )  # fmt: skip
            if earlier is not None:
                self.do(ward.rep, agenda.link_items, item=item, earlier=earlier)
            earlier = item
            self.asks[item.id] = replace(ask, raised_again=0)

    def prepared(self, day: date) -> None:
        meeting = self.meeting(day)
        for item_id, ask in self.asks.items():
            item = self.life.session.get_one(Item, item_id)
            if ask.put_off and item.state.value in ("received", "put-off", "carried-over"):
                self.asks[item_id] = replace(ask, put_off=ask.put_off - 1)
                self.do(self.life.ward.rep, agenda.put_off, meeting=meeting, item=item, because="The cook is away")
        self.do(self.life.ward.rep, agenda.publish, meeting=meeting)

    def called_off(self, day: date) -> None:
        because = NotHeldBecause.SHORT_OF_STAFF
        self.do(self.life.ward.manager, agenda.call_off, meeting=self.meeting(day), because=because)

    def held(self, day: date) -> None:
        ward, meeting = self.life.ward, self.meeting(day)
        self.do(ward.rep, meetings.open_meeting, meeting=meeting)
        lines = select(AgendaEntry).where(AgendaEntry.meeting_id == meeting.id, AgendaEntry.state == EntryState.ON)
        for entry in self.life.session.scalars(lines).all():
            if entry.item_id is not None:
                self.spoken_of(entry, self.asks[entry.item_id])
        self.do(ward.rep, minutes.close_meeting, meeting=meeting)

    def spoken_of(self, entry: AgendaEntry, ask: Ask) -> None:
        if ask.carried or ask.answer is None:
            self.asks[entry.item_id] = replace(ask, carried=max(0, ask.carried - 1))
            self.do(self.life.ward.rep, agenda.carry_over, entry=entry, because=CarriedBecause.NO_TIME)
            return
        item, until = self.life.session.get_one(Item, entry.item_id), self.day_of(ask, ask.holds)
        outcome = self.do(self.life.ward.rep, agenda.answer_item, entry=entry, **self.answer(item, ask.answer, until))
        if ask.answer in (Answer.YES, Answer.PARTLY):
            self.promised(outcome, ask)
        elif ask.again is not None:
            self.on(until + timedelta(days=3), lambda: self.answered_again(item, ask.again))

    def answered_again(self, item: Item, answer: Answer | None) -> None:
        assert answer is not None
        wanted = self.answer(item, answer, self.life.clock.today + timedelta(days=365))
        wanted |= {"given_by": None, "something_to_do": False}
        self.do(self.life.ward.nurse, agenda.answer_item, **wanted)

    def answer(self, item: Item, answer: Answer, until: date) -> dict[str, Any]:
        days = {"review_on": until, "check_on": until, "by_when": until}
        person = self.life.account(self.life.ward.nurse)
        told = {"answer": answer, "words": "So it is", "passed_to": "the estates team"}
        return {"item": item, "given_by": person, "something_to_do": True, **told, **days}

    # --- a promise ----------------------------------------------------------------------------------------------------

    def promised(self, outcome: Any, ask: Ask) -> None:
        owner, due = self.life.account(self.life.ward.nurse), self.day_of(ask, ask.due)
        facts = {"due": due, "owner": owner, "far_because": "The part comes from far away"}
        action = self.do(self.life.ward.rep, promises.make_promise, outcome=outcome, words="Mend it", **facts)
        for n in range(1, ask.moved + 1):
            self.on(self.life.clock.today, self.moving(action, due + timedelta(days=10 * n)))
        if ask.done is not None:
            self.on(self.day_of(ask, ask.done), lambda: self.done(action, ask))

    def moving(self, action: Action, to: date) -> Callable[[], None]:
        return lambda: self.moved(action, to)

    def moved(self, action: Action, to: date) -> None:
        self.do(self.life.ward.nurse, promises.move_date, action=action, to=to, because="Part on order")

    def done(self, action: Action, ask: Ask) -> None:
        self.do(self.life.ward.nurse, promises.report_done, action=action, words="Mended")
        if ask.yes is not None:
            self.on(self.life.clock.today + timedelta(days=1), lambda: self.replied(action, yes=bool(ask.yes)))

    def replied(self, action: Action, *, yes: bool) -> None:
        for who in self.life.ward.patients[:2]:
            if action.state is ActionState.DONE_SAID:
                self.do(
                    who, promises.confirm, action=action, reply=Reply.YES if yes else Reply.NO, words="The left one"
                )

    def meeting(self, day: date) -> Any:
        return self.life.session.scalars(select(Meeting).where(Meeting.day == day)).one()


def _clock(life: Life) -> Actor:
    return builders.the_clock(life.row)
