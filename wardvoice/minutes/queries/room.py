"""The meeting room as it stands: its steps, which of them is due, and all that the present one shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from sqlalchemy import or_
from sqlalchemy.orm import Session

from wardvoice.actions import queries as of_actions
from wardvoice.actions.models import Confirmation
from wardvoice.actions.queries import ActionCard
from wardvoice.actions.rules import ActionState
from wardvoice.agenda.rules import shares
from wardvoice.meetings import queries as of_meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import Present
from wardvoice.minutes.queries.earlier import counts
from wardvoice.minutes.queries.lines import Line, lines_with, promised_on
from wardvoice.minutes.rules import Timer


class Part(StrEnum):
    """The parts of a meeting, in their order; its lines come before the end."""

    HERE = "here"
    PROMISES = "promises"
    LINE = "line"
    END = "end"


@dataclass(frozen=True)
class Step:
    """One step of the meeting. `key` names it in the address; `line` is set for a line of the agenda."""

    key: str
    part: Part
    done: bool
    line: Line | None = None


@dataclass(frozen=True)
class Room:
    """A meeting and its steps; `now` is the one that is shown, `everybody` the one that the room looks at.

    `at` is the moment of which all this tells.
    """

    meeting: Meeting
    steps: Sequence[Step]
    now: Step
    lines: Sequence[Line]
    cards: Sequence[ActionCard]
    counted: dict[UUID, Confirmation]
    attendance: dict[Present, int]
    everybody: Step
    at: datetime

    @property
    def before(self) -> Step | None:
        """The step before the one that is shown."""
        place = self.steps.index(self.now)
        return self.steps[place - 1] if place else None

    @property
    def after(self) -> Step | None:
        """The step after the one that is shown."""
        place = self.steps.index(self.now)
        return self.steps[place + 1] if place + 1 < len(self.steps) else None

    @property
    def left(self) -> list[Line]:
        """The lines that keep the meeting from being closed."""
        return [line for line in self.lines if line.open or line.lacks_promise]

    @property
    def likely_giver(self) -> UUID | None:
        """Whoever came to decide the line that is shown, or else gave the last answer: the form offers them first."""
        return next(iter(self._answering), None)

    @property
    def likely(self) -> list[UUID]:
        """Whoever may give the next answer, the likeliest first; a patient who writes it down is on nobody's list."""
        return [*self._answering, *([self.meeting.scribe_id] if self.meeting.scribe_id else [])]

    @property
    def _answering(self) -> list[UUID]:
        line = self.now.line
        here = [one.account_id for one in line.deciders if one.present and not one.instead] if line else []
        given = [one.outcome for each in self.lines for one in each.given]
        latest_first = sorted(given, key=lambda outcome: outcome.at, reverse=True)
        return [one for one in (*here, *(outcome.given_by_id for outcome in latest_first)) if one]

    @property
    def timer(self) -> Timer | None:
        """How long the line that everybody looks at is on; None before somebody turned the room to it."""
        clock, line = self.meeting.clock, self.everybody.line
        if clock is None or line is None or clock.step != self.everybody.key:
            return None
        parts = shares(self.meeting.length, [one.entry.minutes for one in self.lines])
        planned = next(part for one, part in zip(self.lines, parts, strict=True) if one is line)
        stood = timedelta(seconds=clock.paused_seconds)
        return Timer(clock.since, timedelta(minutes=planned), clock.paused_at, stood)

    @property
    def pulse(self) -> str:
        """What changes with anything that the list of steps shows; while it stays nothing has to be drawn again."""
        done = "".join(str(int(step.done)) for step in self.steps)
        timer = self.timer
        time = (timer.since, timer.still_since, timer.stood) if timer else None
        return sha256(f"{self.mark} {self.everybody.key} {done} {time}".encode()).hexdigest()[:16]

    @property
    def mark(self) -> str:
        """What changes when somebody else writes at the step that is shown."""
        line = self.now.line
        if line is None:
            return f"{self.meeting.version}.{sum(card.version for card in self.cards)}.{len(self.counted)}"
        more = [len(line.given), len(line.hands), *(card.version for card in line.cards)]
        return ".".join(str(part) for part in (line.entry.version, line.item.version if line.item else 0, *more))


def room(session: Session, meeting: Meeting, at: str, now: datetime, today: date) -> Room:
    """Return the meeting at one of its steps; at the one that is due, if `at` names none."""
    spoken_of = or_(of_actions.spoken_of_in(meeting.id, today), promised_on(meeting))
    known = of_actions.cards_where(session, meeting.ward_id, today, spoken_of)
    found, counted = lines_with(session, meeting, known, now), counts(session, meeting)
    promised_here = {card.id for line in found for card in line.cards}
    cards = [card for card in known if card.id not in promised_here]
    attendance = of_meetings.attendance(meeting)
    asked = all(card.id in counted for card in cards if asked_in_room(card))
    steps = [
        Step(Part.HERE.value, Part.HERE, bool(attendance)),
        Step(Part.PROMISES.value, Part.PROMISES, bool(attendance) and asked),
        *(Step(str(line.entry.id), Part.LINE, _is_done(found, n), line) for n, line in enumerate(found)),
        Step(Part.END.value, Part.END, done=False),
    ]
    everybody = _turned_to(meeting, steps) or _due(steps)
    here = next((step for step in steps if step.key == at), None) or everybody
    return Room(meeting, steps, here, found, cards, counted, attendance, everybody, now)


def _turned_to(meeting: Meeting, steps: Sequence[Step]) -> Step | None:
    """Return the step to which the room was turned, unless something was written further on since."""
    keys = [step.key for step in steps]
    if meeting.clock is None or meeting.clock.step not in keys:
        return None
    place = keys.index(meeting.clock.step)
    return None if any(step.done for step in steps[place + 1 :]) else steps[place]


def _due(steps: Sequence[Step]) -> Step:
    """Return the step after the last one at which something was written."""
    last = max((place for place, step in enumerate(steps) if step.done), default=-1)
    return steps[last + 1]


def asked_in_room(card: ActionCard) -> bool:
    """Return whether the room is asked whether a promise was kept, or may be left."""
    return card.question is not None or card.state is ActionState.CANNOT_SAID


def _is_done(found: Sequence[Line], place: int) -> bool:
    """An item is done with its outcome; a title once it is noted, asked, or left behind."""
    line = found[place]
    if line.item is not None:
        return not line.open and not line.lacks_promise
    return (
        line.entry.said is not None
        or bool(line.hands)
        or any(later.given or later.entry.said for later in found[place + 1 :])
    )
