"""A meeting from its agenda to its end, week after week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from wardvoice.agenda import commands as agenda
from wardvoice.demo.content.meetings import DIFFERENTLY, NOT_HELD, STOPPED_EARLY
from wardvoice.demo.life.items import read_and_place
from wardvoice.demo.life.opening import set_meetings
from wardvoice.demo.life.room import through_the_agenda, welcome
from wardvoice.demo.life.ward import Life, Way
from wardvoice.demo.timeline import Story
from wardvoice.meetings import commands as meetings
from wardvoice.minutes import commands as minutes
from wardvoice.minutes.rules import Side, side_of

AGENDA_HOUR = 9
DIFFERENTLY_EACH = 3
NEWEST = 1
"""A week before the last meeting that is told is the newest one that was held."""
PER_ITEM = timedelta(minutes=5)


def the_rhythm(life: Life, first: date, last: date) -> Story:
    """The ward sets a rhythm. Then each week the clock plans the meetings of two weeks, and each has its story."""
    yield life.moment(first - timedelta(days=1), 9)
    set_meetings(life)
    day = first
    while day <= last:
        yield life.moment(day, 0, 5)
        for meeting in life.tell(life.cast.clock, meetings.plan_ahead):
            life.meetings[meeting.day] = meeting
            life.begin(a_meeting(life, meeting, last))
        day += timedelta(weeks=1)


def a_meeting(life: Life, meeting: Any, last: date) -> Story:
    """The rep prepares and publishes the agenda on the day before; then the meeting is held, or not."""
    eve, at = meeting.day - timedelta(days=1), meeting.at
    yield life.moment(eve, AGENDA_HOUR)
    read_and_place(life, meeting)
    yield life.moment(eve, AGENDA_HOUR, 40)
    life.tell(life.cast.chair, agenda.publish, meeting=meeting)
    life.waiting.clear()
    yield life.moment(meeting.day, at.hour - 2)
    if life.goes(meeting) is Way.CALLED_OFF:
        _call_off(life, meeting)
        return
    yield life.moment(meeting.day, at.hour, at.minute)
    life.tell(life.cast.chair, meetings.open_meeting, meeting=meeting)
    welcome(life, meeting)
    yield from through_the_agenda(life, meeting)
    yield life.now + PER_ITEM
    if life.goes(meeting) is Way.STOPPED:
        life.tell(life.cast.chair, minutes.stop_early, meeting=meeting, because=life.chance.choice(STOPPED_EARLY))
    else:
        life.tell(life.cast.chair, minutes.close_meeting, meeting=meeting)
    yield from the_minutes(life, meeting, (last - meeting.day).days // 7)


def the_minutes(life: Life, meeting: Any, weeks: int) -> Story:
    """A nurse and the chair say that the minutes are a fair record; the newest wait for the nurse, one pair was late.

    `weeks` are those until the end of what is told.
    """
    kept, chair = life.stage.minutes_of(meeting), life.cast.chair
    if side_of(chair) is not Side.PATIENTS:
        return
    yield life.now + timedelta(hours=20)
    if weeks % DIFFERENTLY_EACH == 0:
        words = DIFFERENTLY[weeks % len(DIFFERENTLY)]
        life.tell(chair, minutes.remember_differently, minutes=kept, words=words)
    if weeks > NEWEST:
        life.tell(life.cast.staff["nurse"].actor, minutes.say_fair, minutes=kept)
    yield life.now + timedelta(days=5 if weeks == NEWEST + 2 else 1)
    life.tell(chair, minutes.say_fair, minutes=kept)


def _call_off(life: Life, meeting: Any) -> None:
    because, words = life.chance.choice(NOT_HELD)
    for line in life.stage.lines_of(meeting):
        if line.item_id is not None:
            life.wait_again(line.item_id)
    life.tell(life.cast.staff["manager"].actor, agenda.call_off, meeting=meeting, because=because, words=words)
