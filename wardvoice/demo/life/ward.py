"""One ward while its stories are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum
from random import Random
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from wardvoice.agenda.rules import Topic
from wardvoice.core.actor import Actor
from wardvoice.demo.cast import Cast, Person
from wardvoice.demo.content import ASKED, Said
from wardvoice.demo.fates import Brought, InTheRoom, LetOff
from wardvoice.demo.stage import Stage
from wardvoice.demo.timeline import Story

T = TypeVar("T")


class Way(Enum):
    """How a meeting goes."""

    HELD = "held"
    STOPPED = "stopped early"
    CALLED_OFF = "called off"


class Plan(NamedTuple):
    """A ward as it is built: its name, beds, the room in which it meets, on which weekday and when."""

    name: str
    beds: int
    place: str
    weekday: int
    at: time


@dataclass
class Life:
    """What the stories of one ward know of each other.

    `ways` says how the meeting of a day goes; `waiting` are items that no agenda holds yet; `questions` are what the
    next meeting will be asked by hands; `named` are the items that another story comes back to; where `never_twice` is
    set nobody says what somebody has said before.
    """

    stage: Stage
    cast: Cast
    chance: Random
    plan: Plan | None = None
    asked: Mapping[Topic, Sequence[Said]] = field(default_factory=lambda: ASKED)
    never_twice: bool = False
    outcomes: dict[UUID, Any] = field(default_factory=dict)
    ways: dict[date, Way] = field(default_factory=dict)
    items: dict[UUID, Any] = field(default_factory=dict)
    waiting: dict[UUID, Any] = field(default_factory=dict)
    fates: dict[UUID, Brought] = field(default_factory=dict)
    carried: dict[UUID, int] = field(default_factory=dict)
    named: dict[str, Any] = field(default_factory=dict)
    meetings: dict[date, Any] = field(default_factory=dict)
    questions: list[tuple[Any, InTheRoom | LetOff]] = field(default_factory=list)

    def tell(self, actor: Actor, command: Callable[..., T], **facts: Any) -> T:
        """Let somebody do something now."""
        return self.stage.tell(actor, command, **facts)

    def begin(self, story: Story) -> None:
        """Let another story run beside the others."""
        self.stage.timeline.begin(story)

    @property
    def now(self) -> datetime:
        """The moment that is being told."""
        return self.stage.timeline.now

    @property
    def today(self) -> date:
        """The day that is being told."""
        return self.stage.clock.day_of(self.now)

    def moment(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Return a wall-clock time on a day."""
        return self.stage.clock.moment(day, hour, minute)

    def days_on(self, count: int) -> date:
        """Return the day so many days from the one that is being told."""
        return self.today + timedelta(days=count)

    def owner(self, key: str) -> Person:
        """Return the member of staff whom a story calls by this key, or the manager if they are no longer here."""
        return self.cast.staff.get(key) or self.cast.staff["manager"]

    def goes(self, meeting: Any) -> Way:
        """Return how a meeting goes."""
        return self.ways.get(meeting.day, Way.HELD)

    def something_said(self) -> tuple[Topic, Said]:
        """Draw what somebody says, and on which topic."""
        topic = self.chance.choice([topic for topic, texts in self.asked.items() if texts])
        said = self.chance.choice(self.asked[topic])
        if self.never_twice:
            left = [text for text in self.asked[topic] if text is not said]
            self.asked = {**self.asked, topic: left}
        return topic, said

    def arrives(self, item: Any, brought: Brought) -> None:
        """Remember an item that has come and waits for an agenda."""
        self.items[item.id] = self.waiting[item.id] = item
        self.fates[item.id] = brought
        if brought.name:
            self.named[brought.name] = item

    def wait_again(self, item_id: UUID) -> None:
        """Let an item wait for the next agenda."""
        self.waiting[item_id] = self.items[item_id]
        self.carried[item_id] = self.carried.get(item_id, 0) + 1
