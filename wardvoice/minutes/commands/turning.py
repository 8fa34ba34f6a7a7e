"""The room turns to a step of its meeting, and its time runs or stands still; nothing of it is remembered."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete

from wardvoice.core.errors import N_, NotFound, Stale
from wardvoice.core.policy import May
from wardvoice.meetings.models import Meeting, RoomClock
from wardvoice.meetings.rules import MeetingState
from wardvoice.minutes import queries
from wardvoice.minutes.queries import Part
from wardvoice.storage.work import Work


def turn_to(work: Work, *, meeting: Meeting, step: str) -> RoomClock:
    """Let everybody in the room see a step, and let its time begin; turned to twice it goes on from the first time.

    NotFound for a step that this meeting has not.
    """
    _runs(work, meeting)
    _known(work, meeting, step)
    clock = work.session.get(RoomClock, meeting.id)
    if clock is None:
        clock = RoomClock(meeting_id=meeting.id, step=step, since=work.now, paused_seconds=0)
        work.session.add(clock)
    elif clock.step != step:
        clock.step, clock.since, clock.paused_at, clock.paused_seconds = step, work.now, None, 0
    return clock


def pause(work: Work, *, meeting: Meeting, still: bool) -> RoomClock:
    """Let the time of the step stand still, or go on; pressed twice it counts once. NotFound before it has begun."""
    _runs(work, meeting)
    clock = work.session.get(RoomClock, meeting.id)
    if clock is None:
        raise NotFound()
    if still and clock.paused_at is None:
        clock.paused_at = work.now
    elif not still and clock.paused_at is not None:
        clock.paused_seconds += (work.now - clock.paused_at) // timedelta(seconds=1)
        clock.paused_at = None
    return clock


def forget_time(work: Work, meeting: Meeting) -> None:
    """Keep nothing of how long a meeting took for what."""
    work.session.execute(delete(RoomClock).where(RoomClock.meeting_id == meeting.id))


def _runs(work: Work, meeting: Meeting) -> None:
    work.require(May.RUN_MEETING, meeting)
    if meeting.state is not MeetingState.OPEN:
        raise Stale(N_("This meeting is not open. Things are written down while it is."))


def _known(work: Work, meeting: Meeting, step: str) -> None:
    if step in (Part.HERE, Part.PROMISES, Part.END):
        return
    try:
        entry_id = UUID(step)
    except ValueError:
        raise NotFound() from None
    queries.entry(work.session, meeting, entry_id)
