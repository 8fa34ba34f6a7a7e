"""A diary as a calendar file (RFC 5545): made by a library that escapes and folds, so that no words can break it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

from wardvoice.diary import words, zones
from wardvoice.diary.queries import Calendar, Due, Held

MAKER = "-//WardVoice//Diary//EN"
ASK_AGAIN = timedelta(hours=4)

AddressOf = Callable[[Held | Due], str]
"""Makes the whole address of the page of a meeting or a promise."""


def as_file(diary: Calendar, *, zone: ZoneInfo, now: datetime, address_of: AddressOf) -> bytes:
    """Return the calendar as bytes; `now` is the moment of asking, in UTC."""
    made = icalendar.Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", "WardVoice")
    made.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", icalendar.vDuration(ASK_AGAIN))
    made.add_component(zones.told(zone, now.year - 1))
    for meeting in diary.meetings:
        made.add_component(_meeting(meeting, zone, now, address_of))
    for promise in diary.promises:
        made.add_component(_promise(promise, now, address_of))
    return bytes(made.to_ical())


def _meeting(one: Held, zone: ZoneInfo, now: datetime, address_of: AddressOf) -> icalendar.Event:
    """A meeting keeps its place in a calendar when it is called off: people shall see that, and not look for it."""
    event = _event(f"meeting-{one.id}", one.times_changed, one.changed_at, now)
    start = datetime.combine(one.day, one.at).replace(tzinfo=zone)
    event.add("summary", words.meeting_title(one))
    event.add("url", address_of(one))
    event.add("dtstart", start)
    event.add("duration", timedelta(minutes=one.minutes))
    event.add("status", "CANCELLED" if one.called_off else "CONFIRMED")
    if one.place:
        event.add("location", words.one_line(one.place))
    return event


def _promise(one: Due, now: datetime, address_of: AddressOf) -> icalendar.Event:
    """A whole day that keeps nobody from being free. What was promised stands on the page, not in the calendar."""
    event = _event(f"promise-{one.id}", one.times_moved, one.said_at, now)
    event.add("summary", words.due_title(one))
    event.add("url", address_of(one))
    event.add("dtstart", one.due)
    event.add("dtend", one.due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _event(its_name: str, times_changed: int, changed_at: datetime | None, now: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{its_name}@wardvoice")  # the same wherever and whenever it is asked for
    event.add("dtstamp", now.replace(microsecond=0))
    event.add("sequence", times_changed)
    if changed_at is not None:
        event.add("last-modified", changed_at.astimezone(UTC).replace(microsecond=0))
    return event
