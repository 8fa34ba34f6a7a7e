"""What becomes of an item and of a promise in the invented hospital, written down beforehand as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from wardvoice.actions.rules import Reply
from wardvoice.agenda.rules import CarriedBecause, Feeling, ShownAs, Topic
from wardvoice.demo.content.said import Said

RAISER = "raiser"
"""Stands for whoever sent the item, among those who reply."""


class Reported(NamedTuple):
    """One line of progress, or why nothing has changed."""

    after: int
    words: str
    stuck: bool = False


class Moved(NamedTuple):
    """A new date: so many days after the promise was made."""

    after: int
    to: int
    because: str


class Done(NamedTuple):
    """Staff say that it is done."""

    after: int
    words: str


class Cannot(NamedTuple):
    """Staff say that it cannot be done."""

    after: int
    words: str


class Told(NamedTuple):
    """A patient answers "did it happen?": a ward name, RAISER, or 0, 1, 2 … for those who are here longest."""

    after: int
    who: str | int
    reply: Reply
    words: str = ""


class InTheRoom(NamedTuple):
    """The next meeting answers "did it happen?" by hands."""

    after: int
    yes: int
    partly: int
    no: int
    unsure: int = 0


class LetOff(NamedTuple):
    """The next meeting answers "may we leave it?" by hands."""

    after: int
    hands_for: int
    hands_against: int


class HandedOver(NamedTuple):
    """Somebody else takes the promise on."""

    after: int
    to: str


class NotMine(NamedTuple):
    """Whoever was given the promise in their absence says that it is not theirs."""

    after: int
    because: str
    perhaps: str


Step = NotMine | Reported | Moved | Done | Cannot | Told | InTheRoom | LetOff | HandedOver


@dataclass(frozen=True)
class Course:
    """How one promise goes. Days are counted from the day on which it is made; `words` stand for those of the item.

    `given_by` answers in the room where it is not the owner.
    """

    owner: str
    days: int
    steps: tuple[Step, ...] = ()
    words: str = ""
    far_because: str | None = None
    shared_by: str | None = None
    shared_words: str | None = None
    given_by: str = ""


@dataclass(frozen=True)
class Brought:
    """One item and its way. `by` is a ward name, or None for somebody who did not sign in.

    `held` are the reasons for which it is carried over before it gets its answer; `before` says how many days before
    the meeting it is sent; `accepted` is what the raiser, or the room, says to the answer, if anything. `on_paper` says
    how many days before it was typed in somebody handed it in on paper.
    """

    topic: Topic
    said: Said
    by: str | None = None
    shown_as: ShownAs = ShownAs.PATIENT
    before: int = 3
    hour: int = 15
    feeling: Feeling | None = None
    written_by: str | None = None
    on_paper: int | None = None
    held: tuple[CarriedBecause, ...] = ()
    course: Course | None = None
    accepted: bool | None = None
    answered_by: str = "manager"
    hands: bool = False
    read: bool = True
    name: str = ""
