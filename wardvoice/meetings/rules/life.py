"""When meetings are due, and the life of one meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.workflow import Workflow
from wardvoice.meetings.rules.before import length_makes_sense

PLAN_AHEAD_DAYS = 14
MAX_LINE = 200
"""Letters in a title, a place or a name."""


class MeetingKind(StrEnum):
    """What sort of meeting it is."""

    WARD = "ward"
    MUTUAL_HELP = "mutual-help"
    COUNCIL = "council"
    COPRODUCTION = "coproduction"


GATHERING = frozenset({MeetingKind.WARD, MeetingKind.COUNCIL})
"""Meetings whose agenda takes up, by itself, what nobody placed; the others have an agenda of their own making."""


def kind_makes_sense(kind: MeetingKind, *, at_council: bool) -> None:
    """The patients' council holds its own kind of meeting and no other, a ward every kind but that."""
    if (kind is MeetingKind.COUNCIL) is not at_council:
        raise RuleBroken(N_("Choose a kind of meeting."), field="kind")


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    PUBLISHED = "published"
    OPEN = "open"
    CLOSED = "closed"
    NOT_HELD = "not-held"


LIFE: Workflow[MeetingState] = Workflow(
    "meeting",
    MeetingState,
    MeetingState.PLANNED,
    {
        MeetingState.PLANNED: {"publish": MeetingState.PUBLISHED, "call_off": MeetingState.NOT_HELD},
        MeetingState.PUBLISHED: {"open": MeetingState.OPEN, "call_off": MeetingState.NOT_HELD},
        MeetingState.OPEN: {"close": MeetingState.CLOSED},
    },
)


COMING = frozenset({MeetingState.PLANNED, MeetingState.PUBLISHED, MeetingState.OPEN})
"""Meetings that are neither closed nor called off."""


class NotHeldBecause(StrEnum):
    """Why a meeting was not held; the reason stays visible (G4)."""

    SHORT_OF_STAFF = "short-of-staff"
    NO_CHAIR = "no-chair"
    INCIDENT = "incident"
    INFECTION = "infection"
    PATIENTS_CHOSE = "patients-chose"
    OTHER = "other"


class Present(StrEnum):
    """Whose heads are counted in the room (G5): never names, only numbers by role."""

    PATIENTS = "patients"
    WARD_STAFF = "ward-staff"
    MANAGER = "manager"
    OTHER_STAFF = "other-staff"
    ADVOCATE = "advocate"
    VISITORS = "visitors"


class Decides(StrEnum):
    """What a show of hands is for, said before it is counted (G11)."""

    WE_WILL_DO = "we-will-do"
    WE_WILL_WEIGH = "we-will-weigh"
    WE_WANT_TO_HEAR = "we-want-to-hear"


@dataclass(frozen=True)
class RhythmFacts:
    """How often a ward meets: each `every_weeks` weeks on `weekday` (Monday is 0), from `since` to before `until`."""

    weekday: int
    every_weeks: int
    since: date
    until: date | None = None


def days_of_rhythm(rhythm: RhythmFacts, first: date, last: date) -> Iterator[date]:
    """Yield the meeting days of a rhythm from `first` to `last`, both included."""
    day = rhythm.since + timedelta(days=(rhythm.weekday - rhythm.since.weekday()) % 7)
    step = timedelta(weeks=rhythm.every_weeks)
    if day < first:
        day += step * -(-(first - day).days // step.days)
    while day <= last and (rhythm.until is None or day < rhythm.until):
        yield day
        if date.max - day < step:
            return
        day += step


def next_day(rhythm: RhythmFacts, after: date) -> date | None:
    """Return the first meeting day after a day, or None if the rhythm ended."""
    return next(days_of_rhythm(rhythm, after + timedelta(days=1), date.max), None)


def rhythm_makes_sense(weekday: int, every_weeks: int, minutes: int, agreed_at_a_meeting: bool) -> None:
    """Weekly is the default; another rhythm names a meeting that was held, where the patients agreed to it (G4)."""
    if not 0 <= weekday <= 6:
        raise RuleBroken(N_("Choose a day of the week."), field="weekday")
    if not 1 <= every_weeks <= 8:
        raise RuleBroken(N_("Choose every 1 to 8 weeks."), field="every_weeks")
    length_makes_sense(minutes)
    if every_weeks != 1 and not agreed_at_a_meeting:
        raise RuleBroken(N_("Name the meeting at which the patients agreed to this."), field="agreed_at")


def day_makes_sense(day: date, today: date) -> None:
    """A meeting is planned for a day to come, within a year."""
    if day < today:
        raise RuleBroken(N_("This day is over. Choose today or a day to come."), field="day")
    if day > today + timedelta(days=366):
        raise RuleBroken(N_("Choose a day within a year."), field="day")


def may_open(day: date, today: date) -> None:
    """A meeting is opened on its day, or later when it is written up afterwards; never before."""
    if today < day:
        raise RuleBroken(N_("This meeting is not today. Open it on its day."))


def calling_off_makes_sense(because: NotHeldBecause, words: str | None) -> None:
    """Whoever gives another reason says it in words."""
    if because is NotHeldBecause.OTHER and not (words or "").strip():
        raise RuleBroken(N_("Say in a few words why the meeting is not held."), field="words")


def short_text(text: str | None, *, field: str, needed: bool = False) -> str | None:
    """Return one short line without blanks at its ends, or None for an empty one."""
    line = " ".join((text or "").split())
    if needed and not line:
        raise RuleBroken(N_("Write a few words first."), field=field)
    if len(line) > MAX_LINE:
        raise RuleBroken(N_("This is too long. At most %(most)s letters fit."), field=field, most=MAX_LINE)
    return line or None


def attendance_makes_sense(counts: dict[Present, int], patients_on_ward: int) -> None:
    """Heads are whole numbers, and no more patients sit in the room than live on the ward (G5)."""
    for who, count in counts.items():
        if not 0 <= count <= 200:
            raise RuleBroken(N_("Count between 0 and 200 people."), field=who.value)
    if not 0 <= patients_on_ward <= 200:
        raise RuleBroken(N_("Count between 0 and 200 people."), field="patients_on_ward")
    if counts.get(Present.PATIENTS, 0) > patients_on_ward:
        raise RuleBroken(N_("More patients in the room than on the ward? Count again."), field=Present.PATIENTS.value)


def may_close(without_outcome: int) -> None:
    """A meeting cannot be closed while an item on its agenda has no outcome (G8)."""
    if without_outcome:
        raise RuleBroken(
            N_("%(count)s on the agenda are not dealt with yet. Answer them, carry them over, or stop early."),
            count=without_outcome,
        )
